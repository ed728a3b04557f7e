"""Demonstration of a convocation with answers of every kind, and of an open date poll; all invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from agenda.actions import answers, convocation, poll_answers, polls, replies
from agenda.models import DatePoll, Mailing, Meeting, MeetingSeat, PollSeat
from agenda.queries.convened import people_of, place_of
from agenda.rules.meeting import Phase
from mcig.access import Actor, actor_for
from mcig.accounts.models import User
from mcig.demonstration.loading import Loading
from mcig.mesa.models import Mesa
from mcig.notices.actions.dispatches import send_dispatch
from members.models import Person, SeatKind

# Organisation, answer, who attends, comment; the rest of the seats stay silent.
BY_LINK = (
    ("CL", "accepted", "", ""),
    ("DE", "accepted", "", "Llega con diez minutos de retraso (ejemplo)."),
    ("ES", "accepted", "Persona suplente (ejemplo)", ""),
    ("FR", "tentative", "", "Por confirmar con la capital (ejemplo)."),
    ("JP", "declined", "", "Coincide con una visita oficial (ejemplo)."),
)
BY_CALENDAR = (("CA", "accepted"), ("SE", "tentative"))
BY_PHONE = (("CH", "accepted"), ("NO", "declined"))
CHOICES = (
    ("CL", ("yes", "yes", "no")),
    ("DE", ("yes", "if_needed", "no")),
    ("ES", ("no", "yes", "yes")),
    ("FR", ("if_needed", "yes", "no")),
    ("CA", ("no", "yes", "if_needed")),
)
STRANGER = b"""From: persona.ajena@ejemplo.example
To: secretaria@ejemplo.example
Subject: Aceptada
Content-Type: text/calendar; method=REPLY; charset=UTF-8

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Ejemplo//ES
METHOD:REPLY
BEGIN:VEVENT
UID:%s
DTSTAMP:20240101T120000Z
ATTENDEE;PARTSTAT=ACCEPTED:mailto:persona.ajena@ejemplo.example
END:VEVENT
END:VCALENDAR
"""


def load_answers(loading: Loading) -> None:
    """The letters and answers of the convened meeting, and the poll, where they are missing."""
    author = User.objects.filter(email__startswith="secretaria").order_by("pk").first()
    if author is None:
        return
    actor = actor_for(author, timezone.localdate())
    ahead = Meeting.objects.filter(state=Phase.CONVENED, starts_at__gt=timezone.now())
    meeting = ahead.order_by("starts_at").first()
    if meeting is not None and not Mailing.objects.filter(meeting=meeting).exists():
        _answered(actor, meeting)
        loading.changes += 1
    if not DatePoll.objects.exists():
        _polled(actor)
        loading.changes += 1


def _answered(actor: Actor, meeting: Meeting) -> None:
    mailing = convocation.convene_newcomers(actor=actor, meeting=meeting)
    send_dispatch(actor=actor, dispatch=mailing.dispatch)
    seats = {
        each.seat.organisation.code: each
        for each in meeting.seats.select_related("seat__organisation", "meeting")
        if each.seat.kind == SeatKind.PRINCIPAL
    }
    for code, answer, attendee, comment in BY_LINK:
        if person := _speaker(seats.get(code)):
            answers.answer_by_link(
                seat=seats[code], person=person, answer=answer, attendee=attendee, comment=comment
            )
    for code, answer in BY_CALENDAR:
        if person := _speaker(seats.get(code)):
            answers.answer_by_calendar(
                seat=seats[code], person=person, answer=answer, comment="", at=timezone.now()
            )
    for code, answer in BY_PHONE:
        if code in seats:
            answers.enter_by_phone(
                actor=actor,
                seat=seats[code],
                answer=answer,
                attendee="",
                comment="",
                spoken_by="Oficina de la embajada (ejemplo)",
            )
    replies.record(raw=STRANGER % str(meeting.calendar_uid).encode())


def _speaker(seat: MeetingSeat | PollSeat | None) -> Person | None:
    if seat is None:
        return None
    people = people_of([place_of(seat.seat)], timezone.localdate())
    return next(iter(people.get(seat.seat.organisation_id, [])), None)


def _polled(actor: Actor) -> None:
    zone = Mesa.objects.get().zone
    day = timezone.localdate() + timedelta(days=45)
    day -= timedelta(days=day.weekday())  # a Monday
    slots = [datetime.combine(day + timedelta(days=each), time(10 + each), zone) for each in range(3)]
    poll = polls.create(
        actor=actor,
        draft=polls.Draft(
            title="Reunión extraordinaria (ejemplo)",
            text="Para preparar el plan de trabajo del próximo periodo (ejemplo).",
            minutes=90,
            time_zone=zone.key,
            deadline=datetime.combine(timezone.localdate() + timedelta(days=14), time(18), zone),
            slots=slots,
        ),
    )
    mailing = polls.open_poll(actor=actor, poll=poll, version=poll.version)
    send_dispatch(actor=actor, dispatch=mailing.dispatch)
    keys = list(poll.slots.values_list("pk", flat=True))
    asked = {each.seat.organisation.code: each for each in poll.seats.select_related("seat__organisation")}
    for code, said in CHOICES:
        if person := _speaker(asked.get(code)):
            poll_answers.answer_by_link(
                seat=asked[code], person=person, choices=dict(zip(keys, said, strict=True)), comment=""
            )
