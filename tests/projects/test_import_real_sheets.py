"""Sheets as donors write them, entered as a matrix: nothing is lost, and what is doubtful is said.

The collection is read where a machine has it beside the project; without it there is nothing to prove here.
"""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from projects.actions import imports, imports_applying
from projects.formats.plain import plain
from projects.formats.suggestion_json import dumped, loaded
from projects.models import ImportEntry, ImportState, Project
from projects.rules.incoming.columns import MORE, guess
from tests.support.cast import Cast
from tests.support.originals import real_sheets
from tests.support.project_imports import taken


def flat(value: Any, name: str = "") -> list[tuple[str, str]]:
    """Every value of a sheet with its heading; lists as lines."""
    if isinstance(value, dict):
        return [pair for key, each in value.items() for pair in flat(each, f"{name} {key}".strip())]
    return [(name, "\n".join(value) if isinstance(value, list) else str(value))]


def matrix(cells: list[tuple[str, str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([name for name, _text in cells])
    sheet.append([text for _name, text in cells])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_every_sheet_enters_with_nothing_lost(cast: Cast) -> None:
    sheets = real_sheets()
    lost = {}
    for number, sheet in enumerate(sheets):
        cells = [
            ("Nombre del proyecto", sheet["titulo"]),
            ("Fuente", sheet["fuente"]),
            *flat(sheet["campos"]),
        ]
        batch = taken(cast, f"{number}.xlsx", matrix(cells))
        if batch.state == ImportState.COLUMNS:
            columns = {name: guess(name) or guess(name.split(" ", 1)[-1]) or MORE for name, _text in cells}
            imports.map_columns(actor=cast.actor("french"), batch=batch, columns=columns)
        entry = batch.entries.get()
        told = json.dumps(dumped(loaded(entry.data)), ensure_ascii=False, default=plain)
        kept = "".join(told.replace("\\n", " ").replace('\\"', '"').split()).lower()
        lost[sheet["id"]] = [
            f"{name}: {line}"
            for name, text in cells
            for line in text.split("\n")
            if "".join(line.removeprefix("ODS5 - ").split()).lower() not in kept and not is_code(line)
        ]
        if entry.state == "new":
            batch.refresh_from_db()
            imports_applying.apply(actor=cast.actor("french"), batch=batch, version=batch.version)
    assert lost == {sheet["id"]: [] for sheet in sheets}
    assert Project.objects.count() == len(sheets) - 1
    same = ImportEntry.objects.get(title__startswith="Fortalecimiento", state="changed")
    assert [each["reasons"][0] for each in same.likely] == ["title"]


def is_code(text: str) -> bool:
    """Whether a text became a date, an amount, a marker or a code: those are tested by themselves."""
    words = ("principal", "significativo", "no orientado", "otros fines", "meta ", "1517", "1518")
    return (
        text.lower().startswith(words)
        or any(mark in text for mark in ("€", " de 20", "/20"))
        or "20" in text[:2]
    )
