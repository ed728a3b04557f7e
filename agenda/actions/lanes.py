"""The lanes of a meeting under its lock: read whole, put in order, written without a gap or a duplicate."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from agenda.actions.meetings import lock_meeting
from agenda.models import Item, ItemLane, Meeting
from agenda.notices import proposals
from agenda.rules.meeting import EDITABLE
from agenda.rules.order import GONE, Row, Rows, block_of
from mcig.access import Actor
from mcig.rules import Broken


def lock_open(actor: Actor, pk: int) -> Meeting:
    """The meeting, locked, while its agenda is still edited.

    Raises `PermissionDenied` for whoever does not prepare meetings; `Broken` once it was held or cancelled.
    """
    locked = lock_meeting(actor, pk)
    if locked.state not in EDITABLE:
        raise Broken(_("La reunión ya se celebró o se canceló: su orden del día no cambia."))
    return locked


class Lanes:
    """The items of a locked meeting, lane by lane. `rows` is changed, then `write` stores what differs."""

    def __init__(self, meeting: Meeting) -> None:
        self.items = {item.pk: item for item in meeting.items.order_by("lane", "position", "pk")}
        self.rows: dict[str, Rows] = dict.fromkeys(ItemLane.values, ())
        for item in self.items.values():
            self.rows[item.lane] += (Row(item.pk, item.depth, item.is_section),)

    def find(self, key: int) -> Item:
        """Raises `Broken` for an item of another meeting alike as for one that does not exist."""
        if key not in self.items:
            raise Broken(GONE)
        return self.items[key]

    def spot(self, key: int, *, alone: bool = False) -> dict[str, Any]:
        """Where an item stands: its lane, the row before it, its depth and what belongs to it."""
        lane = self.items[key].lane
        return self.spot_in(lane, key, alone=alone)

    def spot_in(self, lane: str, key: int, *, alone: bool = False) -> dict[str, Any]:
        rows = self.rows[lane]
        start, end = block_of(rows, key, alone=alone)
        return {
            "lane": lane,
            "after": rows[start - 1].key if start else None,
            "depth": rows[start].depth,
            "keys": [row.key for row in rows[start:end]],
        }

    def write(self) -> None:
        """Store the order of every lane: positions from 1, one statement, only what changed.

        A change of place is no change of the item: its version stays, so whoever edits it saves in peace.
        Effects: whoever proposed an item that changed its lane is told.
        """
        changed, decided = [], []
        for lane, rows in self.rows.items():
            for position, row in enumerate(rows, start=1):
                item = self.items[row.key]
                place = (lane, position, row.depth)
                if item.lane == ItemLane.NEXT != lane:
                    _require_here(item)
                if item.lane != lane and item.proposer_id is not None:
                    decided.append(item)
                if (item.lane, item.position, item.depth) != place:
                    item.lane, item.position, item.depth = place
                    changed.append(item)
        Item.objects.bulk_update(changed, ["lane", "position", "depth"])
        for item in decided:
            proposals.decided(item)


def _require_here(item: Item) -> None:
    """Raises `Broken` once the item was carried into another meeting: it is never treated twice."""
    carried = item.carried_to.select_related("meeting").first()
    if carried is not None:
        raise Broken(
            _("«%(item)s» ya pasó a «%(meeting)s»: muévalo ahí.") % {"item": item, "meeting": carried.meeting}
        )
