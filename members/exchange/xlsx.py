"""Spreadsheets out: real dates, real numbers, and text that no program takes for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from members.tables import Cell, Column, Row

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "yyyy-mm-dd"
MAX_TITLE = 31


def write(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """A workbook of one sheet, as `write_book`."""
    return write_book([(title, columns, rows)])


def write_book(sheets: Iterable[tuple[str, Sequence[Column[Any]], Iterable[Any]]]) -> bytes:
    """A workbook: of each sheet its title, a heading row from the columns, then a row for each of its rows.

    Characters that the format cannot carry are left out.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - a tenth of a second, for who exports only

    book = Workbook()
    book.remove(book.active)
    for title, columns, rows in sheets:
        _fill(book.create_sheet(title[:MAX_TITLE]), columns, rows)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for place, column in enumerate(columns, start=1):
        _put(sheet.cell(1, place), str(column.label))
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for line, row in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            _put(sheet.cell(line, place), column.value(row))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Any, value: Cell) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # whatever it begins with: «=1+1» is text here
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DATE_FORMAT
