"""The matrix: one project a row, in columns of which somebody said what they mean."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO, StringIO
from typing import Any

from mcig.rules import Broken, _
from projects.formats.matrix_row import Cell, suggestion_of
from projects.rules.incoming import Reader
from projects.rules.incoming.columns import guess, heading_key

__all__ = ["Columns", "columns_in", "read_matrix"]

MAX_ROWS, MAX_COLUMNS, MAX_TEXT = 5_000, 200, 12_000
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings with what each means; `are_known` when nobody has to be asked."""

    targets: dict[str, str]
    are_known: bool


def columns_in(content: bytes, remembered: Mapping[str, str]) -> Columns:
    """The headings of a matrix with what was remembered of each, or else what they suggest."""
    headings = _headings(next(_rows(content), []))
    known = {
        heading: remembered[heading_key(heading)]
        for heading in headings
        if heading_key(heading) in remembered
    }
    targets = {heading: known.get(heading, guess(heading)) for heading in headings}
    return Columns(targets, len(known) == len(headings))


def read_matrix(content: bytes, targets: Mapping[str, str]) -> Iterator[Reader]:
    """The rows, each to be read; empty ones are left out.

    `targets` gives the meaning of each heading. Raises `Broken` for a file that is no matrix, with formulas,
    or beyond `MAX_ROWS` and `MAX_COLUMNS`.
    """
    rows = _rows(content)
    headings = _headings(next(rows, []))
    if "name" not in targets.values():
        raise Broken(_("Diga qué columna es el nombre del proyecto."), "file")
    for line, row in enumerate(rows, start=2):
        if line > MAX_ROWS + 1:
            raise Broken(
                _("El archivo tiene más de %(most)d renglones; divídalo.") % {"most": MAX_ROWS}, "file"
            )
        cells = [(heading, cell) for heading, cell in zip(headings, row, strict=False) if cell != ""]
        if cells:
            yield partial(suggestion_of, cells, targets, place=f"#{line}")


def _headings(row: list[Cell]) -> list[str]:
    headings = [" ".join(str(cell).split())[:300] for cell in row]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise Broken(_("El primer renglón de la hoja no tiene encabezados."), "file")
    if len(headings) > MAX_COLUMNS:
        raise Broken(_("El archivo tiene más de %(most)d columnas.") % {"most": MAX_COLUMNS}, "file")
    named = [heading for heading in headings if heading]
    if twice := sorted({heading for heading in named if named.count(heading) > 1}):
        raise Broken(_("Hay columnas repetidas: %(names)s.") % {"names": ", ".join(twice[:10])}, "file")
    return headings


def _rows(content: bytes) -> Iterator[list[Cell]]:
    yield from _sheet(content) if content.startswith(ZIP) else _table(content)


def _table(content: bytes) -> Iterator[list[Cell]]:
    text = content.decode("utf-8-sig")
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True):
            yield [
                cell.strip().removeprefix("'") if cell[:2] in {"'=", "'+", "'-", "'@"} else cell.strip()
                for cell in row
            ]
    except csv.Error:
        raise Broken(_("La tabla CSV está dañada y no se puede leer."), "file") from None


def _sheet(content: bytes) -> Iterator[list[Cell]]:
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            for row in book.worksheets[0].iter_rows(max_col=MAX_COLUMNS + 1):
                yield [_cell(cell) for cell in row]
        finally:
            book.close()
    except Broken:
        raise
    except GeneratorExit:
        raise
    except Exception:
        # A hostile or cut file makes the reader fail in any way; for the person it is one and the same.
        raise Broken(_("El archivo está dañado y no se puede leer."), "file") from None


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if cell.data_type == "f":
        raise Broken(
            _("La celda %(cell)s contiene una fórmula; sustitúyala por su valor.")
            % {"cell": cell.coordinate},
            "file",
        )
    if isinstance(value, datetime | date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return str(value).strip()[:MAX_TEXT]
