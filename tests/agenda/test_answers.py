"""Answers to a convocation: by link, account, telephone; the latest wins, and none is taken too late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import Traveller

from agenda.actions import answers, convocation, reminders
from agenda.actions.invitees import invite, withdraw
from agenda.actions.renewals import renew
from agenda.models import Meeting, MeetingReminder, MeetingSeat
from agenda.queries.answers import answers_of, counts_of, seats_of
from mcig.notices.models import Message
from mcig.rules import Broken
from members.models import Posting
from tests.support import meetings
from tests.support.cast import Cast, assemble
from tests.support.convocations import convene, leave, link_to, message_to, seat_of

FRENCH = "francia@mcig.example"


def by_account(cast: Cast, made: Meeting, answer: str = "accepted", **more: str) -> MeetingSeat:
    words = {"attendee": "", "comment": ""} | more
    return answers.answer(actor=cast.actor("french"), seat=seat_of(made, "FR"), answer=answer, **words)


def test_a_link_is_read_without_answering_and_its_button_answers(cast: Cast) -> None:
    made = convene(cast)
    link, browser = link_to(FRENCH), Client()
    page = browser.get(link)
    assert page.status_code == 200
    assert "Abrir esta página no responde nada: responde el botón." in page.content.decode()
    assert seat_of(made, "FR").answer == "none"
    sent = browser.post(link, {"answer": "accepted", "attendee": "Simon Suplente", "comment": "Llega tarde"})
    assert (sent.status_code, sent["Location"]) == (302, link)
    seat = seat_of(made, "FR")
    assert (seat.answer, seat.attendee, seat.comment, seat.source, seat.spoken_by) == (
        "accepted",
        "Simon Suplente",
        "Llega tarde",
        "link",
        "Françoise Francesa",
    )


def test_the_latest_answer_wins_whichever_way_and_all_are_told(cast: Cast) -> None:
    made = convene(cast)
    by_account(cast, made, "accepted", attendee="Simon")
    answers.enter_by_phone(
        actor=cast.actor("secretary"),
        seat=seat_of(made, "FR"),
        answer="declined",
        attendee="Simon",
        comment="",
        spoken_by="La oficina",
    )
    seat = seat_of(made, "FR")
    assert (seat.answer, seat.attendee, seat.source, seat.entered_by) == (
        "declined",
        "",
        "phone",
        cast.secretary,
    )
    told = [(each.answer, each.source, each.spoken_by, each.entered_by) for each in answers_of(made)]
    assert told == [
        ("no asistirá", "teléfono", "La oficina", "Sara Secretaría"),
        ("asistirá", "cuenta", "Françoise Francesa", ""),
    ]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("cancelled", "La reunión se canceló: ya no hace falta responder."),
        ("postponed", "La reunión se aplazó: cuando tenga nueva fecha recibirá otra convocatoria."),
        (
            "held",
            "La reunión ya se celebró o está en curso: la asistencia la registra la secretaría técnica.",
        ),
    ],
)
def test_a_meeting_that_is_over_says_so_and_keeps_the_words(cast: Cast, state: str, sentence: str) -> None:
    made = convene(cast)
    link = link_to(FRENCH)
    Meeting.objects.filter(pk=made.pk).update(state=state)
    assert sentence in Client().get(link).content.decode()
    late = Client().post(link, {"answer": "accepted", "comment": "Lo que escribí"})
    assert late.status_code == 422
    assert sentence in late.content.decode()
    assert "Lo que escribí" in late.content.decode()
    assert seat_of(made, "FR").answer == "none"


def test_an_answer_after_the_end_is_too_late(cast: Cast, clock: Traveller) -> None:
    made = convene(cast)
    clock.move_to(meetings.STARTS + timedelta(minutes=119))
    by_account(cast, made)
    clock.move_to(meetings.STARTS + timedelta(minutes=120))
    with pytest.raises(Broken):
        by_account(cast, made, "declined")
    assert seat_of(made, "FR").answer == "accepted"


def test_a_link_ends_with_the_posting(cast: Cast) -> None:
    made = convene(cast)
    link = link_to(FRENCH)
    Posting.objects.filter(person__user=cast.french).update(validity=("2018-01-01", "2024-03-12"))
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"answer": "accepted"}).status_code == 303
    assert seat_of(made, "FR").answer == "none"


def test_a_link_expires_thirty_days_after_the_meeting(cast: Cast, clock: Traveller) -> None:
    convene(cast)
    link = link_to(FRENCH)
    clock.move_to(meetings.STARTS + timedelta(days=30, minutes=121))
    assert Client().get(link).status_code == 410


def test_answers_for_an_earlier_date_do_not_stand(cast: Cast) -> None:
    made = convene(cast)
    by_account(cast, made)
    assert counts_of(seats_of(made)).accepted == 1
    Meeting.objects.filter(pk=made.pk).update(starts_at=meetings.STARTS + timedelta(days=7))
    made.refresh_from_db()
    counts = counts_of(seats_of(made))
    assert (counts.accepted, counts.silent, counts.asked) == (0, 3, 3)
    assert {each.seat.organisation.code for each in made.seats.silent()} == {"CL", "DE", "FR"}
    by_account(cast, made, "declined")
    assert {each.seat.organisation.code for each in made.seats.silent()} == {"CL", "DE"}
    assert {each.seat.organisation.code for each in made.seats.answered()} == {"FR"}


@pytest.mark.parametrize(
    "wrong", [{"answer": ""}, {"answer": "quizá"}, {"answer": "accepted", "comment": "x" * 501}]
)
def test_a_wrong_answer_is_a_sentence_and_keeps_what_was_typed(cast: Cast, wrong: dict[str, str]) -> None:
    made = convene(cast)
    page = Client().post(link_to(FRENCH), {"attendee": "Quien viene"} | wrong)
    assert page.status_code == 422
    assert 'value="Quien viene"' in page.content.decode()
    assert seat_of(made, "FR").answer == "none"


def test_nobody_answers_for_another_seat(cast: Cast) -> None:
    made = convene(cast)
    with pytest.raises(PermissionDenied):
        answers.answer(
            actor=cast.actor("german"), seat=seat_of(made, "FR"), answer="accepted", attendee="", comment=""
        )
    with pytest.raises(PermissionDenied):
        answers.enter_by_phone(
            actor=cast.actor("chilean"),
            seat=seat_of(made, "FR"),
            answer="accepted",
            attendee="",
            comment="",
            spoken_by="X",
        )


def test_a_guest_answers_through_a_link_and_is_taken_off_with_it(cast: Cast) -> None:
    made = convene(cast)
    guest = invite(
        actor=cast.actor("secretary"), meeting=made, name="Gala", email="gala@onu.example", language="en"
    )
    mailing = convocation.convene_newcomers(actor=cast.actor("secretary"), meeting=made)
    leave(cast, mailing)
    link = link_to("gala@onu.example")
    assert Client().post(link, {"answer": "tentative"}).status_code == 302
    guest.refresh_from_db()
    assert (guest.answer, guest.source) == ("tentative", "link")
    with pytest.raises(Broken):
        invite(
            actor=cast.actor("secretary"), meeting=made, name="Otra", email="GALA@onu.example", language="es"
        )
    withdraw(actor=cast.actor("secretary"), meeting=made, guest=guest)
    assert Client().get(link).status_code == 410


def test_reminders_leave_once_each_and_only_the_last_after_a_downtime(cast: Cast, clock: Traveller) -> None:
    made = convene(cast)
    by_account(cast, made)
    clock.move_to(meetings.STARTS - timedelta(days=7))
    assert (reminders.remind(), reminders.remind()) == (2, 0)
    subject = message_to("chile@mcig.example").subject
    assert subject.startswith("MCIG · Recordatorio: Reunión ordinaria de abril")
    clock.move_to(meetings.STARTS - timedelta(days=2))
    assert reminders.remind() == 2
    clock.move_to(meetings.STARTS - timedelta(hours=1))
    assert reminders.remind() == 0
    assert sorted(MeetingReminder.objects.values_list("days", flat=True)) == [2, 2, 7, 7]
    late = convene(cast, title="Otra", starts_at=meetings.STARTS + timedelta(days=10))
    clock.move_to(late.starts_at - timedelta(days=1))  # type: ignore[operator]
    assert reminders.remind() == 3
    assert set(MeetingReminder.objects.filter(seat__meeting=late).values_list("days", flat=True)) == {2}


def test_nobody_is_reminded_of_a_convocation_that_has_not_left(cast: Cast, clock: Traveller) -> None:
    convene(cast, send=False)
    clock.move_to(meetings.STARTS - timedelta(days=2))
    assert reminders.remind() == 0


def test_the_secretariat_reminds_who_is_silent(cast: Cast) -> None:
    made = convene(cast)
    by_account(cast, made)
    mailing = convocation.remind(actor=cast.actor("secretary"), meeting=made)
    assert sorted(each.recipients[0] for each in mailing.dispatch.messages.order_by("pk")) == [
        "alemania@mcig.example",
        "chile@mcig.example",
    ]


def test_a_lost_link_is_sent_again(cast: Cast) -> None:
    convene(cast)
    before = Message.objects.count()
    renew(address=FRENCH)
    assert Message.objects.count() == before + 1
    assert message_to(FRENCH).subject == "MCIG · Su enlace para responder: Reunión ordinaria de abril"
    renew(address="nadie@otra.example")
    assert Message.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_leave_one_record_and_both_in_history() -> None:
    cast = assemble()
    made = convene(cast)
    barrier = Barrier(2)

    def work(answer: str) -> Callable[[], None]:
        def run() -> None:
            barrier.wait()
            by_account(cast, made, answer)
            connection.close()

        return run

    threads = [Thread(target=work(answer)) for answer in ("accepted", "declined")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each.answer for each in answers_of(made)} == {"asistirá", "no asistirá"}
    assert answers_of(made)[0].answer == seat_of(made, "FR").get_answer_display()


def test_the_page_of_answers_and_the_panel(cast: Cast) -> None:
    made = convene(cast)
    by_account(cast, made, attendee="Simon Suplente")
    page = cast.client("secretary").get(reverse("meeting-answers", args=[made.pk])).content.decode()
    assert "Simon Suplente" in page
    panel = cast.client("secretary").get(made.get_absolute_url()).content.decode()
    assert "No han respondido:</strong> Embajada de Alemania en México, Embajada de Chile en México." in panel
    other = cast.client("french").get(made.get_absolute_url()).content.decode()
    assert "No han respondido" not in other
    assert "Simon Suplente" in other
    home = cast.client("german").get("/").content.decode()
    assert "sin respuesta" in home
    assert "sin respuesta" not in cast.client("french").get("/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_answers_cost_the_same_for_one_seat_and_for_three(cast: Cast, count: int) -> None:
    made = convene(cast)
    made.seats.exclude(pk__in=list(made.seats.values_list("pk", flat=True)[:count])).delete()
    browser = cast.client("secretary")
    address = reverse("meeting-answers", args=[made.pk])
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    assert len([each for each in asked if each["sql"].startswith("SELECT")]) == 6
