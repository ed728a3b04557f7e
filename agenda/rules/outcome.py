"""The life of decisions and commitments, as literal tables, and the limits of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mcig.rules import Broken, State, _, last_come

OUTCOME_LENGTH = 2_000
NOTE_LENGTH = 4_000
# Days from the due date on which the owner is reminded; after it once.
REMINDER_HOUR = 8
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


class DecisionPhase(State):
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    FULFILLED = "fulfilled"


class DecisionEvent(State):
    REPLACED = "replaced"
    FULFILLED = "fulfilled"
    RESTORED = "restored"


DECISIONS: dict[tuple[DecisionPhase, DecisionEvent], DecisionPhase] = {
    (DecisionPhase.IN_FORCE, DecisionEvent.REPLACED): DecisionPhase.REPLACED,
    (DecisionPhase.IN_FORCE, DecisionEvent.FULFILLED): DecisionPhase.FULFILLED,
    (DecisionPhase.REPLACED, DecisionEvent.RESTORED): DecisionPhase.IN_FORCE,
    (DecisionPhase.FULFILLED, DecisionEvent.RESTORED): DecisionPhase.IN_FORCE,
}


class CommitmentPhase(State):
    """What is stored; overdue follows from the date."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    FULFILLED = "fulfilled"
    VOID = "void"


class CommitmentEvent(State):
    """What happens to a commitment; the last three change nothing but are told."""

    STARTED = "started"
    DONE = "done"
    VOIDED = "voided"
    REOPENED = "reopened"
    COMMENTED = "commented"
    ASKED = "asked"
    EXTENDED = "extended"
    REFUSED = "refused"


_OPEN = (CommitmentPhase.PENDING, CommitmentPhase.IN_PROGRESS)
COMMITMENTS: dict[tuple[CommitmentPhase, CommitmentEvent], CommitmentPhase] = {
    (CommitmentPhase.PENDING, CommitmentEvent.STARTED): CommitmentPhase.IN_PROGRESS,
    (CommitmentPhase.FULFILLED, CommitmentEvent.REOPENED): CommitmentPhase.IN_PROGRESS,
    (CommitmentPhase.VOID, CommitmentEvent.REOPENED): CommitmentPhase.IN_PROGRESS,
    **{(phase, CommitmentEvent.DONE): CommitmentPhase.FULFILLED for phase in _OPEN},
    **{(phase, CommitmentEvent.VOIDED): CommitmentPhase.VOID for phase in _OPEN},
    **{
        (phase, event): phase
        for phase in _OPEN
        for event in (CommitmentEvent.ASKED, CommitmentEvent.EXTENDED, CommitmentEvent.REFUSED)
    },
    **{(phase, CommitmentEvent.COMMENTED): phase for phase in CommitmentPhase},
}


def label_of(year: int | None, number: int | None) -> str:
    """A number as people and addresses write it, «2024-003»; empty while there is none."""
    return "" if number is None else f"{year}-{number:03d}"


def next_decision(phase: str, event: DecisionEvent) -> DecisionPhase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return DECISIONS[DecisionPhase(phase), event]
    except KeyError:
        raise Broken(_("El acuerdo ya no está en un estado que permita hacerlo.")) from None


def next_commitment(phase: str, event: CommitmentEvent) -> CommitmentPhase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return COMMITMENTS[CommitmentPhase(phase), event]
    except KeyError:
        raise Broken(_("El compromiso ya no está en un estado que permita hacerlo.")) from None


def check_text(text: str) -> str:
    """The text without its margins. Raises `Broken` when it is missing or too long."""
    if not text.strip():
        raise Broken(_("Escriba el texto."), "text")
    if len(text) > OUTCOME_LENGTH:
        raise Broken(_("El texto es demasiado largo: caben 2 000 caracteres."), "text")
    return text.strip()


def check_note(note: str, *, field: str = "note") -> str:
    """The words without their margins. Raises `Broken` when they are too long."""
    if len(note) > NOTE_LENGTH:
        raise Broken(_("El texto es demasiado largo: caben 4 000 caracteres."), field)
    return note.strip()


def check_day(day: date | None, *, field: str) -> None:
    """Raises `Broken` for a day outside the years that a register can mean."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise Broken(_("La fecha debe estar entre los años 2000 y 2199."), field)


def check_taken(taken_on: date, today: date) -> None:
    """A decision is registered once it was taken."""
    check_day(taken_on, field="taken_on")
    if taken_on > today:
        raise Broken(_("Un acuerdo se registra cuando ya se tomó: esa fecha está en el futuro."), "taken_on")


def check_dates(start_on: date | None, due_on: date | None) -> None:
    """A commitment is due on or after the day it begins."""
    check_day(start_on, field="start_on")
    check_day(due_on, field="due_on")
    if start_on and due_on and due_on < start_on:
        raise Broken(_("La fecha compromiso es anterior a la de inicio."), "due_on")


def check_request(due_on: date | None, asked: date, reason: str, today: date) -> None:
    """More time is asked for a later day that is still to come, with a reason."""
    check_day(asked, field="due_on")
    if due_on is None:
        raise Broken(_("El compromiso no tiene fecha: no hace falta pedir más tiempo."), "due_on")
    if asked <= due_on or asked < today:
        raise Broken(
            _("La fecha que se pide debe ser posterior a la fecha compromiso y no haber pasado."), "due_on"
        )
    if not reason.strip():
        raise Broken(_("Escriba por qué hace falta más tiempo."), "note")


def check_evidence(*, needed: bool, evidence: str, files: int) -> None:
    """What must be shown before a commitment counts as fulfilled."""
    if needed and not evidence.strip() and not files:
        raise Broken(_("Este compromiso se cumple con evidencia: descríbala o adjunte un archivo."), "note")


def check_replacement(decision: int, by: int, replaced_by: Mapping[int, int | None]) -> None:
    """A decision is replaced by another one that is not, at the end of its own chain, replaced by it.

    `replaced_by` gives, by key, the decision that replaces each one.
    """
    if decision == by:
        raise Broken(_("Un acuerdo no se sustituye a sí mismo."), "replaced_by")
    following: int | None = by
    seen: set[int] = set()
    while following is not None and following not in seen:
        seen.add(following)
        following = replaced_by.get(following)
        if following == decision:
            raise Broken(
                _("Ese acuerdo fue sustituido, a su vez, por este: se sustituirían en círculo."),
                "replaced_by",
            )


def reminder_due(*, due: date, since: date, today: date, days: Iterable[int]) -> int | None:
    """The reminder whose day has come, in `days` from the due date; None when there is none.

    One whose day was over when the commitment was registered is not sent, and after a downtime only the last.
    """
    return last_come({each: due + timedelta(days=each) for each in days}, since=since, now=today)
