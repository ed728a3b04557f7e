"""A text that somebody proposes for a field, and the ficha and record with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mcig.rules import Broken, _
from projects.rules.limits import check
from projects.rules.record import check_record

if TYPE_CHECKING:
    from projects.rules.ficha import Ficha
    from projects.rules.record import Record

__all__ = ["PROPOSABLE", "check_proposal", "text_in", "with_text"]

_TEXTS = (
    "name",
    "thematic_area",
    "place",
    "beneficiaries",
    "duration",
    "general_objective",
    "description",
)
# One text on each line.
_LINES = ("specific_objectives", "results")
_RECORD = ("contact_name", "contact_email", "contact_phone", "amounts_note")
# The fields that are text alone; of any other a remark says in words what should change.
PROPOSABLE = frozenset((*_TEXTS, *_LINES, *_RECORD))


def text_in(ficha: Ficha, record: Record, subject: str) -> str:
    """What a proposable field says, a list line by line."""
    if subject in _LINES:
        return "\n".join(getattr(ficha, subject))
    return str(getattr(record if subject in _RECORD else ficha, subject))


def with_text(ficha: Ficha, record: Record, subject: str, text: str) -> tuple[Ficha, Record]:
    """Ficha and record with this text in the field."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    changed: dict[str, Any] = {subject: lines if subject in _LINES else text}
    if subject in _RECORD:
        return ficha, replace(record, **changed)
    return replace(ficha, **changed), record


def check_proposal(ficha: Ficha, record: Record, subject: str, text: str) -> None:
    """Raise `Broken` for a text that the field cannot hold, or that it holds already."""
    if subject not in PROPOSABLE:
        raise Broken(
            _("Para este campo no se propone un texto: escriba en la observación qué debe cambiar."),
            "proposed",
        )
    if text.strip() == text_in(ficha, record, subject).strip():
        raise Broken(_("El campo ya dice eso."), "proposed")
    changed = with_text(ficha, record, subject, text)
    try:
        check(changed[0])
        check_record(changed[1])
    except Broken as refusal:
        raise Broken(str(refusal), "proposed") from refusal
