"""What earlier meetings left open or for the next one, brought into an agenda."""

from __future__ import annotations

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.actions.contents import facts_of, write_facts
from agenda.actions.items import add_item
from agenda.actions.lanes import lock_open
from agenda.models import Item, ItemLane, ItemPurpose, Meeting
from agenda.notices import proposals
from agenda.queries.commitments import FollowUp, open_commitments_for
from agenda.queries.copies import left_over
from agenda.rules.meeting import TEXT_LENGTH
from mcig.access import Actor
from mcig.rules import Broken

MINUTES = 15


@transaction.atomic
def add_follow_up(*, actor: Actor, meeting: Meeting) -> Item:
    """Add the *seguimiento de acuerdos*, with a line for each open commitment, and return the item.

    It is an item as any other: edited, moved and undone. Raises `Broken` when nothing is open, and when the
    agenda has this item already.
    """
    locked = lock_open(actor, meeting.pk)
    title = _("Seguimiento de acuerdos")
    if locked.items.filter(lane=ItemLane.ACCEPTED, title=title).exists():
        raise Broken(_("El orden del día ya tiene el seguimiento de acuerdos: edítelo ahí."))
    rows = open_commitments_for(locked)
    if not rows:
        raise Broken(_("No hay compromisos abiertos: nada queda por seguir."))
    item = add_item(actor=actor, meeting=locked, title=title, minutes=MINUTES, purpose=ItemPurpose.DISCUSSION)
    item.description = _lines(rows)
    item.save(update_fields=["description"])
    return item


@transaction.atomic
def carry_over(*, actor: Actor, meeting: Meeting) -> list[Item]:
    """Bring what earlier meetings left for the next one to the end of the agenda, each once; return it.

    Presenters come along, papers and internal notes stay. Effects: who had proposed an item is told. Raises
    `Broken` when nothing was left, and when there is no room.
    """
    locked = lock_open(actor, meeting.pk)
    found = list(left_over(locked).select_for_update(of=("self",)))
    if not found:
        raise Broken(_("Nada quedó de reuniones anteriores para esta."))
    return [_carry(actor, locked, item) for item in found]


def _carry(actor: Actor, meeting: Meeting, item: Item) -> Item:
    made = add_item(
        actor=actor, meeting=meeting, title=item.title, minutes=item.minutes, purpose=item.purpose
    )
    write_facts(made, facts_of(item) | {"internal_notes": ""})
    made.carried_from = item
    made.proposed_by, made.proposer, made.proposed_at = item.proposed_by, item.proposer, item.proposed_at
    made.proposal_reason = item.proposal_reason
    made.save()
    proposals.decided(made)
    return made


def _lines(rows: list[FollowUp]) -> str:
    """A line for each commitment; those that would not fit are counted."""
    lines = [_line(row) for row in rows]
    kept = list(lines)
    while len("\n".join(kept)) > TEXT_LENGTH - 100:
        kept.pop()
    if left := len(lines) - len(kept):
        kept.append(_("… y %(count)d más, en el registro de compromisos.") % {"count": left})
    return "\n".join(kept)


def _line(row: FollowUp) -> str:
    facts = [row.label, row.text, row.owner]
    if row.due_on:
        facts.append(_("fecha compromiso: %(day)s") % {"day": date_format(row.due_on)})
    facts.append(_("vencido") if row.is_overdue else row.state)
    return "— " + " · ".join(" ".join(fact.split()) for fact in facts)
