"""One hostile text in names, projects, meetings and registers, read wherever it comes out: without effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.urls import reverse

from agenda.actions.convocation import convene
from agenda.models import Meeting
from mcig.notices.models import Message
from mcig.notices.wire import on_the_wire
from members.actions.consultations import open_consultation
from members.models import Consultation, OrganisationName, Person, Posting
from projects import actions
from projects.models import Project
from projects.rules import Goal, Institution
from projects.rules.record import Evidence, Link, Participation, Partner, Place, Working
from projects.rules.translation import Translation
from tests.support import consultations, convocations, meetings, outcomes
from tests.support.cast import Cast
from tests.support.effects import HOSTILE, LINES, effects_in
from tests.support.fichas import COMPLETE, project
from tests.support.records import FULL

FICHA = replace(
    COMPLETE,
    name=HOSTILE,
    thematic_area=HOSTILE,
    goals=(Goal(5, HOSTILE),),
    institutions=(Institution(HOSTILE[:60], HOSTILE),),
    place=LINES,
    beneficiaries=LINES,
    duration=LINES,
    general_objective=LINES,
    specific_objectives=(LINES,),
    description=LINES,
    results=(LINES,),
)

RECORD = replace(
    FULL,
    participations=(Participation(HOSTILE, Working.IMPLEMENTING, Partner.RECIPIENT),),
    contact_name=HOSTILE,
    places=(Place("MX", "MX-OAX", HOSTILE),),
    evidence=(Evidence("analysis", LINES),),
    amounts_note=LINES,
    links=(Link(HOSTILE, "https://example.org/proyecto?id=1"),),
    translations=(Translation("name", 0, HOSTILE, HOSTILE),),
)


@pytest.fixture
def written(cast: Cast) -> tuple[Project, Meeting]:
    """The text in every place that a member or the secretariat writes most."""
    OrganisationName.objects.filter(organisation=cast.france).update(name=HOSTILE)
    Person.objects.update(name=HOSTILE, phone=HOSTILE[:40])
    Posting.objects.update(title=HOSTILE[:100])
    french = cast.actor("french")
    made = project(french, cast.france, ficha=FICHA)
    actions.save_record(actor=french, project=made, record=RECORD, version=made.version)
    made.refresh_from_db()
    actions.publish(actor=french, project=made, version=made.version)
    made.refresh_from_db()
    theme = meetings.theme(name=HOSTILE, description=LINES)
    meeting = meetings.meeting(cast, HOSTILE, place=HOSTILE, objective=LINES)
    meetings.item(meeting, HOSTILE, theme=theme, description=LINES)
    asked = consultations.draft(cast)
    Consultation.objects.filter(pk=asked.pk).update(subject=HOSTILE, text=LINES)
    open_consultation(actor=cast.actor("secretary"), consultation=asked, version=asked.version)
    outcomes.decision(cast, text=LINES)
    return made, meeting


def pages(made: Project, meeting: Meeting) -> Iterator[str]:
    for name in ("home", "member-list", "directory", "directory-pdf", "directory-vcard"):
        yield reverse(name)
    yield reverse("directory-export", args=["xlsx"])
    for name in (
        "presidency",
        "consultation-list",
        "theme-list",
        "workplan",
        "meeting-list",
        "decision-list",
    ):
        yield reverse(name)
    yield reverse("decision-export", args=["xlsx"])
    for name in ("commitment-list", "project-list", "project-overview", "calendar-feeds"):
        yield reverse(name)
    for kind in ("csv", "xlsx", "json", "iati"):
        yield reverse("project-export", args=[kind])
    for name in ("detail", "versions", "history", "ficha-pdf", "ficha-docx", "ficha-json"):
        yield reverse(f"project-{name}", args=[made.code])
    for name in ("meeting-detail", "agenda-desk", "running-order", "running-order-file", "meeting-convene"):
        yield reverse(name, args=[meeting.pk])
    yield reverse("search") + "?q=canary"
    yield reverse("organisation-detail", args=["FR"])


def test_a_hostile_text_is_a_text_wherever_it_is_read(cast: Cast, written: tuple[Project, Meeting]) -> None:
    browser = cast.client("secretary")
    found: dict[str, list[str]] = {}
    kinds = set()
    for address in pages(*written):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        content = b"".join(answer) if answer.streaming else answer.content
        kinds.add(answer["Content-Type"].split(";")[0])
        if effects := effects_in(content, answer["Content-Type"]):
            found[address] = effects
    assert found == {}
    assert kinds == {
        "text/html",
        "text/csv",
        "text/vcard",
        "application/json",
        "application/xml",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }


def test_a_hostile_text_adds_no_header_and_no_line_to_a_mail(
    cast: Cast, written: tuple[Project, Meeting]
) -> None:
    _made, meeting = written
    convocations.leave(
        cast,
        convene(actor=cast.actor("secretary"), meeting=meeting, version=meeting.version),
    )
    sent = Message.objects.all()
    assert sent.count() > 3
    for message in sent:
        read = message_from_bytes(on_the_wire(message).message().as_bytes(), policy=policy.default)
        assert read["Bcc"] is None
        assert "mala.example" not in "".join(str(value) for value in read.values())
        for part in read.walk():
            if part.get_content_type() in {"text/html", "text/calendar"}:
                content: Any = part.get_payload(decode=True)
                assert effects_in(content, part.get_content_type()) == []
