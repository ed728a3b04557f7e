"""What changed between two fichas, field by field, in words that a reader understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from mcig.dates import PartialDate, write_date
from mcig.rules import _
from projects.rules.duration import months_text
from projects.rules.ficha import LABELS, Ficha, Goal, Institution, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["Difference", "Texts", "compared", "differences", "field_texts"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `field` is the attribute of the value; an empty text: there was, or is, nothing."""

    field: str
    label: StrPromise | str
    before: str
    after: str


Texts = Callable[[Any, str], tuple[str, ...]]


def differences(old: Ficha, new: Ficha) -> tuple[Difference, ...]:
    """Every change from `old` to `new` in the order of the form; lists are compared position by position."""
    return compared(old, new, labels=LABELS, texts=field_texts)


def compared(old: Any, new: Any, *, labels: Mapping[str, StrPromise], texts: Texts) -> tuple[Difference, ...]:
    """Every change between two frozen values of one kind, in the order of their fields.

    `texts(value, field)` gives the readable texts of a field.
    """
    found: list[Difference] = []
    for field in (field.name for field in fields(old)):
        in_list = isinstance(getattr(old, field), tuple)
        pairs = zip_longest(texts(old, field), texts(new, field), fillvalue="")
        for position, (before, after) in enumerate(pairs, start=1):
            if before != after:
                label = _numbered(labels[field], position) if in_list else labels[field]
                found.append(Difference(field, label, before, after))
    return tuple(found)


def field_texts(ficha: Ficha, field: str) -> tuple[str, ...]:
    """A field's value as readable texts in the active language: one per item of a list, none when empty."""
    value = getattr(ficha, field)
    if value is None or value == "":
        return ()
    return tuple(_text(item) for item in value) if isinstance(value, tuple) else (_text(value),)


def _numbered(label: StrPromise, position: int) -> StrPromise | str:
    return _("%(label)s, n.º %(position)d") % {"label": label, "position": position}


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
