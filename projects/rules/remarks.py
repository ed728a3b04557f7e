"""The life of a remark on a ficha: made, answered by the owner, resolved by whoever made it or reviews."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mcig.rules import Broken, State, _
from projects.rules.ficha import LABELS, ROWS
from projects.rules.limits import check_printable
from projects.rules.record import RECORD_LABELS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = [
    "REMARK_LENGTH",
    "REMARK_TRANSITIONS",
    "SUBJECTS",
    "Outcome",
    "RemarkEvent",
    "RemarkState",
    "after_remark",
    "check_remark",
]

REMARK_LENGTH = 4_000
# What a remark may be about: a row of the form or a field of the record; empty is the whole.
SUBJECTS: dict[str, StrPromise] = {
    "": _("La ficha en general"),
    **{row: LABELS[row] for row in ROWS},
    "general_objective": LABELS["general_objective"],
    "specific_objectives": LABELS["specific_objectives"],
    "updated_on": LABELS["updated_on"],
    **RECORD_LABELS,
}


class RemarkState(State):
    """Where a remark stands."""

    OPEN = "open"
    ANSWERED = "answered"
    RESOLVED = "resolved"

    @property
    def label(self) -> StrPromise:
        """The word for this state in the reader's language."""
        return _LABELS[self]


_LABELS = {
    RemarkState.OPEN: _("sin respuesta"),
    RemarkState.ANSWERED: _("respondida"),
    RemarkState.RESOLVED: _("resuelta"),
}


class Outcome(State):
    """What became of a proposed text."""

    ACCEPTED = "accepted"
    DECLINED = "declined"

    @property
    def label(self) -> StrPromise:
        """The word for this outcome in the reader's language."""
        return _OUTCOMES[self]


_OUTCOMES = {Outcome.ACCEPTED: _("aceptada"), Outcome.DECLINED: _("no aceptada")}


class RemarkEvent(StrEnum):
    """What may happen to a remark."""

    ANSWER = "answer"
    RESOLVE = "resolve"


REMARK_TRANSITIONS: dict[tuple[RemarkState, RemarkEvent], RemarkState] = {
    (RemarkState.OPEN, RemarkEvent.ANSWER): RemarkState.ANSWERED,
    (RemarkState.ANSWERED, RemarkEvent.ANSWER): RemarkState.ANSWERED,
    (RemarkState.OPEN, RemarkEvent.RESOLVE): RemarkState.RESOLVED,
    (RemarkState.ANSWERED, RemarkEvent.RESOLVE): RemarkState.RESOLVED,
}


def after_remark(state: RemarkState, event: RemarkEvent) -> RemarkState:
    """The state that follows; raises `Broken` for a remark that was resolved."""
    if (state, event) not in REMARK_TRANSITIONS:
        raise Broken(_("Esta observación ya está resuelta; si hace falta, escriba otra."))
    return REMARK_TRANSITIONS[state, event]


def check_remark(text: str, subject: str = "") -> None:
    """Raise `Broken` for a text that is empty, too long or unprintable, and for an unknown subject."""
    if not text.strip():
        raise Broken(_("Escriba el texto."), "text")
    check_printable("text", text, label=_("Observación"), most=REMARK_LENGTH)
    if subject not in SUBJECTS:
        raise Broken(_("Elija de la lista a qué se refiere la observación."), "subject")
