"""Reads about a session: its agenda with the time of each item, who is there, what was noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from agenda.models import (
    Answer,
    Commitment,
    Decision,
    Item,
    ItemLane,
    ItemPurpose,
    ItemRecord,
    Meeting,
    MeetingSeat,
)
from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.models.seats import COUNTS_FOR_QUORUM
from agenda.rules.session import ItemClock, Quorum, item_clock
from mcig.access import Actor
from mcig.alphabet import alphabetical
from members.models import Posting, SeatKind, name_of


def conducted(actor: Actor) -> QuerySet[Meeting]:
    """The meetings whose session the actor conducts, or reads as the coming presidency."""
    return Meeting.objects.all() if actor.holds(*READS_DRAFTS) else Meeting.objects.none()


def conducts(actor: Actor) -> bool:
    return actor.holds(*WRITES)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item of the agenda with its number («3», «3.1»; a section has none), its record and its clock."""

    item: Item
    number: str
    clock: ItemClock
    is_on: bool
    has_notes: bool

    @property
    def is_section(self) -> bool:
        return self.item.purpose == ItemPurpose.SECTION


def agenda_rows(meeting: Meeting, now: datetime) -> list[AgendaRow]:
    """The accepted items in their order. One query."""
    items = list(
        meeting.items.filter(lane=ItemLane.ACCEPTED).select_related("record", "theme").order_by("position")
    )
    return [_row(item, number, now) for item, number in zip(items, numbers_of(items), strict=True)]


def numbers_of(items: Sequence[Item]) -> list[str]:
    """The number of each item: 1, 2, 2.1, 2.2, 3; sections carry none and interrupt nothing."""
    found: list[str] = []
    top = sub = 0
    for item in items:
        if item.purpose == ItemPurpose.SECTION:
            found.append("")
        elif item.depth and top:
            sub += 1
            found.append(f"{top}.{sub}")
        else:
            top, sub = top + 1, 0
            found.append(str(top))
    return found


def _row(item: Item, number: str, now: datetime) -> AgendaRow:
    record: ItemRecord | None = getattr(item, "record", None)
    clock = item_clock(
        minutes=item.minutes,
        seconds_used=record.seconds_used if record else 0,
        on_since=record.on_since if record else None,
        now=now,
    )
    is_on = record is not None and record.on_since is not None
    return AgendaRow(item, number, clock, is_on, has_notes=bool(record and record.notes))


def current_of(rows: Sequence[AgendaRow]) -> AgendaRow | None:
    """The item that is on."""
    return next((row for row in rows if row.is_on), None)


def around(rows: Sequence[AgendaRow], current: AgendaRow | None) -> tuple[AgendaRow | None, AgendaRow | None]:
    """What comes before and after the item that is on; without one, nothing and the first item."""
    listed = [row for row in rows if not row.is_section]
    if current not in listed:
        return None, listed[0] if listed else None
    place = listed.index(current)
    before = listed[place - 1] if place else None
    return before, listed[place + 1] if place + 1 < len(listed) else None


def seats_of(meeting: Meeting, on: date) -> list[MeetingSeat]:
    """The seats of a meeting with the name of their organisation, in Spanish order. One query."""
    seats = meeting.seats.named(on).select_related("seat__organisation")
    return sorted(seats, key=lambda each: alphabetical(each.organisation_name or each.seat.organisation.code))


def quorum_of(meeting: Meeting) -> Quorum:
    """Who is there, counted by seat. One query."""
    counted = meeting.seats.aggregate(
        seats=Count("pk"), present=Count("pk", filter=Q(presence__in=COUNTS_FOR_QUORUM))
    )
    return Quorum(counted["present"], counted["seats"], meeting.quorum)


def occupants_of(organisation: int, on: date) -> dict[str, str]:
    """The names of who occupies the seats of an organisation (key) on the date, by kind of seat."""
    postings = Posting.objects.on(on).filter(
        seat__organisation=organisation, seat__kind__in=[SeatKind.PRINCIPAL, SeatKind.ALTERNATE]
    )
    return dict(postings.values_list("seat__kind", "person__name"))


@dataclass(frozen=True, slots=True)
class Noted:
    """What was decided and promised, in the order in which it was noted."""

    decisions: list[Decision]
    commitments: list[Commitment]

    def __bool__(self) -> bool:
        return bool(self.decisions or self.commitments)

    @property
    def waits_for_numbers(self) -> bool:
        return any(each.number is None for each in (*self.decisions, *self.commitments))


def noted_at(meeting: Meeting, on: date, item: Item | None = None) -> Noted:
    """The decisions and commitments of a meeting, or of one of its items. Two queries."""
    where = Q(meeting=meeting) if item is None else Q(meeting=meeting, item=item)
    commitments = (
        Commitment.objects.filter(where)
        .annotate(owner_name=name_of("owner__organisation_id", on))
        .select_related("owner__organisation", "item")
    )
    decisions = Decision.objects.filter(where).select_related("item")
    return Noted(list(decisions.order_by("pk")), list(commitments.order_by("pk")))


def last_decision(meeting: Meeting) -> Decision | None:
    return meeting.decisions.order_by("-pk").first()


def unconfirmed(meeting: Meeting) -> int:
    """How many seats have answered and have not been marked yet."""
    return meeting.seats.filter(presence="unknown", answer__in=[Answer.ACCEPTED, Answer.DECLINED]).count()


def day_of(meeting: Meeting) -> date:
    """The day of the meeting on the mesa's clock; today when it has none."""
    return timezone.localdate(meeting.started_at or meeting.starts_at or timezone.now())
