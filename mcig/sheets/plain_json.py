"""Lists as JSON: an array of objects whose names are the same in every language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

from mcig.sheets.columns import Cell, Column

CONTENT_TYPE = "application/json; charset=utf-8"


def write_into(target: IO[bytes], columns: Sequence[Column[Any]], rows: Iterable[Any]) -> None:
    """An object for each of the rows, written as they come; dates as ISO 8601, amounts as text."""
    named = [(column.name, column.value) for column in columns]
    target.write(b"[")
    for position, row in enumerate(rows):
        target.write(b",\n" if position else b"\n")
        told = {name: _plain(value(row)) for name, value in named}
        target.write(json.dumps(told, ensure_ascii=False).encode())
    target.write(b"\n]\n")


def _plain(value: Cell) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
