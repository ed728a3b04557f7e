"""Values of a record as plain ones, for JSON and for columns, and back by the types that they declare."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from projects.rules import PartialDate

__all__ = ["made", "plain"]

Value = TypeVar("Value")


def plain(value: Any) -> Any:
    """Enumerations by value, amounts and dates as text, tuples as lists, frozen values as dictionaries."""
    match value:
        case Enum():
            return value.value
        case Decimal():
            return f"{value:.2f}"
        case PartialDate():
            return value.iso
        case tuple():
            return [plain(item) for item in value]
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value


def made(kind: type[Value], values: dict[str, Any]) -> Value:
    """The frozen value of this kind whose fields `plain` wrote.

    An empty text stands for nothing where nothing is allowed; a field that was not known yet when the values
    were written has its default. Raises `TypeError` for a missing field without one and `ValueError` for a
    value that is none of its type.
    """
    maker: Any = kind
    known = {name: hint for name, hint in _hints(maker).items() if name in values}
    made_of: Value = maker(**{name: _made(hint, values[name]) for name, hint in known.items()})
    return made_of


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(hint: Any, value: Any) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        if value is None or value == "":
            return None
        [hint] = [each for each in get_args(hint) if each is not type(None)]
    if get_origin(hint) is tuple:
        return tuple(_made(get_args(hint)[0], item) for item in value)
    if hint is PartialDate:
        return PartialDate.from_iso(value)
    if hint is Decimal:
        return Decimal(str(value))
    if is_dataclass(hint):
        kind: Any = hint
        return made(kind, value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum) else value
