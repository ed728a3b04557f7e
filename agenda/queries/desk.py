"""What the desk of an agenda shows: rows with number and clock, lanes, the last step, who is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from agenda.clock import zone_of
from agenda.models import AgendaStep, DeskPresence, Item, ItemLane, Meeting
from agenda.queries.presenters import label_of, named_presenters
from agenda.rules.order import Row, numbers
from agenda.rules.schedule import Balance, Slot, Timed, balance, breaks_at, slots
from mcig.access import Actor
from mcig.accounts.models import User
from members.models import name_of

# After this long without a sign somebody is no longer at the desk.
PRESENCE = timedelta(seconds=60)
# A step is offered to be undone during a working day.
UNDO = timedelta(hours=12)
ItemEvent: Any = Item.events.rel.related_model  # type: ignore[attr-defined]  # the rows of its history
ASIDE = (ItemLane.PROPOSED, ItemLane.WAITING, ItemLane.NEXT, ItemLane.RETURNED, ItemLane.REMOVED)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row of the agenda as it is shown. `begins` and `ends` are on the meeting's clock."""

    item: Item
    number: str
    presenters: str
    begins: datetime | None = None
    ends: datetime | None = None
    over: bool = False
    is_first_over: bool = False
    # Whether a section ends here (`section` is its key, or none), and so stands the line to add to it.
    closes: bool = False
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane beside the agenda."""

    key: str
    label: str
    rows: list[BoardRow]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the desk shows of a meeting."""

    meeting: Meeting
    rows: list[BoardRow]
    lanes: list[Lane]
    balance: Balance
    sections: int
    ends_at: datetime | None = None
    by_key: dict[int, BoardRow] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Items of the agenda, without its sections."""
        return len(self.rows) - self.sections

    @property
    def share(self) -> int:
        """How much of the planned time is taken, in per cent, at most 100."""
        return min(100, round(100 * self.balance.needed / self.balance.planned))


def board(meeting: Meeting, actor: Actor) -> Board:
    """The board of a meeting. Two queries."""
    items = list(
        meeting.items.select_related("theme", "proposer", "carried_from__meeting")
        .annotate(proposed_by_name=name_of("proposed_by__organisation_id", actor.on))
        .prefetch_related(named_presenters(actor.on))
        .order_by("lane", "position", "pk")
    )
    lanes: dict[str, list[Item]] = {lane: [] for lane in ItemLane.values}
    for item in items:
        lanes[item.lane].append(item)
    accepted = lanes[ItemLane.ACCEPTED]
    rows = board_rows(meeting, accepted)
    timed = timed_rows(accepted)
    ends_at = meeting.starts_at and meeting.starts_at + timedelta(minutes=meeting.planned_minutes)
    return Board(
        meeting=meeting,
        rows=rows,
        lanes=[_lane(each, lanes[each]) for each in ASIDE],
        balance=balance(timed, meeting.planned_minutes),
        sections=sum(item.is_section for item in accepted),
        ends_at=ends_at.astimezone(zone_of(meeting)) if ends_at else None,
        by_key={row.item.pk: row for row in rows},
    )


def timed_rows(items: list[Item]) -> list[Timed]:
    return [Timed(item.pk, item.minutes, item.depth) for item in items]


def board_rows(meeting: Meeting, items: list[Item]) -> list[BoardRow]:
    """Ordered items with number, presenters and clock."""
    numbered = numbers([Row(item.pk, item.depth, item.is_section) for item in items])
    timed = timed_rows(items)
    slot_of = slots(timed, meeting.planned_minutes)
    first_over = breaks_at(timed, meeting.planned_minutes)
    zone = zone_of(meeting)
    start = meeting.starts_at.astimezone(zone) if meeting.starts_at else None
    rows, section = [], None
    for place, item in enumerate(items):
        section = item if item.is_section else section
        following = items[place + 1] if place + 1 < len(items) else None
        rows.append(
            BoardRow(
                item=item,
                number=numbered[item.pk],
                presenters=", ".join(label_of(each) for each in item.presenters.all()),
                begins=_at(slot_of[item.pk], start, item, first=True),
                ends=_at(slot_of[item.pk], start, item, first=False),
                over=slot_of[item.pk].over and not item.is_section,
                is_first_over=item.pk == first_over,
                closes=following is None or following.is_section,
                section=section.pk if section else None,
            )
        )
    return rows


def _at(slot: Slot, start: datetime | None, item: Item, *, first: bool) -> datetime | None:
    """Beginning or end of a slot on the clock; nothing for what takes no time."""
    if start is None or item.is_section or slot.begins == slot.ends:
        return None
    # Minutes are counted in real time, also in the night in which a clock is changed.
    moment = slot.begins_at(start.astimezone(UTC))
    if not first:
        moment = slot.ends_at(start.astimezone(UTC))
    return moment.astimezone(start.tzinfo)


def _lane(lane: ItemLane, items: list[Item]) -> Lane:
    rows = [BoardRow(item, "", ", ".join(label_of(each) for each in item.presenters.all())) for item in items]
    return Lane(lane.value, str(lane.label), rows)


def last_step(actor: Actor, meeting: Meeting) -> AgendaStep | None:
    """The actor's last step at this desk that was not undone, of today's work."""
    return (
        meeting.steps.filter(made_by=actor.account, undone_at=None, made_at__gte=timezone.now() - UNDO)
        .select_related("item")
        .order_by("-pk")
        .first()
    )


def others_present(actor: Actor, meeting: Meeting) -> list[str]:
    """The names of the others who have this desk open now."""
    seen = DeskPresence.objects.filter(meeting=meeting, seen_at__gt=timezone.now() - PRESENCE)
    return list(seen.exclude(user=actor.account).order_by("user__name").values_list("user__name", flat=True))


def last_editor(item: Item) -> tuple[str, datetime] | None:
    """Who saved the item last, and when; None when no person did. Two queries."""
    # A move writes history too, and leaves the version as it is: the first row of a version is its save.
    saved = ItemEvent.objects.filter(pgh_obj=item.pk, version=item.version).select_related("pgh_context")
    event = saved.order_by("pgh_id").first()
    if event is None or event.pgh_context is None:
        return None
    user = User.objects.filter(pk=event.pgh_context.metadata.get("user")).first()
    return (user.name, event.pgh_created_at) if user else None


def newest_step(meeting: Meeting) -> int:
    """The key of the newest step at this desk, 0 before the first: what a page has seen."""
    return meeting.steps.order_by("-pk").values_list("pk", flat=True).first() or 0


def steps_since(actor: Actor, meeting: Meeting, seen: int) -> list[str]:
    """The names of the others who took or undid steps since the step `seen` (a key)."""
    others = meeting.steps.filter(pk__gt=seen).exclude(made_by=actor.account)
    return list(others.order_by("made_by__name").values_list("made_by__name", flat=True).distinct())
