"""The journal of the desk: what each step changed, and how the last ones are undone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions.contents import facts_of, write_facts
from agenda.actions.lanes import Lanes, lock_open
from agenda.models import AgendaStep, AgendaStepKind, Item, ItemLane, Meeting
from agenda.queries.desk import last_step
from agenda.rules.order import lifted, restored
from mcig.access import Actor
from mcig.rules import Broken

PLACING = (AgendaStepKind.ADDED, AgendaStepKind.MOVED, AgendaStepKind.REMOVED)


def record(
    actor: Actor, item: Item, kind: AgendaStepKind, *, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Remember a step of the actor."""
    AgendaStep.objects.create(
        meeting_id=item.meeting_id,
        item=item,
        kind=kind,
        before=before,
        after=after,
        made_by=actor.account,
    )


@transaction.atomic
def undo(*, actor: Actor, meeting: Meeting, step: int) -> AgendaStep:
    """Undo the actor's last step at this desk, which must be `step` (a key), and return it.

    What others did since to other items stays. Raises `Broken` when it was undone already, when it is not
    the last one, and when somebody changed the same item since.
    """
    locked = lock_open(actor, meeting.pk)
    found = last_step(actor, locked)
    if found is None or found.pk != step:
        raise Broken(_("Ese paso ya se deshizo, o ya no es el último que usted dio."))
    if found.kind == AgendaStepKind.EDITED:
        _take_back_text(found)
    else:
        _put_back(locked, found)
    found.undone_at = timezone.now()
    found.save(update_fields=["undone_at"])
    return found


def _take_back_text(step: AgendaStep) -> None:
    item = Item.objects.select_for_update(of=("self",)).get(pk=step.item_id)
    if facts_of(item) != step.after:
        raise Broken(_("No se puede deshacer: otra persona editó después «%(item)s».") % {"item": item})
    write_facts(item, step.before)
    item.version += 1
    item.save()


def _put_back(meeting: Meeting, step: AgendaStep) -> None:
    changed = AgendaStep.objects.filter(
        item=step.item_id, kind__in=PLACING, undone_at=None, pk__gt=step.pk
    ).exists()
    lanes = Lanes(meeting)
    item = lanes.find(step.item_id)
    before, after = step.before, step.after
    if step.kind == AgendaStepKind.ADDED:
        changed = changed or item.version != 1
        before = {"lane": ItemLane.REMOVED, "after": None, "depth": 0}
    alone = item.is_section and ItemLane.REMOVED in {before["lane"], after["lane"]}
    block, others = lifted(lanes.rows[item.lane], item.pk, alone=alone)
    moved_along = [row.key for row in block] == after["keys"] or item.is_section
    if changed or item.lane != after["lane"] or not moved_along:
        raise Broken(_("No se puede deshacer: otra persona movió después «%(item)s».") % {"item": item})
    lanes.rows[item.lane] = others
    try:
        target = restored(lanes.rows[before["lane"]], block, before["after"], before["depth"])
    except Broken as refusal:
        raise Broken(_("No se puede deshacer: su lugar anterior ya no existe.")) from refusal
    lanes.rows[before["lane"]] = target
    lanes.write()
