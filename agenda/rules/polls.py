"""The life of a date poll, as a literal table, and what its answers amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mcig.rules import Broken, State, _, last_come

POLL_LINK = "date-poll"
SLOTS = 10
FEWEST_SLOTS = 2
TEXT_LENGTH = 2_000


class Phase(State):
    """Where a poll stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Event(State):
    """What happens to a poll."""

    OPENED = "opened"
    CHOSEN = "chosen"
    CANCELLED = "cancelled"


PHASES: dict[tuple[Phase, Event], Phase] = {
    (Phase.DRAFT, Event.OPENED): Phase.OPEN,
    (Phase.DRAFT, Event.CANCELLED): Phase.CANCELLED,
    (Phase.OPEN, Event.CHOSEN): Phase.CLOSED,
    (Phase.OPEN, Event.CANCELLED): Phase.CANCELLED,
}


class Choice(State):
    """What a seat says of one slot."""

    YES = "yes"
    IF_NEEDED = "if_needed"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Total:
    """How many seats said what of a slot; `missing` have not answered."""

    yes: int
    if_needed: int
    no: int
    missing: int

    @property
    def possible(self) -> int:
        return self.yes + self.if_needed


def next_phase(phase: str, event: Event) -> Phase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return PHASES[Phase(phase), event]
    except KeyError:
        raise Broken(_("La encuesta de fechas ya no está en un estado que permita hacerlo.")) from None


def check_slots(slots: Sequence[datetime], now: datetime) -> list[datetime]:
    """The slots in their order. Raises `Broken` for too few, too many, one twice, or one that has passed."""
    if len(slots) < FEWEST_SLOTS:
        raise Broken(_("Proponga al menos dos fechas."), "slots")
    if len(slots) > SLOTS:
        raise Broken(_("Una encuesta tiene como máximo 10 fechas."), "slots")
    if len(set(slots)) < len(slots):
        raise Broken(_("Una de las fechas está repetida."), "slots")
    if min(slots) <= now:
        raise Broken(_("Una de las fechas propuestas ya pasó."), "slots")
    return sorted(slots)


def check_deadline(deadline: datetime | None, first_slot: datetime, now: datetime) -> datetime:
    """The deadline. Raises `Broken` when it is missing, past, or after the first slot."""
    if deadline is None:
        raise Broken(_("Indique hasta cuándo se puede responder."), "deadline")
    if deadline <= now:
        raise Broken(_("El plazo debe terminar en el futuro."), "deadline")
    if deadline > first_slot:
        raise Broken(_("El plazo debe terminar antes de la primera de las fechas propuestas."), "deadline")
    return deadline


def check_choices(choices: Mapping[int, str], slots: Iterable[int]) -> dict[str, str]:
    """The choice for each slot, by the slot's key. Raises `Broken` unless every slot has a known one."""
    wanted = list(slots)
    if any(choices.get(slot) not in set(Choice) for slot in wanted):
        raise Broken(_("Responda por cada una de las fechas: sí, si es necesario o no."))
    return {str(slot): choices[slot] for slot in wanted}


def why_closed(phase: str, deadline: datetime | None, now: datetime) -> str:
    """Why the poll takes no answer any more, as a sentence; empty while it does."""
    if phase == Phase.CANCELLED:
        return str(_("La encuesta de fechas se retiró: ya no hace falta responder."))
    if phase == Phase.CLOSED:
        return str(_("La secretaría técnica ya eligió la fecha: la encuesta está cerrada."))
    if phase == Phase.DRAFT:
        return str(_("La encuesta de fechas aún no se abre."))
    if deadline is None or now >= deadline:
        return str(_("El plazo para responder ya terminó."))
    return ""


def total(slot: int, answers: Iterable[Mapping[str, str]]) -> Total:
    """What the answers say of a slot; one that is empty is missing."""
    given = [answer.get(str(slot)) for answer in answers]
    return Total(
        yes=given.count(Choice.YES),
        if_needed=given.count(Choice.IF_NEEDED),
        no=given.count(Choice.NO),
        missing=given.count(None),
    )


def best(totals: Mapping[int, Total]) -> set[int]:
    """The slots that suit most: first by how many can, then by how many gladly. None when nobody can."""
    ranks = {slot: (each.possible, each.yes) for slot, each in totals.items() if each.possible}
    return {slot for slot, rank in ranks.items() if rank == max(ranks.values())}


def reminder_due(*, opened: datetime, deadline: datetime, now: datetime, days: Iterable[int]) -> int | None:
    """The reminder whose moment has come, in `days` before the deadline; None when there is none."""
    moments = {before: deadline - timedelta(days=before) for before in days}
    return last_come(moments, since=opened, now=now) if now < deadline else None
