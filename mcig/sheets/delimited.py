"""Comma-separated values out: UTF-8 that spreadsheets recognise, and no text that they would calculate."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import IO, Any

from mcig.sheets.columns import Cell, Column

CONTENT_TYPE = "text/csv; charset=utf-8"
# A spreadsheet takes a cell that begins so for a formula.
CALCULATES = ("=", "+", "-", "@", "\t", "\r")


def write_into(target: IO[bytes], columns: Sequence[Column[Any]], rows: Iterable[Any]) -> None:
    """A heading row and a row for each of the rows, written as they come.

    Begins with a byte order mark; dates as ISO 8601, numbers with a point; a text that a spreadsheet would
    calculate gets an apostrophe before it.
    """
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_guarded(str(column.label)) for column in columns])
    for row in rows:
        writer.writerow([_guarded(column.value(row)) for column in columns])
    text.detach()


def _guarded(value: Cell) -> object:
    if isinstance(value, str):
        value = value.replace("\x00", "")
        return f"'{value}" if value.startswith(CALCULATES) else value
    return "" if value is None else value
