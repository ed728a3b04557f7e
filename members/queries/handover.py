"""Reads about the handover from one mandate of the rotating office to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from members.models import HandoverItem, Mandate
from members.queries.mandates import MandateRow, mandate_rows, rotation_of
from members.queries.register import last_name_of
from members.rules.handover import Side
from members.rules.rotation import MandateState

STILL_NEW = 60  # days after the beginning of a mandate in which its handover may still be completed


@dataclass(frozen=True, slots=True)
class Handover:
    """Who hands over to whom. Either may not be known yet, or any more."""

    outgoing: MandateRow | None
    incoming: MandateRow | None

    @property
    def subject(self) -> MandateRow | None:
        """The mandate that the dossier is of: the outgoing one, or the only one there is."""
        return self.outgoing or self.incoming

    def holders(self, side: Side) -> set[int]:
        row = self.outgoing if side == "outgoing" else self.incoming
        return {holder.key for holder in row.holders} if row else set()


def handover_on(mesa: Mesa | None, on: date) -> Handover:
    """The handover of the date: to today's mandate while it is new, else from it to the next one agreed."""
    office = rotation_of(mesa).office
    own = [row for row in mandate_rows(on) if row.office is office]
    coming = [row for row in own if row.state is MandateState.PROPOSED]
    begun = [row for row in own if row.state is not MandateState.PROPOSED]
    if len(begun) > 1 and on < begun[-1].term.start + timedelta(days=STILL_NEW):
        return Handover(begun[-2], begun[-1])
    return Handover(begun[-1] if begun else None, coming[0] if coming else None)


def items_of(mandate: int, on: date) -> QuerySet[HandoverItem, Any]:
    """The checklist of a mandate that begins, each with `owner_name`, by date."""
    return (
        HandoverItem.objects.filter(mandate=mandate)
        .annotate(owner_name=last_name_of("owner_id", on))
        .select_related("outgoing_by", "incoming_by")
        .order_by("due", "pk")
    )


def sides_of(actor: Actor, handover: Handover) -> set[Side]:
    """For which sides the actor signs: as holder, or as the secretariat on behalf of both."""
    if actor.holds(Role.SECRETARIAT):
        return {"outgoing", "incoming"}
    sides: tuple[Side, ...] = ("outgoing", "incoming")
    return {side for side in sides if handover.holders(side) & actor.organisations}


def awaiting_signature(actor: Actor, on: date) -> int:
    """How many points of a beginning mandate wait for the actor's organisation, on either side. One query.

    A holder of today hands over; one whose mandate begins, or has just begun, receives.
    """
    holds = Exists(
        Mandate.objects.on(on).filter(role=OuterRef("mandate__role"), holders__in=actor.organisations)
    )
    new_since = on - timedelta(days=STILL_NEW)
    pending = HandoverItem.objects.filter(mandate__validity__startswith__gt=new_since)
    receives = Q(outgoing_at__isnull=False, incoming_at=None, mandate__holders__in=actor.organisations)
    hands = Q(outgoing_at=None, mandate__validity__startswith__gt=on) & Q(holds)
    return pending.filter(receives | hands).values("pk").distinct().count()
