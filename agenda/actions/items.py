"""The desk of an agenda: add, edit and move items. Each step is remembered, so that it can be undone.

Whatever changes the order locks the meeting's row first, so that of many who move at once each finds the
order that the one before left.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.actions.contents import ItemFacts, facts_of, write_facts
from agenda.actions.journal import record
from agenda.actions.lanes import Lanes, lock_open
from agenda.models import AgendaStepKind, Item, ItemLane, ItemPurpose, Meeting
from agenda.rules.items import check_item, check_room
from agenda.rules.order import GONE, ITSELF, STEPS, Row, Rows, end_of_section, lifted, placed
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same

# Where the desk moves an item by itself; what is returned or proposed goes by ways of its own.
DESTINATIONS = (ItemLane.ACCEPTED, ItemLane.WAITING, ItemLane.NEXT, ItemLane.REMOVED)


@transaction.atomic
def add_item(
    *,
    actor: Actor,
    meeting: Meeting,
    title: str,
    minutes: int = 0,
    purpose: str = ItemPurpose.INFORMATION,
    section: int | None = None,
) -> Item:
    """Add an item, or a section, at the end of a section (a key) or of the agenda, and return it.

    Raises `Broken` for a title or a duration that no item can have, and when the meeting is full.
    """
    locked = lock_open(actor, meeting.pk)
    check_item(title=title, minutes=minutes)
    lanes = Lanes(locked)
    check_room(len(lanes.items))
    rows = lanes.rows[ItemLane.ACCEPTED]
    after = None if purpose == ItemPurpose.SECTION else end_of_section(rows, section)
    item = Item.objects.create(
        meeting=locked,
        title=title.strip(),
        minutes=minutes,
        purpose=purpose,
        position=len(rows) + 1,
    )
    lanes.items[item.pk] = item
    new = Row(item.pk, 0, item.is_section)
    at = len(rows) if after is None else next(i for i, row in enumerate(rows) if row.key == after) + 1
    lanes.rows[ItemLane.ACCEPTED] = (*rows[:at], new, *rows[at:])
    lanes.write()
    record(actor, item, AgendaStepKind.ADDED, before={}, after=lanes.spot(item.pk, alone=True))
    return item


@transaction.atomic
def edit_item(*, actor: Actor, meeting: Meeting, item: int, version: int, facts: ItemFacts) -> Item:
    """Change what an item (a key) says, made from its `version`. Nobody's move is in the way.

    Raises `Stale`; `Broken` for facts that no item can have, and for an item that is not of this meeting.
    """
    locked = lock_open(actor, meeting.pk)
    found = locked.items.filter(pk=item).first()
    if found is None:
        raise Broken(GONE)
    require_same(seen=version, stored=found.version)
    before = facts_of(found)
    write_facts(found, facts.as_values())
    found.version += 1
    found.save()
    record(actor, found, AgendaStepKind.EDITED, before=before, after=facts_of(found))
    return found


@transaction.atomic
def move(*, actor: Actor, meeting: Meeting, item: int, step: str) -> Item:
    """Move an item one step: `up`, `down`, `in` or `out`; what belongs to it moves along. Returns it.

    Raises `Broken` when there is nowhere to move, and for an item that is not of this meeting.
    """
    if step not in STEPS:
        raise Broken(_("No se reconoce a dónde mover el punto."))
    lanes = Lanes(lock_open(actor, meeting.pk))
    found = lanes.find(item)
    before = lanes.spot(item)
    lanes.rows[found.lane] = STEPS[step](lanes.rows[found.lane], item)
    lanes.write()
    record(actor, found, AgendaStepKind.MOVED, before=before, after=lanes.spot(item))
    return found


@transaction.atomic
def place(*, actor: Actor, meeting: Meeting, item: int, lane: str, after: int | None) -> Item:
    """Put an item into a lane behind the row `after`, or first; what belongs to it moves along.

    Raises `Broken` for an item put behind itself, a row or an item that is not of this meeting, a lane that
    the desk does not serve, and a section that would leave the agenda.
    """
    lanes = Lanes(lock_open(actor, meeting.pk))
    found = lanes.find(item)
    if after == item:
        raise Broken(ITSELF)
    _check_lane(found, lane)
    before = lanes.spot(item, alone=_goes_alone(found, lane))
    block, others = lifted(lanes.rows[found.lane], item, alone=_goes_alone(found, lane))
    lanes.rows[found.lane] = others
    lanes.rows[lane] = placed(lanes.rows[lane], block, after)
    _written(actor, lanes, found, before)
    return found


@transaction.atomic
def to_lane(*, actor: Actor, meeting: Meeting, item: int, lane: str) -> Item:
    """Put an item at the end of a lane; removed is one of them. Raises `Broken` as `place`."""
    lanes = Lanes(lock_open(actor, meeting.pk))
    found = lanes.find(item)
    _check_lane(found, lane)
    if found.lane == lane:
        raise Broken(_("El punto ya está ahí."))
    before = lanes.spot(item, alone=_goes_alone(found, lane))
    block, others = lifted(lanes.rows[found.lane], item, alone=_goes_alone(found, lane))
    lanes.rows[found.lane] = others
    lanes.rows[lane] = _at_the_end(lanes.rows[lane], block)
    _written(actor, lanes, found, before)
    return found


def _written(actor: Actor, lanes: Lanes, item: Item, before: dict[str, object]) -> None:
    lanes.write()
    kind = AgendaStepKind.REMOVED if item.lane == ItemLane.REMOVED else AgendaStepKind.MOVED
    alone = item.is_section and item.lane == ItemLane.REMOVED
    record(actor, item, kind, before=before, after=lanes.spot(item.pk, alone=alone))


def _check_lane(item: Item, lane: str) -> None:
    if lane != item.lane and lane not in DESTINATIONS:
        raise Broken(_("No se reconoce a dónde mover el punto."))
    if item.is_section and lane not in {ItemLane.ACCEPTED, ItemLane.REMOVED}:
        raise Broken(_("Un apartado solo tiene lugar en el orden del día."))


def _goes_alone(item: Item, lane: str) -> bool:
    """A heading that is removed, or comes back, leaves its items where they are."""
    return item.is_section and ItemLane.REMOVED in {item.lane, lane}


def _at_the_end(rows: Rows, block: Rows) -> Rows:
    return (*rows, replace(block[0], depth=0), *block[1:])
