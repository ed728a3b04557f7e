"""Decisions and commitments noted as they happen. They have no number yet: the register draws it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.actions.session import lock_meeting
from agenda.models import Commitment, Decision, Item, Meeting, Minutes, MinutesState
from agenda.models.outcomes import Outcome
from agenda.queries.session import day_of
from agenda.rules import session as rules
from agenda.rules.outcome import OUTCOME_LENGTH
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Seat

Noted = TypeVar("Noted", bound=Outcome)


@transaction.atomic
def note_decision(*, actor: Actor, item: Item, text: str) -> Decision:
    """Note what was decided at an item. Raises `Broken` without words, or when nothing is recorded now."""
    meeting = _recording(actor, item.meeting)
    return Decision.objects.create(
        meeting=meeting,
        item=item,
        theme=item.theme,
        text=_check(text),
        taken_on=day_of(meeting),
        created_by=actor.account,
    )


@transaction.atomic
def note_commitment(*, actor: Actor, item: Item, text: str, owner: Seat, due_on: date | None) -> Commitment:
    """Note what a seat promised at an item, until a date or without one. Raises as `note_decision`."""
    meeting = _recording(actor, item.meeting)
    return Commitment.objects.create(
        meeting=meeting,
        item=item,
        theme=item.theme,
        text=_check(text),
        owner=owner,
        start_on=day_of(meeting),
        due_on=_check_due(due_on, meeting),
        created_by=actor.account,
    )


@transaction.atomic
def edit_decision(*, actor: Actor, decision: Decision, text: str, version: int) -> Decision:
    """Change a decision that has no number yet. Raises `Stale`; `Broken` once it is registered."""
    locked = _lock(actor, decision)
    require_same(seen=version, stored=locked.version)
    locked.text = _check(text)
    return _save(locked)


@transaction.atomic
def edit_commitment(
    *, actor: Actor, commitment: Commitment, text: str, owner: Seat, due_on: date | None, version: int
) -> Commitment:
    """Change a commitment that has no number yet. Raises `Stale`; `Broken` once it is registered."""
    locked = _lock(actor, commitment)
    require_same(seen=version, stored=locked.version)
    assert locked.meeting is not None
    locked.text, locked.owner, locked.due_on = _check(text), owner, _check_due(due_on, locked.meeting)
    return _save(locked)


@transaction.atomic
def remove_noted(*, actor: Actor, noted: Decision | Commitment, version: int) -> None:
    """Take back what was noted by mistake; the history keeps it. Raises as the changes."""
    locked = _lock(actor, noted)
    require_same(seen=version, stored=locked.version)
    locked.delete()


def _recording(actor: Actor, meeting: Meeting) -> Meeting:
    locked = lock_meeting(actor, meeting)
    rules.check_recording(locked.state)
    if Minutes.objects.filter(meeting=locked).exclude(state=MinutesState.DRAFTING).exists():
        raise Broken(_("El texto de la reunión ya está en consulta: lo acordado no cambia mientras tanto."))
    return locked


def _lock(actor: Actor, noted: Noted) -> Noted:
    assert noted.meeting is not None
    _recording(actor, noted.meeting)
    locked: Noted = type(noted)._default_manager.select_for_update().get(pk=noted.pk)
    if locked.number is not None:
        raise Broken(_("Ya tiene número: se corrige en el registro de acuerdos."))
    return locked


def _save(locked: Noted) -> Noted:
    locked.version += 1
    locked.save()
    return locked


def _check(text: str) -> str:
    found = text.strip()
    if not found:
        raise Broken(_("Escriba qué se acordó."), "text")
    if len(found) > OUTCOME_LENGTH:
        raise Broken(_("El texto es demasiado largo: caben 2 000 caracteres."), "text")
    return found


def _check_due(due_on: date | None, meeting: Meeting) -> date | None:
    if due_on is not None and due_on < day_of(meeting):
        raise Broken(_("La fecha compromiso es anterior a la reunión."), "due_on")
    return due_on
