"""What happens to a commitment: its owner starts it, does it, asks for more time; the secretariat decides.

Everything locks the commitment's row and is written down as a step, with who did it and by which way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Commitment, CommitmentFile, CommitmentState, CommitmentStep, StepSource
from agenda.models.outcomes import OPEN_STATES
from agenda.notices import outcomes as notices
from agenda.queries.commitments import answers_for
from agenda.rules import outcome as rules
from agenda.rules.outcome import CommitmentEvent as Event
from mcig.access import Actor, Role
from mcig.accounts.models import User
from mcig.files.actions import Checked, accept
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Person

# What an owner may do; everything else is the secretariat's.
OF_THE_OWNER = (Event.STARTED, Event.DONE, Event.COMMENTED, Event.ASKED)


@dataclass(frozen=True, slots=True)
class Update:
    """What is told of a commitment: an event of the owner, words, and for more time the day that is asked."""

    event: str
    note: str = ""
    due_on: date | None = None
    files: Sequence[Checked] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who tells it, as words and, where known, as a person; who wrote it down for somebody else."""

    source: StepSource
    spoken_by: str
    capacity: str = ""
    person: Person | None = None
    entered_by: User | None = None


@transaction.atomic
def update_own(*, actor: Actor, commitment: Commitment, update: Update) -> Commitment:
    """The owner tells of their commitment. Raises `PermissionDenied` for a foreign one, `Broken`.

    Effects: state, step and files; the secretariat is told.
    """
    if not answers_for(actor, commitment):
        raise PermissionDenied
    speaker = Speaker(StepSource.ACCOUNT, actor.account.name, actor.capacity)
    return _update(commitment, update, speaker, actor)


@transaction.atomic
def update_by_link(*, commitment: Commitment, person: Person, update: Update) -> Commitment:
    """The owner tells of it behind a personal link, which the caller has checked. See `update_own`."""
    speaker = Speaker(StepSource.LINK, person.name, person=person)
    return _update(commitment, update, speaker, None)


@transaction.atomic
def update_on_behalf(*, actor: Actor, commitment: Commitment, update: Update, spoken_by: str) -> Commitment:
    """The secretariat writes down what somebody told of a commitment. See `update_own`."""
    actor.require(Role.SECRETARIAT)
    if not spoken_by.strip():
        raise Broken(_("Indique quién lo pidió o lo informó."), "spoken_by")
    speaker = Speaker(StepSource.ON_BEHALF, spoken_by.strip()[:200], actor.capacity, entered_by=actor.account)
    return _update(commitment, update, speaker, actor)


@transaction.atomic
def comment(*, actor: Actor, commitment: Commitment, note: str) -> CommitmentStep:
    """Whoever sees a commitment comments on it. Effects: owner and secretariat are told."""
    if not Commitment.objects.visible_to(actor).registered().filter(pk=commitment.pk).exists():
        raise PermissionDenied
    if not note.strip():
        raise Broken(_("Escriba el comentario."), "note")
    locked = _lock(commitment)
    speaker = Speaker(StepSource.ACCOUNT, actor.account.name, actor.capacity)
    step = _step(locked, Event.COMMENTED, speaker, rules.check_note(note))
    notices.told(locked, step, to_owner=not answers_for(actor, commitment), besides=actor)
    return step


@transaction.atomic
def answer_request(
    *, actor: Actor, commitment: Commitment, version: int, grant: bool, note: str = ""
) -> Commitment:
    """The secretariat grants the time that was asked for, or not; in the second case with a reason.

    Effects: the due date; reminders begin anew; the owner is told. Raises `PermissionDenied`, `Stale`;
    `Broken` when nothing is asked for.
    """
    locked = _decided(actor, commitment, version)
    event = Event.EXTENDED if grant else Event.REFUSED
    rules.next_commitment(locked.state, event)
    if locked.asked_due_on is None:
        raise Broken(_("Nadie pide más tiempo para este compromiso."))
    if not grant and not note.strip():
        raise Broken(_("Escriba por qué no se amplía el plazo."), "note")
    asked = locked.asked_due_on
    if grant:
        locked.due_on = asked
    locked.asked_due_on, locked.asked_reason = None, ""
    return _end(actor, locked, event, rules.check_note(note), due_on=asked)


