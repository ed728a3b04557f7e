"""Reads about date polls: what somebody may see of them, their table, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from agenda.models import AnswerSource, DatePoll, Meeting, PollSeat, PollSlot, SlotChoice
from agenda.models.meetings import WRITES
from agenda.rules.meeting import Phase as MeetingPhase
from agenda.rules.polls import Phase, Total, best, total
from mcig.access import Actor
from mcig.alphabet import alphabetical
from members.models import SeatKind


def register(actor: Actor) -> QuerySet[DatePoll]:
    """The polls that the actor may see, the newest first, with `asked` and `answered` counted."""
    answered = Q(seats__answered_at__isnull=False)
    return (
        DatePoll.objects.visible_to(actor)
        .select_related("chosen")
        .annotate(asked=Count("seats"), answered=Count("seats", filter=answered))
        .order_by("-created_at", "-pk")
    )


def visible(actor: Actor) -> QuerySet[DatePoll]:
    """The polls that the actor may see, with the meeting, the chosen slot and who prepares."""
    return DatePoll.objects.visible_to(actor).select_related("meeting", "chosen", "created_by")


def reads_answers(actor: Actor) -> bool:
    """Whether the actor reads what every seat answered; a member reads their own."""
    return actor.holds(*WRITES)


def own_seat(actor: Actor, poll: DatePoll) -> PollSeat | None:
    """The seat of this poll for which the actor may answer today."""
    if not actor.organisations:
        return None
    found = poll.seats.filter(seat__organisation__in=actor.organisations).order_by("pk")
    return found.select_related("seat", "poll", "entered_by").first()


def waiting_for(actor: Actor) -> list[PollSeat]:
    """The actor's seats whose answer an open poll still takes, the nearest deadline first."""
    return list(
        PollSeat.objects.filter(
            seat__organisation__in=actor.organisations,
            poll__state=Phase.OPEN,
            poll__deadline__gt=timezone.now(),
            answered_at=None,
        )
        .select_related("poll")
        .order_by("poll__deadline", "pk")
    )


def seats_of(poll: DatePoll) -> list[PollSeat]:
    """Every asked seat with the name of its organisation on the opening date, members first."""
    on = timezone.localdate(poll.opened_at or timezone.now())
    seats = poll.seats.named(on).select_related("seat__organisation", "entered_by")
    return sorted(
        seats,
        key=lambda each: (
            each.seat.kind == SeatKind.OBSERVER,
            alphabetical(each.organisation_name or each.seat.organisation.code),
        ),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A slot of the table with its totals; `is_best` marks those that suit most seats."""

    slot: PollSlot
    total: Total
    is_best: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What a seat says of a slot; empty when it has not answered."""

    slot: PollSlot
    choice: str


@dataclass(frozen=True, slots=True)
class Row:
    """A seat of the table with its cells, in the slots' order."""

    seat: PollSeat
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Seats by slots. Totals count every asked seat alike."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def missing(self) -> list[PollSeat]:
        """The seats that have not answered."""
        return [row.seat for row in self.rows if not row.seat.has_answered]


def table_of(poll: DatePoll) -> Table:
    """The answers as a table. Two queries."""
    slots, seats = list(poll.slots.all()), seats_of(poll)
    answers = [seat.choices for seat in seats]
    totals = {slot.pk: total(slot.pk, answers) for slot in slots}
    fit = best(totals)
    return Table(
        columns=tuple(Column(slot, totals[slot.pk], slot.pk in fit) for slot in slots),
        rows=tuple(
            Row(seat, tuple(Cell(slot, seat.choices.get(str(slot.pk), "")) for slot in slots))
            for seat in seats
        ),
    )


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that a seat has given to a poll, also one that another has replaced since."""

    at: datetime
    organisation: str
    choices: tuple[tuple[datetime, str], ...]
    comment: str
    source: str
    spoken_by: str
    entered_by: str


def answers_of(poll: DatePoll) -> list[GivenAnswer]:
    """Every answer ever given, the newest first, from the history of the seats."""
    on = timezone.localdate(poll.opened_at or timezone.now())
    slots = list(poll.slots.all())
    found: dict[tuple[int, datetime], GivenAnswer] = {}
    for seat in poll.seats.named(on).prefetch_related("events__entered_by"):
        for event in seat.events.all():  # type: ignore[attr-defined]
            if event.answered_at is not None:
                found[seat.pk, event.answered_at] = GivenAnswer(
                    at=event.answered_at,
                    organisation=seat.organisation_name or str(seat.seat_id),
                    choices=tuple(
                        (slot.starts_at, str(SlotChoice(event.choices[str(slot.pk)]).label))
                        for slot in slots
                        if str(slot.pk) in event.choices
                    ),
                    comment=event.comment,
                    source=str(AnswerSource(event.source).label),
                    spoken_by=event.spoken_by,
                    entered_by=event.entered_by.name if event.entered_by else "",
                )
    return sorted(found.values(), key=lambda each: each.at, reverse=True)


def meetings_without_date(actor: Actor) -> QuerySet[Meeting]:
    """The meetings whose date a poll may ask for: drafts, and postponed ones."""
    return (
        Meeting.objects.visible_to(actor)
        .filter(state__in=(MeetingPhase.DRAFT, MeetingPhase.POSTPONED))
        .order_by("title", "pk")
    )
