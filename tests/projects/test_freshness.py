"""Freshness: since when the news stand, who is late, «sin cambios» in one press and by personal link."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from mcig.links.models import PersonalLink
from mcig.notices.models import Message
from mcig.notices.wire import attachments_of
from mcig.rules import Broken
from projects import actions, content, record
from projects.models import Project, Revision
from projects.rules import Status
from projects.rules.freshness import Freshness, freshness, next_review
from tests.support.cast import TODAY, Cast
from tests.support.consultations import LINK
from tests.support.fichas import COMPLETE, project
from tests.support.records import FULL

OLD = replace(COMPLETE, updated_on=date(2023, 2, 28))


@pytest.fixture
def late(cast: Cast) -> Project:
    """A published project of France whose information is a year old, with a full record."""
    own = project(cast.actor("french"), cast.france, OLD)
    own = actions.save_record(actor=cast.actor("french"), project=own, record=FULL, version=own.version)
    actions.publish(actor=cast.actor("french"), project=own, version=own.version, tells=False)
    own.refresh_from_db()
    return own


def requested(cast: Cast) -> str:
    """The path of the personal link in the letter that the secretariat's request prepares."""
    actions.prepare_request(actor=cast.actor("secretary"))
    message = Message.objects.get(recipients=["francia@mcig.example"])
    found = LINK.search(message.body)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("updated_on", "status", "expected"),
    [
        (date(2024, 3, 1), None, Freshness.FRESH),
        (date(2023, 10, 10), Status.IMPLEMENTATION, Freshness.DUE),
        (date(2023, 9, 12), Status.IMPLEMENTATION, Freshness.LATE),
        (None, None, Freshness.LATE),
        (date(2019, 1, 1), Status.CONCLUDED, Freshness.ENDED),
    ],
)
def test_freshness_follows_from_date_and_status(
    updated_on: date | None, status: Status | None, expected: Freshness
) -> None:
    assert freshness(updated_on, status, TODAY) is expected


def test_next_review_is_six_months_later_also_at_the_end_of_a_month() -> None:
    assert next_review(date(2023, 8, 31)) == date(2024, 2, 29)


def test_mesa_says_how_long_information_is_good(cast: Cast, late: Project) -> None:
    assert cast.client("french").get(reverse("project-freshness")).context["rows"][0].is_late
    browser = cast.client("secretary")
    data = {"version": cast.mesa.version, "review_months": "18"}
    browser.post(reverse("mesa-section", args=["fichas"]), data)
    page = cast.client("french").get(reverse("project-freshness"))
    [row] = page.context["rows"]
    assert (row.next_review, row.state) == (date(2024, 8, 28), Freshness.FRESH)
    assert "La información se revisa cada 18 meses." in page.content.decode()
    assert cast.client("french").get(late.get_absolute_url()).context["next_review"] == date(2024, 8, 28)
    found = cast.client("french").get(reverse("project-list"), {"vigencia": "fresh"})
    assert [each.code for each in found.context["rows"]] == [late.code]


def test_without_changes_is_a_new_final_revision_with_todays_date(cast: Cast, late: Project) -> None:
    answer = cast.client("french").post(
        reverse("project-unchanged", args=[late.code]), {"version": late.version}, follow=True
    )
    assert "La ficha es ahora la versión 2" in answer.content.decode()
    revision = Revision.objects.get(project=late, number=2)
    assert content.read(revision) == replace(OLD, updated_on=TODAY)
    assert record.read(revision) == FULL
    assert sorted(issued.language for issued in revision.issued.all()) == ["en", "es"]
    assert answer.context["freshness"] is Freshness.FRESH
    [message] = Message.objects.filter(recipients=["francia@mcig.example"])
    assert [each.content_type for each in attachments_of(message)] == ["application/pdf"]


def test_draft_with_changes_forbids_without_changes(cast: Cast, late: Project) -> None:
    actions.save_draft(
        actor=cast.actor("french"), project=late, ficha=replace(OLD, place="Oaxaca"), version=late.version
    )
    late.refresh_from_db()
    with pytest.raises(Broken, match="Hay un borrador con cambios"):
        actions.confirm_unchanged(actor=cast.actor("french"), project=late, version=late.version)
    assert not Revision.objects.filter(number=2).exists()


def test_others_do_not_confirm_a_foreign_ficha(cast: Cast, late: Project) -> None:
    with pytest.raises(PermissionDenied):
        actions.confirm_unchanged(actor=cast.actor("chilean"), project=late, version=late.version)


def test_request_waits_in_the_outbox_and_its_link_confirms_without_an_account(
    cast: Cast, late: Project
) -> None:
    answer = cast.client("secretary").post(reverse("project-request-updates"))
    assert answer["Location"].startswith("/")
    message = Message.objects.get(recipients=["francia@mcig.example"])
    assert (message.state, late.code in message.body) == ("held", True)
    assert message.dispatch is not None
    found = LINK.search(message.body)
    assert found is not None
    path = found[0]
    anyone = Client()
    page = anyone.get(path)
    assert page.status_code == 200
    assert not Revision.objects.filter(number=2).exists()
    anyone.post(path, {"version": late.version})
    revision = Revision.objects.get(project=late, number=2)
    assert revision.published_by is None
    assert revision.confirmed_by is not None
    assert revision.capacity == "Por enlace personal de Françoise Francesa"
    assert revision.updated_on == TODAY
    assert "es de hoy" in anyone.get(path).content.decode()


def test_second_press_of_the_link_makes_no_second_revision(cast: Cast, late: Project) -> None:
    path = requested(cast)
    anyone = Client()
    anyone.post(path, {"version": late.version})
    again = anyone.post(path, {"version": late.version})
    assert again.status_code == 409
    assert Revision.objects.filter(project=late).published().count() == 2


def test_link_ends_with_the_posting(cast: Cast, late: Project) -> None:
    path = requested(cast)
    link = PersonalLink.objects.get()
    posting: Any = cast.french.person.postings.get()
    posting.validity = posting.validity.__class__(date(2018, 1, 1), TODAY)
    posting.save()
    assert link.seat_key == posting.seat_id
    assert Client().get(path).status_code == 410


def test_list_shows_who_is_late_first_and_nothing_of_drafts(cast: Cast, late: Project) -> None:
    project(cast.actor("chilean"), cast.chile, replace(OLD, name="CANARIO"))
    project(cast.actor("chilean"), cast.chile, publish=True)
    page = cast.client("german").get(reverse("project-freshness"))
    assert [(row.code, row.state) for row in page.context["rows"]] == [
        ("FR-2024-001", Freshness.LATE),
        ("CL-2024-002", Freshness.FRESH),
    ]
    assert page.context["late"] == 1
    administrator = cast.client("administrator").get(reverse("project-freshness"))
    assert "CANARIO" not in administrator.content.decode()


def test_nobody_to_ask_says_so(cast: Cast) -> None:
    with pytest.raises(Broken, match="Ninguna ficha está por revisar"):
        actions.prepare_request(actor=cast.actor("secretary"))
