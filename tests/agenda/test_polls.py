"""Date polls: prepare, ask, answer by seat, choose; links and pages say when it is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from agenda.actions import poll_answers, polls, reminders
from agenda.models import DatePoll, Meeting, MeetingState
from agenda.queries.polls import answers_of, table_of
from agenda.rules.polls import Total, best
from mcig.notices.models import Dispatch
from mcig.rules import Broken
from mcig.web.versions import Stale
from tests.support import meetings
from tests.support.cast import Cast
from tests.support.convocations import (
    DEADLINE,
    SLOTS,
    convene,
    link_to,
    message_to,
    opened_poll,
    poll,
    poll_seat_of,
)

FRENCH = "francia@mcig.example"


def said(asked: DatePoll, *choices: str) -> dict[int, str]:
    return dict(zip(asked.slots.values_list("pk", flat=True), choices, strict=True))


def posted(asked: DatePoll, *choices: str) -> dict[str, str]:
    return {f"slot_{pk}": choice for pk, choice in said(asked, *choices).items()}


def test_opening_asks_every_seat_and_nothing_leaves_by_itself(cast: Cast) -> None:
    asked = opened_poll(cast, send=False)
    assert (asked.state, asked.seats.count()) == ("open", 3)
    assert [each.state for each in Dispatch.objects.all()] == ["waiting"]
    lines = message_to(FRENCH).body.splitlines()
    assert "- martes 9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)" in lines
    assert "Plazo para responder: 22 de marzo de 2024, 12:00 (hora de la Ciudad de México)." in lines


def test_a_link_answers_for_the_seat_and_the_latest_wins(cast: Cast) -> None:
    asked = opened_poll(cast)
    link = link_to(FRENCH)
    assert Client().get(link).status_code == 200
    assert not poll_seat_of(asked, "FR").has_answered
    assert Client().post(link, posted(asked, "yes", "no", "if_needed")).status_code == 302
    poll_answers.answer(
        actor=cast.actor("french_alternate"),
        seat=poll_seat_of(asked, "FR"),
        choices=said(asked, "no", "no", "yes"),
        comment="Mejor el jueves",
    )
    poll_answers.enter_by_phone(
        actor=cast.actor("secretary"),
        seat=poll_seat_of(asked, "DE"),
        choices=said(asked, "yes", "if_needed", "no"),
        comment="",
        spoken_by="La oficina",
    )
    table = table_of(asked)
    assert [column.total for column in table.columns] == [
        Total(yes=1, if_needed=0, no=1, missing=1),
        Total(yes=0, if_needed=1, no=1, missing=1),
        Total(yes=1, if_needed=0, no=1, missing=1),
    ]
    assert [each.seat.organisation.code for each in table.missing] == ["CL"]
    assert [each.spoken_by for each in answers_of(asked)] == [
        "La oficina",
        "Simon Suplente",
        "Françoise Francesa",
    ]


def test_every_slot_is_answered_or_nothing_is(cast: Cast) -> None:
    asked = opened_poll(cast)
    incomplete = posted(asked, "yes", "no", "no") | {"comment": "Mi comentario"}
    incomplete.popitem()
    incomplete.popitem()
    page = Client().post(link_to(FRENCH), incomplete | {"comment": "Mi comentario"})
    assert page.status_code == 422
    assert "Responda por esta fecha: sí, si es necesario o no." in page.content.decode()
    assert "Mi comentario" in page.content.decode()
    assert not poll_seat_of(asked, "FR").has_answered


def test_what_suits_most_counts_who_can_before_who_gladly_can() -> None:
    totals = {1: Total(2, 0, 1, 0), 2: Total(1, 2, 0, 0), 3: Total(0, 3, 0, 0), 4: Total(0, 0, 3, 0)}
    assert best(totals) == {2}
    assert best({1: Total(0, 0, 3, 0)}) == set()


def test_the_chosen_slot_becomes_the_date_of_the_draft(cast: Cast) -> None:
    draft = meetings.meeting(cast, starts_at=None)
    asked = opened_poll(cast, meeting=draft)
    slot = asked.slots.all()[1]
    meeting = polls.choose(actor=cast.actor("secretary"), poll=asked, version=asked.version, slot=slot)
    draft.refresh_from_db()
    assert (meeting, draft.starts_at, draft.planned_minutes, draft.version) == (draft, SLOTS[1], 120, 2)
    asked.refresh_from_db()
    assert (asked.state, asked.chosen) == ("closed", slot)
    page = Client().get(link_to(FRENCH)).content.decode()
    assert "La secretaría técnica ya eligió la fecha: la encuesta está cerrada." in page
    assert "miércoles 10 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)" in page


def test_without_a_draft_the_chosen_slot_makes_one(cast: Cast) -> None:
    asked = opened_poll(cast)
    version, slot = asked.version, asked.slots.all()[0]
    made = polls.choose(actor=cast.actor("chilean"), poll=asked, version=version, slot=slot)
    assert (made.state, made.title, made.announced_at) == (MeetingState.DRAFT, asked.title, None)
    with pytest.raises(Stale):
        polls.choose(actor=cast.actor("secretary"), poll=asked, version=version, slot=slot)
    assert Meeting.objects.count() == 1


def test_a_meeting_convened_meanwhile_keeps_its_date(cast: Cast) -> None:
    made = convene(cast)
    asked = opened_poll(cast)
    DatePoll.objects.filter(pk=asked.pk).update(meeting=made)
    with pytest.raises(Broken) as refusal:
        polls.choose(
            actor=cast.actor("secretary"), poll=asked, version=asked.version, slot=asked.slots.all()[1]
        )
    assert str(refusal.value) == (
        "La reunión ya tiene su fecha convocada: cámbiela en sus datos y avise del cambio."
    )


def test_an_answer_after_the_deadline_is_a_sentence(cast: Cast, clock: Traveller) -> None:
    asked = opened_poll(cast)
    clock.move_to(DEADLINE)
    late = Client().post(link_to(FRENCH), posted(asked, "yes", "yes", "yes"))
    assert late.status_code == 422
    assert "El plazo para responder ya terminó." in late.content.decode()
    assert not poll_seat_of(asked, "FR").has_answered


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"slots": SLOTS[:1]}, "Proponga al menos dos fechas."),
        ({"slots": [SLOTS[0], SLOTS[0]]}, "Una de las fechas está repetida."),
        ({"slots": [SLOTS[0], SLOTS[0] - timedelta(days=60)]}, "Una de las fechas propuestas ya pasó."),
        (
            {"slots": [SLOTS[0] + timedelta(days=n) for n in range(11)]},
            "Una encuesta tiene como máximo 10 fechas.",
        ),
        (
            {"deadline": SLOTS[1]},
            "El plazo debe terminar antes de la primera de las fechas propuestas.",
        ),
        ({"deadline": DEADLINE - timedelta(days=30)}, "El plazo debe terminar en el futuro."),
        ({"minutes": 0}, "La duración va de 1 minuto a 24 horas."),
        ({"title": " "}, "Escriba el título, de 200 caracteres como máximo."),
    ],
)
def test_an_impossible_poll_is_refused_whole(cast: Cast, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        poll(cast, **wrong)
    assert str(refusal.value) == sentence
    assert DatePoll.objects.count() == 0


def test_the_reminder_of_a_poll_leaves_once(cast: Cast, clock: Traveller) -> None:
    opened_poll(cast)
    clock.move_to(DEADLINE - timedelta(days=2))
    assert (reminders.remind_of_polls(), reminders.remind_of_polls()) == (3, 0)


def test_members_see_no_draft_and_not_what_others_answered(cast: Cast) -> None:
    draft, asked = poll(cast), opened_poll(cast)
    browser = cast.client("french")
    assert browser.get(reverse("poll-detail", args=[draft.pk])).status_code == 404
    page = browser.get(reverse("poll-detail", args=[asked.pk])).content.decode()
    assert "Embajada de Alemania" not in page
    assert (
        "Embajada de Alemania"
        in cast.client("secretary").get(reverse("poll-detail", args=[asked.pk])).content.decode()
    )
    with pytest.raises(PermissionDenied):
        polls.withdraw(actor=cast.actor("french"), poll=asked, version=asked.version)


def test_a_poll_is_prepared_once_and_edited_by_version(cast: Cast) -> None:
    browser = cast.client("secretary")
    form = browser.get(reverse("poll-create"))
    data = {
        "once": form.context["once"],
        "title": "Fecha de la plenaria",
        "minutes": "90",
        "time_zone": "America/Mexico_City",
        "deadline": "2024-03-22T18:00",
        "slot_1": "2024-04-09T10:00",
        "slot_2": "2024-04-10T10:00",
    }
    first, second = (browser.post(reverse("poll-create"), data) for _press in range(2))
    made = DatePoll.objects.get()
    assert first["Location"] == second["Location"] == made.get_absolute_url()
    assert list(made.slots.values_list("starts_at", flat=True)) == list(SLOTS[:2])
    edit = reverse("poll-edit", args=[made.pk])
    assert browser.post(edit, data | {"version": "1", "title": "Otra"}).status_code == 302
    stale = browser.post(edit, data | {"version": "1", "title": "Vieja"})
    assert stale.status_code == 409
    assert "Vieja" in stale.content.decode()
    made.refresh_from_db()
    assert made.title == "Otra"
