"""The register of decisions: enter one outside a meeting, correct it, replace it, tell it fulfilled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from agenda.actions.registering import number_decision
from agenda.models import Decision, DecisionState, Meeting, Theme
from agenda.rules import outcome as rules
from agenda.rules.outcome import DecisionEvent
from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Consultation


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is kept of a decision; `theme`, `meeting` and `consultation` are keys."""

    text: str
    taken_on: date
    theme: int | None = None
    meeting: int | None = None
    consultation: int | None = None


def require_known(model: type[Model], key: int | None, *, field: str) -> None:
    """Raises `Broken` when the key is of no row."""
    if key is not None and not model._default_manager.filter(pk=key).exists():
        raise Broken(_("Elija uno de los que se ofrecen."), field)


@transaction.atomic
def register_decision(*, actor: Actor, facts: DecisionFacts) -> Decision:
    """Register a decision that was taken outside a meeting, or at one that is over, and return it.

    Effects: draws the number of the year in which it was taken; every member sees it. Raises
    `PermissionDenied`; `Broken` for a text that is missing or too long, or a day that has not come.
    """
    actor.require(Role.SECRETARIAT)
    decision = Decision(created_by=actor.account)
    _write(decision, facts, actor.on)
    number_decision(decision)
    return decision


@transaction.atomic
def correct_decision(*, actor: Actor, decision: Decision, version: int, facts: DecisionFacts) -> Decision:
    """Correct a registered decision, made from its `version`; its number stays.

    Raises `PermissionDenied`, `Stale`; `Broken` as `register_decision`.
    """
    locked = _lock(actor, decision, version)
    _write(locked, facts, actor.on)
    return _save(locked)


@transaction.atomic
def replace_decision(*, actor: Actor, decision: Decision, version: int, by: int) -> Decision:
    """Say that another registered decision (key) took its place.

    Raises `PermissionDenied`, `Stale`; `Broken` by itself, in a circle, or when it is not in force.
    """
    actor.require(Role.SECRETARIAT)
    # Of two replacements at once, the second must see the first: together they could close a circle.
    Mesa.objects.select_for_update().first()
    locked = _lock(actor, decision, version)
    state = rules.next_decision(locked.state, DecisionEvent.REPLACED)
    if not Decision.objects.registered().filter(pk=by).exists():
        raise Broken(_("Elija el acuerdo que lo sustituye."), "replaced_by")
    chain = dict(Decision.objects.exclude(replaced_by=None).values_list("pk", "replaced_by"))
    rules.check_replacement(locked.pk, by, chain)
    locked.state, locked.replaced_by_id = DecisionState(state), by
    return _save(locked)


@transaction.atomic
def fulfil_decision(*, actor: Actor, decision: Decision, version: int, on: date) -> Decision:
    """Say that the decision was carried out on a day. Raises `PermissionDenied`, `Stale`, `Broken`."""
    locked = _lock(actor, decision, version)
    locked.state = DecisionState(rules.next_decision(locked.state, DecisionEvent.FULFILLED))
    if on > actor.on:
        raise Broken(_("Esa fecha está en el futuro."), "fulfilled_on")
    if on < locked.taken_on:
        raise Broken(_("Esa fecha es anterior a la del acuerdo."), "fulfilled_on")
    locked.fulfilled_on = on
    return _save(locked)


@transaction.atomic
def restore_decision(*, actor: Actor, decision: Decision, version: int) -> Decision:
    """Put a decision in force again. Raises `PermissionDenied`, `Stale`; `Broken` when it is in force."""
    locked = _lock(actor, decision, version)
    locked.state = DecisionState(rules.next_decision(locked.state, DecisionEvent.RESTORED))
    locked.replaced_by = locked.fulfilled_on = None
    return _save(locked)


def _write(decision: Decision, facts: DecisionFacts, today: date) -> None:
    rules.check_taken(facts.taken_on, today)
    require_known(Theme, facts.theme, field="theme")
    require_known(Meeting, facts.meeting, field="meeting")
    require_known(Consultation, facts.consultation, field="consultation")
    if decision.fulfilled_on and decision.fulfilled_on < facts.taken_on:
        raise Broken(_("El acuerdo consta como cumplido antes de esa fecha."), "taken_on")
    if facts.meeting != decision.meeting_id:
        decision.item = None  # an item belongs to its meeting
    decision.text, decision.taken_on = rules.check_text(facts.text), facts.taken_on
    decision.theme_id, decision.meeting_id = facts.theme, facts.meeting
    decision.consultation_id = facts.consultation


def _lock(actor: Actor, decision: Decision, version: int) -> Decision:
    actor.require(Role.SECRETARIAT)
    locked: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    require_same(seen=version, stored=locked.version)
    return locked


def _save(locked: Decision) -> Decision:
    locked.version += 1
    locked.save()
    return locked
