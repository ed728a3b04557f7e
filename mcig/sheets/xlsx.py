"""Spreadsheets out: real dates, real numbers, and text that no program takes for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import IO, Any

from mcig.sheets.columns import Cell, Column, Row

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "yyyy-mm-dd"
MAX_TITLE = 31
LAST_OFFERED = 1001  # a list is offered as far down as an import reads


def write(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """A workbook of one sheet, as `write_book`."""
    return write_book([(title, columns, rows)])


def write_book(sheets: Iterable[tuple[str, Sequence[Column[Any]], Iterable[Any]]]) -> bytes:
    """A workbook in memory, as `write_into`."""
    stream = BytesIO()
    write_into(stream, sheets)
    return stream.getvalue()


def write_into(target: IO[bytes], sheets: Iterable[tuple[str, Sequence[Column[Any]], Iterable[Any]]]) -> None:
    """A workbook: of each sheet its title, a heading row from the columns, then a row for each of its rows.

    Rows are written as they come, none is kept. Characters that the format cannot carry are left out.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - a tenth of a second, for who exports only

    book = Workbook(write_only=True)
    for title, columns, rows in sheets:
        _fill(book.create_sheet(title[:MAX_TITLE]), columns, rows)
    book.save(target)


def _fill(sheet: Any, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = "B2"
    headings = [_put(WriteOnlyCell(sheet), str(column.label)) for column in columns]
    for heading in headings:
        heading.font = Font(bold=True)
    sheet.append(headings)
    _offer(sheet, columns)
    lines = 1
    for row in rows:
        sheet.append([_put(WriteOnlyCell(sheet), column.value(row)) for column in columns])
        lines += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{lines}"


def _offer(sheet: Any, columns: Sequence[Column[Any]]) -> None:
    """Lists to choose from, in the columns that have one: other words are not taken."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    for place, column in enumerate(columns, start=1):
        if column.options:
            letter = get_column_letter(place)
            offered = DataValidation(type="list", formula1=column.options, allow_blank=True)
            offered.add(f"{letter}2:{letter}{LAST_OFFERED}")
            sheet.data_validations.append(offered)


def _put(cell: Any, value: Cell) -> Any:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # whatever it begins with: «=1+1» is text here
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DATE_FORMAT
    return cell
