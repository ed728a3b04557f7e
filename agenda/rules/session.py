"""The session of a meeting: what may be recorded when, its clock, its quorum, and the limits of its notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agenda.rules.meeting import Phase
from mcig.rules import Broken, _

NOTES_LENGTH = 20_000
NAME_LENGTH = 200
GUESTS = 100
# Notes and outcomes are completed until the minutes are approved; people arrive before it starts.
RECORDING = (Phase.IN_SESSION, Phase.HELD)
ATTENDING = (Phase.CONVENED, *RECORDING)
NOT_RECORDING = {
    Phase.CONVENED: _("La sesión aún no comienza: iníciela y después registre lo que ocurra en ella."),
    Phase.CLOSED: _("Lo que se registró en la sesión ya quedó aprobado: no cambia."),
}
TOO_LONG = _("Las notas de un punto son demasiado largas: caben 20 000 caracteres. No se guardó nada.")
NOT_CONVENED = _("La reunión no está convocada: no hay una sesión que registrar.")


@dataclass(frozen=True, slots=True)
class ItemClock:
    """The time of an item, in seconds; `planned` is 0 when none was given to it."""

    planned: int
    used: int

    @property
    def left(self) -> int | None:
        """What is left of the planned time, below zero when it has run over; None without a plan."""
        return self.planned - self.used if self.planned else None

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0


def item_clock(*, minutes: int, seconds_used: int, on_since: datetime | None, now: datetime) -> ItemClock:
    """The clock of an item at `now`: the time of its earlier turns, and since when it is on, if it is."""
    running = int((now - on_since).total_seconds()) if on_since else 0
    return ItemClock(minutes * 60, seconds_used + max(0, running))


@dataclass(frozen=True, slots=True)
class Quorum:
    """The seats that are there, of how many, and how many the meeting requires (None: it requires none)."""

    present: int
    seats: int
    required: int | None

    @property
    def missing(self) -> int:
        return max(0, (self.required or 0) - self.present)

    @property
    def reached(self) -> bool:
        return self.required is not None and self.missing == 0


def check_recording(phase: str, *, attendance: bool = False) -> None:
    """Raises `Broken` unless the meeting takes notes now (or, with `attendance`, who is there)."""
    if Phase(phase) not in (ATTENDING if attendance else RECORDING):
        raise Broken(NOT_RECORDING.get(Phase(phase), NOT_CONVENED))


def check_notes(notes: str) -> str:
    """The notes without a margin at their end. Raises `Broken` when they are too long."""
    if len(notes) > NOTES_LENGTH:
        raise Broken(TOO_LONG, "notes")
    return notes.rstrip()


def check_name(name: str, *, field: str) -> str:
    """A name in one line. Raises `Broken` when it is too long."""
    if len(name) > NAME_LENGTH:
        raise Broken(_("El nombre es demasiado largo: caben 200 caracteres."), field)
    return " ".join(name.split())


def check_times(started_at: datetime, ended_at: datetime | None, now: datetime) -> None:
    """Raises `Broken` for a session that ends before it starts, or lies in the future."""
    if started_at > now or (ended_at and ended_at > now):
        raise Broken(_("La sesión no pudo ocurrir en el futuro: revise las horas."), "ended_at")
    if ended_at and ended_at <= started_at:
        raise Broken(_("La sesión no puede terminar antes de haber comenzado: revise las horas."), "ended_at")