@transaction.atomic
def void_commitment(*, actor: Actor, commitment: Commitment, version: int, note: str) -> Commitment:
    """Set a commitment aside, with a reason. Raises `PermissionDenied`, `Stale`, `Broken`."""
    locked = _decided(actor, commitment, version)
    if not note.strip():
        raise Broken(_("Escriba por qué queda sin efecto."), "note")
    _change_state(locked, Event.VOIDED)
    return _end(actor, locked, Event.VOIDED, rules.check_note(note))


@transaction.atomic
def reopen_commitment(*, actor: Actor, commitment: Commitment, version: int, note: str) -> Commitment:
    """The secretariat opens a closed commitment again. Raises `PermissionDenied`, `Stale`, `Broken`."""
    locked = _decided(actor, commitment, version)
    _change_state(locked, Event.REOPENED)
    return _end(actor, locked, Event.REOPENED, rules.check_note(note))


def _update(commitment: Commitment, update: Update, speaker: Speaker, actor: Actor | None) -> Commitment:
    locked = _lock(commitment)
    if update.event not in OF_THE_OWNER:
        raise Broken(_("Elija qué desea registrar."), "event")
    event, note = Event(update.event), rules.check_note(update.note)
    _change_state(locked, event)
    if event is Event.ASKED:
        if update.due_on is None:
            raise Broken(_("Indique hasta qué fecha."), "due_on")
        rules.check_request(locked.due_on, update.due_on, note, timezone.localdate())
        locked.asked_due_on, locked.asked_reason = update.due_on, note
    elif event is Event.DONE:
        rules.check_evidence(needed=locked.needs_evidence, evidence=note, files=len(update.files))
        locked.evidence = note
    elif event is Event.COMMENTED and not note:
        raise Broken(_("Escriba el comentario."), "note")
    step = _step(locked, event, speaker, note, update.due_on if event is Event.ASKED else None)
    _keep(locked, step, update.files, actor)
    locked.version += 1
    locked.save()
    notices.told(locked, step, to_owner=speaker.source is StepSource.ON_BEHALF, besides=actor)
    return locked


def _change_state(locked: Commitment, event: Event) -> None:
    locked.state = CommitmentState(rules.next_commitment(locked.state, event))
    if locked.state in OPEN_STATES:
        locked.closed_on = None
    else:
        locked.closed_on = locked.closed_on or timezone.localdate()
        locked.asked_due_on, locked.asked_reason = None, ""


def _keep(locked: Commitment, step: CommitmentStep, files: Sequence[Checked], actor: Actor | None) -> None:
    if files and actor is None:
        raise Broken(_("Los archivos se entregan desde la cuenta, o por la secretaría técnica."), "attached")
    for each in files:
        assert actor is not None
        stored = accept(actor=actor, upload=each)
        CommitmentFile.objects.create(commitment=locked, step=step, stored=stored)


def _end(actor: Actor, locked: Commitment, event: Event, note: str, due_on: date | None = None) -> Commitment:
    speaker = Speaker(StepSource.ACCOUNT, actor.account.name, actor.capacity)
    step = _step(locked, event, speaker, note, due_on)
    locked.version += 1
    locked.save()
    notices.told(locked, step, to_owner=True, besides=actor)
    return locked


def _step(
    locked: Commitment, event: Event, speaker: Speaker, note: str, due_on: date | None = None
) -> CommitmentStep:
    return CommitmentStep.objects.create(
        commitment=locked,
        kind=event.value,
        note=note,
        due_on=due_on,
        source=speaker.source,
        spoken_by=speaker.spoken_by,
        capacity=speaker.capacity,
        person=speaker.person,
        entered_by=speaker.entered_by,
    )


def _lock(commitment: Commitment) -> Commitment:
    locked: Commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    return locked


def _decided(actor: Actor, commitment: Commitment, version: int) -> Commitment:
    actor.require(Role.SECRETARIAT)
    locked = _lock(commitment)
    require_same(seen=version, stored=locked.version)
    return locked
