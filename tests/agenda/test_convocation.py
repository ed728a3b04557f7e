"""Convene a meeting: who is asked, what the letters say, and what a change or a cancellation does to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from agenda.actions import convocation
from agenda.models import Mailing, Meeting, MeetingSeat
from mcig.notices.actions.dispatches import send_dispatch
from mcig.notices.models import Dispatch, Message
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.models import Person, Seat, SeatKind, Suspension
from tests.support import meetings
from tests.support.cast import SINCE_2018, Cast, occupant, organisation
from tests.support.convocations import convene, leave, message_to, seat_of


def test_convening_numbers_announces_and_seats(cast: Cast) -> None:
    made = convene(cast, send=False)
    assert (made.state, made.year, made.number) == ("convened", 2024, 1)
    assert made.announced_at == made.convened_at
    assert made.convened_at is not None
    assert sorted(made.seats.values_list("seat__organisation__code", "seat__kind")) == [
        ("CL", "principal"),
        ("DE", "principal"),
        ("FR", "principal"),
    ]
    second = convene(cast, title="Otra", send=False)
    assert (second.year, second.number) == (2024, 2)
    other = convene(cast, title="Grupo", kind="working_group", send=False)
    assert (other.year, other.number) == (2024, 1)


def test_nothing_leaves_before_a_person_sends_it(cast: Cast) -> None:
    made = convene(cast, send=False)
    mailing = Mailing.objects.get(meeting=made)
    assert mailing.dispatch.state == "waiting"
    assert set(Message.objects.values_list("state", flat=True)) == {"held"}
    assert sorted(Message.objects.values_list("recipients", flat=True)) == [
        ["alemania@mcig.example"],
        ["chile@mcig.example"],
        ["francia@mcig.example"],
        ["suplente.francia@mcig.example"],
    ]
    leave(cast, mailing)
    assert set(Message.objects.values_list("state", flat=True)) == {"queued"}


def test_an_observer_is_convened_and_marked(cast: Cast) -> None:
    observer = organisation("OBS", "Delegación que observa", member=False)
    occupant("observa", "Olga Observa", observer, kind=SeatKind.OBSERVER)
    made = convene(cast)
    seat = seat_of(made, "OBS")
    assert (seat.seat.kind, seat.is_observer) == ("observer", True)
    assert "observa@mcig.example" in {to for (to,) in Message.objects.values_list("recipients", flat=True)}


def test_a_member_that_was_given_only_an_observers_seat_observes(cast: Cast) -> None:
    member = organisation("PE", "Embajada del Perú", country="PE")
    occupant("peru", "Pilar Peruana", member, kind=SeatKind.OBSERVER)
    assert seat_of(convene(cast), "PE").seat.kind == "observer"


def test_a_suspended_member_is_not_convened(cast: Cast) -> None:
    Suspension.objects.create(organisation=cast.france, validity=SINCE_2018, reason="Pausa")
    made = convene(cast)
    assert not MeetingSeat.objects.filter(meeting=made, seat__organisation=cast.france).exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"starts_at": None}, "Para convocar la reunión falta su fecha."),
        ({"place": ""}, "Para convocar la reunión falta el lugar o el enlace para conectarse."),
        (
            {"starts_at": meetings.STARTS - timedelta(days=60)},
            "La fecha de la reunión ya pasó: corríjala antes de convocar.",
        ),
    ],
)
def test_what_a_meeting_lacks_is_said(cast: Cast, facts: dict[str, Any], sentence: str) -> None:
    draft = meetings.meeting(cast, **facts)
    with pytest.raises(Broken) as refusal:
        convocation.convene(actor=cast.actor("secretary"), meeting=draft, version=draft.version)
    assert str(refusal.value) == sentence
    assert (Meeting.objects.get().state, Meeting.objects.get().number) == ("draft", None)
    assert Dispatch.objects.count() == 0


def test_a_meeting_with_a_link_needs_no_place(cast: Cast) -> None:
    assert convene(cast, place="", link="https://reunion.example/sala").state == "convened"


def test_nobody_to_write_to_is_a_sentence_and_nothing_is_done(cast: Cast) -> None:
    Person.objects.update(email="")
    draft = meetings.meeting(cast)
    with pytest.raises(Broken) as refusal:
        convocation.convene(actor=cast.actor("secretary"), meeting=draft, version=draft.version)
    assert str(refusal.value) == (
        "No hay a quién escribir: ninguna de las personas tiene una dirección de correo."
    )
    assert MeetingSeat.objects.count() == 0
    assert Seat.objects.filter(organisation=cast.chile, kind=SeatKind.PRINCIPAL).exists()


def test_a_second_press_convenes_nothing_again(cast: Cast) -> None:
    draft = meetings.meeting(cast)
    convocation.convene(actor=cast.actor("secretary"), meeting=draft, version=draft.version)
    with pytest.raises(Stale):
        convocation.convene(actor=cast.actor("secretary"), meeting=draft, version=draft.version)
    assert (Dispatch.objects.count(), MeetingSeat.objects.count()) == (1, 3)


@pytest.mark.parametrize("name", ["french", "administrator", "stranger"])
def test_others_convene_nothing(cast: Cast, name: str) -> None:
    draft = meetings.meeting(cast)
    with pytest.raises(PermissionDenied):
        convocation.convene(actor=cast.actor(name), meeting=draft, version=draft.version)


def test_the_presidency_convenes_and_the_secretariat_sends(cast: Cast) -> None:
    draft = meetings.meeting(cast)
    mailing = convocation.convene(actor=cast.actor("chilean"), meeting=draft, version=draft.version)
    assert mailing.dispatch.held_by == cast.chilean
    with pytest.raises(PermissionDenied):
        send_dispatch(actor=cast.actor("chilean"), dispatch=mailing.dispatch)


def test_the_letter_tells_everything_in_the_recipients_language(cast: Cast) -> None:
    Person.objects.filter(user=cast.french).update(language="en", address_form="feminine")
    made = convene(cast, link="https://reunion.example/sala")
    letter = message_to("francia@mcig.example")
    assert letter.subject == (
        "MCIG · Notice of meeting: Reunión ordinaria de abril, 9 April 2024, from 10:00 to 12:00 "
        "(Mexico City time)"
    )
    lines = letter.body.splitlines()
    assert "Ordinary meeting 1 of 2024" in lines
    assert "9 April 2024, from 10:00 to 12:00 (Mexico City time)" in lines
    assert "Place: Embajada de Chile en México" in lines
    assert f"http://localhost:8000/reuniones/{made.pk}/" in lines
    spanish = message_to("suplente.francia@mcig.example")
    assert spanish.subject == (
        "MCIG · Convocatoria: Reunión ordinaria de abril, 9 de abril de 2024, de 10:00 a 12:00 "
        "(hora de la Ciudad de México)"
    )
    assert "Conexión: https://reunion.example/sala" in spanish.body.splitlines()
    assert spanish.attachment_names == ["reunion.ics"]


def test_a_changed_date_raises_the_sequence_and_is_told(cast: Cast) -> None:
    made = convene(cast)
    assert made.calendar_sequence == 0
    Meeting.objects.filter(pk=made.pk).update(starts_at=made.starts_at + timedelta(days=7))  # type: ignore[operator]
    made.refresh_from_db()
    assert made.calendar_sequence == 1
    mailing = convocation.tell_changes(actor=cast.actor("secretary"), meeting=made)
    assert mailing.purpose == "update"
    body = message_to("chile@mcig.example").body
    assert "Cambió lo siguiente: la fecha o la hora." in body.splitlines()
    with pytest.raises(Broken) as refusal:
        convocation.tell_changes(actor=cast.actor("secretary"), meeting=made)
    assert str(refusal.value) == "Nada cambió desde la última convocatoria: no hay de qué avisar."


def test_the_sequence_is_nobodys_to_set(cast: Cast) -> None:
    made = convene(cast)
    Meeting.objects.filter(pk=made.pk).update(place="Otra sala")
    stale = Meeting.objects.get(pk=made.pk)
    stale.calendar_sequence, stale.objective = 0, "Lo mismo"
    stale.save()
    made.refresh_from_db()
    assert made.calendar_sequence == 1


def test_a_convocation_that_waits_is_replaced_when_the_date_changes(cast: Cast) -> None:
    made = convene(cast, send=False)
    Meeting.objects.filter(pk=made.pk).update(place="Otra sala")
    mailing = convocation.tell_changes(actor=cast.actor("secretary"), meeting=made)
    assert mailing.purpose == "convocation"
    assert [each.state for each in Dispatch.objects.order_by("pk")] == ["discarded", "waiting"]
    assert "Lugar: Otra sala" in message_to("chile@mcig.example").body.splitlines()


def test_a_postponed_meeting_is_convened_again_under_its_number(cast: Cast) -> None:
    made = convene(cast)
    mailing = convocation.postpone(
        actor=cast.actor("secretary"), meeting=made, version=made.version, reason="Falta quórum."
    )
    assert mailing is not None
    assert "Motivo: Falta quórum." in message_to("chile@mcig.example").body.splitlines()
    leave(cast, mailing)
    Meeting.objects.filter(pk=made.pk).update(starts_at=meetings.STARTS + timedelta(days=30))
    made.refresh_from_db()
    again = convocation.convene(actor=cast.actor("secretary"), meeting=made, version=made.version)
    made.refresh_from_db()
    assert (again.purpose, made.number, made.state_note) == ("convocation", 1, "")
    assert made.calendar_sequence == 3


def test_a_cancelled_meeting_that_nobody_was_told_of_writes_to_nobody(cast: Cast) -> None:
    made = convene(cast, send=False)
    assert (
        convocation.cancel(actor=cast.actor("secretary"), meeting=made, version=made.version, reason="No.")
        is None
    )
    assert [each.state for each in Dispatch.objects.all()] == ["discarded"]


def test_calling_off_needs_a_reason(cast: Cast) -> None:
    made = convene(cast)
    with pytest.raises(Broken) as refusal:
        convocation.cancel(actor=cast.actor("secretary"), meeting=made, version=made.version, reason=" ")
    assert str(refusal.value) == "Escriba el motivo: lo leerán las personas convocadas."
    made.refresh_from_db()
    assert made.state == "convened"


def test_newcomers_alone_get_the_convocation_later(cast: Cast) -> None:
    made = convene(cast)
    with pytest.raises(Broken) as refusal:
        convocation.convene_newcomers(actor=cast.actor("secretary"), meeting=made)
    assert str(refusal.value) == "Todas las personas convocadas recibieron ya la convocatoria."
    occupant("suplente.alemania", "Sergio Nuevo", cast.germany, kind=SeatKind.ALTERNATE)
    mailing = convocation.convene_newcomers(actor=cast.actor("secretary"), meeting=made)
    assert mailing.dispatch.messages.get().recipients == ["suplente.alemania@mcig.example"]


def test_members_of_the_day_of_the_meeting_are_convened(cast: Cast) -> None:
    late = organisation("PE", "Embajada del Perú", country="PE")
    late.memberships.update(validity=(date(2024, 4, 1), None))
    assert seat_of(convene(cast), "PE").answer == "none"


def test_who_leaves_before_a_new_date_is_dropped_unless_they_answered(cast: Cast) -> None:
    made = convene(cast)
    cast.france.memberships.update(validity=(date(2018, 1, 1), date(2024, 5, 1)))
    Meeting.objects.filter(pk=made.pk).update(starts_at=meetings.STARTS + timedelta(days=60))
    convocation.tell_changes(actor=cast.actor("secretary"), meeting=made)
    assert not made.seats.filter(seat__organisation=cast.france).exists()
