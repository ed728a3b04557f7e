"""The register of commitments: enter one outside a meeting and correct it. Its follow-up has its own file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.actions.decisions import require_known
from agenda.actions.owners import principal_seat
from agenda.actions.registering import number_commitment
from agenda.models import Commitment, Decision, Meeting, Theme
from agenda.notices import outcomes as notices
from agenda.rules import outcome as rules
from mcig.access import Actor, Role
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Organisation


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """What is kept of a commitment; `owner` is the key of an organisation, the others of their kind."""

    text: str
    owner: int
    start_on: date | None = None
    due_on: date | None = None
    theme: int | None = None
    decision: int | None = None
    meeting: int | None = None
    needs_evidence: bool = True


@transaction.atomic
def register_commitment(*, actor: Actor, facts: CommitmentFacts) -> Commitment:
    """Register a commitment outside a meeting, and return it.

    Effects: draws the number of this year; every member sees it; its owner is told. Raises
    `PermissionDenied`; `Broken` for dates that cross, or a text that is missing or too long.
    """
    actor.require(Role.SECRETARIAT)
    commitment = Commitment(created_by=actor.account)
    _write(commitment, facts)
    number_commitment(commitment, actor.on.year)
    notices.registered([commitment], besides=actor)
    return commitment


@transaction.atomic
def correct_commitment(
    *, actor: Actor, commitment: Commitment, version: int, facts: CommitmentFacts
) -> Commitment:
    """Correct a registered commitment, made from its `version`; number and state stay.

    Effects: a new owner is told. Raises `PermissionDenied`, `Stale`; `Broken` as `register_commitment`.
    """
    actor.require(Role.SECRETARIAT)
    locked: Commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    require_same(seen=version, stored=locked.version)
    before = locked.owner_id
    _write(locked, facts)
    locked.version += 1
    locked.save()
    if locked.owner_id != before and locked.is_open:
        notices.registered([locked], besides=actor)
    return locked


def _write(commitment: Commitment, facts: CommitmentFacts) -> None:
    rules.check_dates(facts.start_on, facts.due_on)
    owner = Organisation.objects.filter(pk=facts.owner).first()
    if owner is None:
        raise Broken(_("Elija uno de los que se ofrecen."), "owner")
    require_known(Theme, facts.theme, field="theme")
    require_known(Decision, facts.decision, field="decision")
    require_known(Meeting, facts.meeting, field="meeting")
    if facts.meeting != commitment.meeting_id:
        commitment.item = None  # an item belongs to its meeting
    if commitment._state.adding or commitment.owner.organisation_id != owner.pk:
        commitment.owner = principal_seat(owner)
    commitment.text = rules.check_text(facts.text)
    commitment.start_on, commitment.due_on = facts.start_on, facts.due_on
    commitment.theme_id, commitment.decision_id = facts.theme, facts.decision
    commitment.meeting_id, commitment.needs_evidence = facts.meeting, facts.needs_evidence
    if commitment.asked_due_on and (facts.due_on is None or commitment.asked_due_on <= facts.due_on):
        commitment.asked_due_on, commitment.asked_reason = None, ""  # it has been given what it asked for
