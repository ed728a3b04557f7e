"""Reads about the answers to a convocation: by seat, what was answered before, and what still waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from agenda.models import (
    Answer,
    AnswerSource,
    CalendarReply,
    Invitee,
    Meeting,
    MeetingSeat,
    ReplyOutcome,
)
from agenda.models.meetings import WRITES
from agenda.rules.answers import why_closed
from agenda.rules.meeting import Phase
from mcig.access import Actor
from mcig.alphabet import alphabetical


def reads_answers(actor: Actor) -> bool:
    """Whether the actor reads what every seat answered; a member reads their own."""
    return actor.holds(*WRITES)


def closed_words(meeting: Meeting) -> str:
    """Why the meeting takes no answer now, as a sentence; empty while it does."""
    return why_closed(meeting.state, meeting.ends_at, timezone.now())


def own_seat(actor: Actor, meeting: Meeting) -> MeetingSeat | None:
    """The seat of this meeting for which the actor may answer today."""
    if not actor.organisations:
        return None
    found = meeting.seats.filter(seat__organisation__in=actor.organisations).order_by("pk")
    return found.select_related("seat", "meeting", "entered_by").first()


def seats_of(meeting: Meeting) -> list[MeetingSeat]:
    """Every seat with the name of its organisation on the day of the meeting: members first, by name."""
    on = timezone.localdate(meeting.starts_at or timezone.now(), meeting.zone)
    seats = meeting.seats.named(on).select_related("seat__organisation", "entered_by", "meeting")
    return sorted(
        seats,
        key=lambda each: (
            each.is_observer,
            alphabetical(each.organisation_name or each.seat.organisation.code),
        ),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How the seats of the members answered; observers are counted apart, for they make no quorum."""

    accepted: int
    tentative: int
    declined: int
    silent: int
    observers: int

    @property
    def asked(self) -> int:
        return self.accepted + self.tentative + self.declined + self.silent


def counts_of(seats: Iterable[MeetingSeat]) -> Counts:
    """The counts of the seats, told from what stands for the present date of the meeting."""
    listed = list(seats)
    given = [each.standing for each in listed if not each.is_observer]
    return Counts(
        accepted=given.count(Answer.ACCEPTED),
        tentative=given.count(Answer.TENTATIVE),
        declined=given.count(Answer.DECLINED),
        silent=given.count(Answer.NONE),
        observers=sum(each.is_observer and each.standing == Answer.ACCEPTED for each in listed),
    )


def guests_of(meeting: Meeting) -> list[Invitee]:
    return list(meeting.invitees.select_related("meeting"))


def open_seats_at(on: date) -> QuerySet[MeetingSeat]:
    """The seats of convened meetings that are not over on the date."""
    return MeetingSeat.objects.filter(
        meeting__state=Phase.CONVENED, meeting__starts_at__date__gte=on
    ).select_related("meeting", "seat")


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that a seat has given, also one that another has replaced since."""

    at: datetime
    organisation: str
    answer: str
    attendee: str
    comment: str
    source: str
    spoken_by: str
    entered_by: str
    answered_for: datetime | None


def answers_of(meeting: Meeting) -> list[GivenAnswer]:
    """Every answer ever given, the newest first, from the history of the seats. Three queries."""
    on = timezone.localdate(meeting.starts_at or timezone.now(), meeting.zone)
    found: dict[tuple[int, datetime], GivenAnswer] = {}
    for seat in meeting.seats.named(on).prefetch_related("events__entered_by"):
        for event in seat.events.all():  # type: ignore[attr-defined]
            if event.answered_at is not None:
                found[seat.pk, event.answered_at] = GivenAnswer(
                    at=event.answered_at,
                    organisation=seat.organisation_name or str(seat.seat_id),
                    answer=str(Answer(event.answer).label),
                    attendee=event.attendee,
                    comment=event.comment,
                    source=str(AnswerSource(event.source).label) if event.source else "",
                    spoken_by=event.spoken_by,
                    entered_by=event.entered_by.name if event.entered_by else "",
                    answered_for=event.answered_for,
                )
    return sorted(found.values(), key=lambda each: each.at, reverse=True)


def unattributed() -> QuerySet[CalendarReply]:
    """The calendar replies that changed nothing and that nobody has seen to, the newest first."""
    return (
        CalendarReply.objects.filter(handled_at=None)
        .exclude(outcome=ReplyOutcome.RECORDED)
        .select_related("meeting")
        .order_by("-read_at", "-pk")
    )
