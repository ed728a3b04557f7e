"""The session: its clock, its notes, its attendance and what was decided in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from time_machine import Traveller

from agenda.actions import attendance, noting
from agenda.actions import session as actions
from agenda.models import Answer, Commitment, Decision, ItemRecord, MeetingSeat
from agenda.queries.session import agenda_rows, around, current_of, quorum_of
from agenda.rules.session import Quorum
from mcig.rules import Broken
from mcig.web.versions import Stale
from tests.conftest import NOON
from tests.support.cast import Cast
from tests.support.meetings import convened, item, meeting, seat_of
from tests.support.sessions import ended, live, put_on


def test_only_a_convened_meeting_starts(cast: Cast) -> None:
    made = meeting(cast)
    with pytest.raises(Broken, match="no está convocada"):
        actions.start(actor=cast.actor("secretary"), meeting=made, version=made.version)


def test_only_who_conducts_starts(cast: Cast) -> None:
    made = convened(cast)
    for name in ("french", "administrator", "stranger", "former", "anonymous"):
        with pytest.raises(PermissionDenied):
            actions.start(actor=cast.actor(name), meeting=made, version=made.version)
    begun = actions.start(actor=cast.actor("chilean"), meeting=made, version=made.version)
    assert begun.state == "in_session"


def test_a_second_click_starts_nothing_anew(cast: Cast) -> None:
    made = convened(cast)
    first = actions.start(actor=cast.actor("secretary"), meeting=made, version=made.version)
    again = actions.start(actor=cast.actor("german"), meeting=made, version=made.version)
    assert (again.started_at, again.version) == (first.started_at, first.version)


def test_a_meeting_without_seats_gets_those_of_the_day(cast: Cast) -> None:
    made = convened(cast)
    MeetingSeat.objects.all().delete()
    actions.start(actor=cast.actor("secretary"), meeting=made, version=made.version)
    codes = made.seats.values_list("seat__organisation__code", flat=True)
    assert sorted(codes) == ["CL", "DE", "FR"]


def test_time_of_an_item_survives_whatever_happens_to_the_windows(cast: Cast, clock: Traveller) -> None:
    clock.move_to(NOON, tick=False)
    made = live(cast)
    put_on(cast, made, 1)
    clock.shift(timedelta(minutes=4))
    put_on(cast, made, 2)
    clock.shift(timedelta(minutes=35))
    put_on(cast, made, 1)
    clock.shift(timedelta(minutes=2))
    rows = agenda_rows(made, timezone.now())
    assert [(row.clock.used, row.clock.left, row.is_on) for row in rows] == [
        (360, -60, True),
        (2100, -300, False),
        (0, 1200, False),
    ]


def test_two_windows_move_the_clock_once(cast: Cast) -> None:
    made = live(cast)
    put_on(cast, made, 1)
    first = made.items.get(position=1).pk
    third = made.items.get(position=3)
    put_on(cast, made, 2)
    with pytest.raises(Stale):
        actions.move_to(actor=cast.actor("german"), meeting=made, item=third, seen=first)
    current = current_of(agenda_rows(made, timezone.now()))
    assert current is not None
    assert current.item.title == "Sistema de cuidados"


def test_the_database_knows_one_item_that_is_on(cast: Cast) -> None:
    made = live(cast)
    put_on(cast, made, 1)
    other = actions.record_of(made.items.get(position=2))
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemRecord.objects.filter(pk=other.pk).update(on_since=timezone.now())


def test_sections_are_passed_over(cast: Cast) -> None:
    made = convened(cast)
    for title in ("Apertura", "Uno", "Temas", "Dos"):
        item(made, title, purpose="section" if title in {"Apertura", "Temas"} else "decision")
    made = actions.start(actor=cast.actor("secretary"), meeting=made, version=made.version)
    rows = agenda_rows(made, timezone.now())
    assert [row.number for row in rows] == ["", "1", "", "2"]
    assert around(rows, None) == (None, rows[1])
    assert around(rows, rows[1]) == (None, rows[3])
    with pytest.raises(Broken, match="Un apartado solo agrupa puntos"):
        actions.move_to(actor=cast.actor("secretary"), meeting=made, item=rows[0].item, seen=None)


def test_an_item_of_another_meeting_is_never_on(cast: Cast) -> None:
    made = live(cast)
    foreign = item(meeting(cast, "Otra"), "Ajeno")
    with pytest.raises(Broken, match="no forma parte del orden del día"):
        actions.move_to(actor=cast.actor("secretary"), meeting=made, item=foreign, seen=None)


def test_end_stops_the_clock_and_a_resumed_session_goes_on(cast: Cast, clock: Traveller) -> None:
    clock.move_to(NOON, tick=False)
    made = live(cast)
    put_on(cast, made, 1)
    clock.shift(timedelta(minutes=3))
    over = actions.end(actor=cast.actor("secretary"), meeting=made, version=made.version)
    clock.shift(timedelta(hours=1))
    assert (over.state, agenda_rows(over, timezone.now())[0].clock.used) == ("held", 180)
    again = actions.start(actor=cast.actor("secretary"), meeting=over, version=over.version)
    assert (again.state, again.started_at, again.ended_at) == ("in_session", made.started_at, None)


def test_times_are_corrected_but_never_upside_down(cast: Cast) -> None:
    made = ended(cast)
    actor, now = cast.actor("secretary"), timezone.now()
    with pytest.raises(Broken, match="no puede terminar antes"):
        actions.correct_times(
            actor=actor,
            meeting=made,
            version=made.version,
            started_at=now - timedelta(hours=1),
            ended_at=now - timedelta(hours=2),
        )
    early = now - timedelta(hours=2)
    late = actions.correct_times(
        actor=actor, meeting=made, version=made.version, started_at=early, ended_at=now
    )
    assert (late.started_at, late.ended_at) == (early, now)


def test_notes_of_two_people_lose_nothing(cast: Cast) -> None:
    made = live(cast)
    first = made.items.get(position=1)
    saved = actions.save_notes(actor=cast.actor("secretary"), item=first, notes="Abre Chile.\n", version=1)
    assert (saved.notes, saved.version) == ("Abre Chile.", 2)
    with pytest.raises(Stale):
        actions.save_notes(actor=cast.actor("german"), item=first, notes="Abre Alemania.", version=1)
    first.refresh_from_db()
    assert first.record.notes == "Abre Chile."


def test_moving_on_makes_no_notes_stale(cast: Cast) -> None:
    made = live(cast)
    put_on(cast, made, 1)
    actions.save_notes(actor=cast.actor("secretary"), item=made.items.get(position=1), notes="Uno", version=1)
    put_on(cast, made, 2)
    again = actions.save_notes(
        actor=cast.actor("secretary"), item=made.items.get(position=1), notes="Uno y dos", version=2
    )
    assert (again.version, again.notes) == (3, "Uno y dos")


def test_notes_are_completed_after_the_end_and_not_before_the_start(cast: Cast) -> None:
    early = convened(cast, number=2)
    before = item(early, "Antes")
    with pytest.raises(Broken, match="La sesión aún no comienza"):
        actions.save_notes(actor=cast.actor("secretary"), item=before, notes="x", version=1)
    late = ended(cast)
    first = late.items.get(position=1)
    kept = actions.save_notes(actor=cast.actor("german"), item=first, notes="x", version=1)
    assert kept.notes == "x"


def test_attendance_is_counted_by_seat(cast: Cast) -> None:
    made = live(cast, quorum=2)
    secretary = cast.actor("secretary")
    seats = {each.seat.organisation.code: each for each in made.seats.select_related("seat__organisation")}
    attendance.mark(actor=secretary, seat=seats["CL"], presence="present", name="", version=1)
    assert quorum_of(made) == Quorum(1, 3, 2)
    attendance.mark(actor=secretary, seat=seats["FR"], presence="alternate", name="", version=1)
    attendance.mark(actor=secretary, seat=seats["DE"], presence="excused", name="Anna", version=1)
    assert quorum_of(made) == Quorum(2, 3, 2)
    marked = made.seats.values_list("seat__organisation__code", "presence", "present_name")
    assert sorted(marked) == [
        ("CL", "present", "Catalina Chilena"),
        ("DE", "excused", ""),
        ("FR", "alternate", "Simon Suplente"),
    ]


def test_two_who_mark_the_same_seat(cast: Cast) -> None:
    made = live(cast)
    seat = made.seats.get(seat=seat_of(cast.france))
    attendance.mark(actor=cast.actor("secretary"), seat=seat, presence="remote", name="", version=1)
    with pytest.raises(Stale):
        attendance.mark(actor=cast.actor("german"), seat=seat, presence="absent", name="", version=1)
    with pytest.raises(Broken, match="Elija cómo asiste"):
        attendance.mark(actor=cast.actor("german"), seat=seat, presence="dormido", name="", version=2)


def test_marked_as_they_confirmed(cast: Cast) -> None:
    made = convened(cast)
    answers = {"CL": Answer.ACCEPTED, "DE": Answer.DECLINED, "FR": Answer.TENTATIVE}
    for code, answer in answers.items():
        made.seats.filter(seat__organisation__code=code).update(answer=answer, attendee="Alguien")
    assert attendance.mark_as_answered(actor=cast.actor("secretary"), meeting=made) == 2
    marked = made.seats.values_list("seat__organisation__code", "presence", "present_name")
    assert sorted(marked) == [("CL", "present", "Alguien"), ("DE", "excused", ""), ("FR", "unknown", "")]
    assert attendance.mark_as_answered(actor=cast.actor("secretary"), meeting=made) == 0


def test_guests_never_count(cast: Cast) -> None:
    made = live(cast, quorum=1)
    guest = attendance.add_guest(
        actor=cast.actor("secretary"), meeting=made, name=" Dra.  Invitada ", represents="CEPAL"
    )
    assert (guest.name, quorum_of(made).present) == ("Dra. Invitada", 0)
    attendance.remove_guest(actor=cast.actor("secretary"), guest=guest)
    assert not made.guests.exists()


def test_outcomes_are_noted_without_a_number_and_corrected(cast: Cast) -> None:
    made = live(cast)
    second, secretary = made.items.get(position=2), cast.actor("secretary")
    decision = noting.note_decision(actor=secretary, item=second, text=" Se adopta el plan. ")
    assert (decision.text, decision.number) == ("Se adopta el plan.", None)
    assert decision.taken_on == date(2024, 3, 12)
    owner = seat_of(cast.france)
    with pytest.raises(Broken, match="anterior a la reunión"):
        noting.note_commitment(
            actor=secretary, item=second, text="Enviar.", owner=owner, due_on=date(2024, 3, 11)
        )
    promise = noting.note_commitment(actor=secretary, item=second, text="Enviar.", owner=owner, due_on=None)
    noting.edit_commitment(
        actor=secretary, commitment=promise, text="Enviar el plan.", owner=owner, due_on=None, version=1
    )
    with pytest.raises(Stale):
        noting.remove_noted(actor=secretary, noted=promise, version=1)
    noting.remove_noted(actor=secretary, noted=promise, version=2)
    assert (Decision.objects.count(), Commitment.objects.count()) == (1, 0)


def test_what_has_a_number_is_corrected_in_the_register(cast: Cast) -> None:
    made = live(cast)
    decision = noting.note_decision(
        actor=cast.actor("secretary"), item=made.items.get(position=1), text="Se adopta."
    )
    Decision.objects.filter(pk=decision.pk).update(year=2024, number=1)
    with pytest.raises(Broken, match="se corrige en el registro"):
        noting.edit_decision(actor=cast.actor("secretary"), decision=decision, text="Otra", version=1)
