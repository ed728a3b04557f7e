"""What changed between two fichas, field by field, in words that a reader understands."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from mcig.rules import _
from projects.rules.dates import PartialDate, write_date
from projects.rules.duration import months_text
from projects.rules.ficha import LABELS, Ficha, Goal, Institution, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["Difference", "differences", "field_texts"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `field` is the attribute of `Ficha`; an empty text means that there was, or is, nothing."""

    field: str
    label: StrPromise | str
    before: str
    after: str


def differences(old: Ficha, new: Ficha) -> tuple[Difference, ...]:
    """Every change from `old` to `new` in the order of the form; lists are compared position by position."""
    found: list[Difference] = []
    for field in (field.name for field in fields(Ficha)):
        pairs = zip_longest(field_texts(old, field), field_texts(new, field), fillvalue="")
        for position, (before, after) in enumerate(pairs, start=1):
            if before != after:
                found.append(Difference(field, _label(old, field, position), before, after))
    return tuple(found)


def field_texts(ficha: Ficha, field: str) -> tuple[str, ...]:
    """A field's value as readable texts in the active language: one per item of a list, none when empty."""
    value = getattr(ficha, field)
    if value is None or value == "":
        return ()
    return tuple(_text(item) for item in value) if isinstance(value, tuple) else (_text(value),)


def _label(ficha: Ficha, field: str, position: int) -> StrPromise | str:
    if isinstance(getattr(ficha, field), tuple):
        return _("%(label)s, n.º %(position)d") % {"label": LABELS[field], "position": position}
    return LABELS[field]


def _text(value: object) -> str:
    match value:
        case Goal(number, text):
            return (_("Objetivo %(number)d") % {"number": number}) + (f": {text}" if text else "")
        case Institution(group, name):
            return f"{group}: {name}" if group else name
        case Status():
            return str(value.label)
        case PartialDate() | date():
            return write_date(value)
        case int():
            return months_text(value)
        case _:
            return str(value)
