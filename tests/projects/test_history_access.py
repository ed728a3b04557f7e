"""The history of a project shows its drafts: only those who see the drafts see it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.cast import Cast, occupant, organisation, sign_in
from tests.support.fichas import project


@pytest.mark.parametrize(
    ("who", "status"),
    [("french", 200), ("secretary", 200), ("german", 200), ("administrator", 403), ("stranger", 403)],
)
def test_history_of_a_published_project(cast: Cast, who: str, status: int) -> None:
    made = project(cast.actor("french"), cast.france, publish=True)
    browser = cast.client(who)
    assert browser.get(reverse("project-history", args=[made.code])).status_code == status
    if status == 200:
        for page in ("project-detail", "project-versions"):
            shown = browser.get(reverse(page, args=[made.code])).content.decode()
            assert reverse("project-history", args=[made.code]) in shown


def test_another_member_is_told_of_no_history(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france, publish=True)
    canada = organisation("CA", "Embajada de Canadá en México", country="CA")
    browser = sign_in(Client(), occupant("canada", "Claire Canadiense", canada))
    history = reverse("project-history", args=[made.code])
    assert browser.get(history).status_code == 404
    for page in ("project-detail", "project-versions"):
        shown = browser.get(reverse(page, args=[made.code]))
        assert (shown.status_code, history in shown.content.decode()) == (200, False)
