"""The home page shows each organisation its own drafts, and nobody else's."""

from __future__ import annotations

from django.urls import reverse

from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project


def test_home_lists_own_drafts_only(cast: Cast) -> None:
    project(cast.actor("french"), cast.france)
    project(cast.actor("chilean"), cast.chile)
    page = cast.client("french").get(reverse("home")).content.decode()
    assert "FR-2024-001" in page
    assert COMPLETE.name in page
    assert "CL-2024-001" not in page


def test_home_without_drafts_says_so(cast: Cast) -> None:
    project(cast.actor("french"), cast.france, publish=True)
    page = cast.client("french").get(reverse("home")).content.decode()
    assert "Su representación no tiene borradores" in page


def test_home_costs_the_same_with_one_and_three_drafts(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    browser = cast.client("french")
    for drafts in (1, 3):
        while cast.france.projects.count() < drafts:
            project(cast.actor("french"), cast.france)
        with django_assert_num_queries(15):
            browser.get(reverse("home"))
