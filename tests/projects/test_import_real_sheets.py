"""Sheets as donors write them, entered as a matrix, in Word and as IATI: nothing lost, what is doubtful said.

The collection is read where a machine has it beside the project; without it there is nothing to prove here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from projects.actions import imports, imports_applying
from projects.formats.plain import plain
from projects.formats.suggestion_json import dumped, loaded
from projects.models import ImportEntry, ImportState, Project
from projects.rules import Goal
from projects.rules.incoming import Certainty
from projects.rules.incoming.columns import MORE, guess
from projects.rules.record import Flow, Participation, Significance, Target, Working
from tests.support.activities import activities
from tests.support.cast import Cast
from tests.support.originals import real_sheets
from tests.support.project_imports import taken, word

Written = Callable[[list[tuple[str, str]]], bytes]


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


@pytest.mark.parametrize(("suffix", "written"), [("xlsx", matrix), ("docx", word), ("xml", activities)])
def test_every_sheet_enters_with_nothing_lost(cast: Cast, suffix: str, written: Written) -> None:
    sheets = real_sheets()
    lost = {}
    for number, sheet in enumerate(sheets):
        cells = cells_of(sheet)
        batch = taken(cast, f"{number}.{suffix}", written(cells), country="")
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


def test_a_sheet_in_word_fills_the_fields_of_the_record(cast: Cast) -> None:
    """What the form has no row for is read as the matrix reads it."""
    sheet = next(each for each in real_sheets() if each["id"] == "femp-64236")
    rows = [
        (name.removeprefix("Marcadores "), text) for name, text in cells_of(sheet)
    ]  # a heading above them
    read = loaded(taken(cast, "a.docx", word(rows)).entries.get().data)
    dates = [each.iso if each else None for each in (read.ficha.start, read.ficha.end)]
    assert dates == ["2024-12-30", "2025-12-29"]
    assert (read.record.total, read.record.currency) == (Decimal("99595.39"), "EUR")
    assert (read.record.purpose_code, str(read.record.marker)) == ("15170", "2")
    assert "Entrepueblos" in str(read.record.participations)


def test_what_a_word_sheet_says_twice_stays_as_the_form_says_it(cast: Cast) -> None:
    rows = [
        ("Nombre Proyecto", "Un proyecto (ejemplo)"),
        ("Duración (en meses)", "12 meses, desde noviembre de 2023"),
        ("Fecha inicio", "01/03/2022"),
        ("Fecha fin", "30/11/2024"),
        ("Importe total del proyecto", "mucho"),
    ]
    read = loaded(taken(cast, "a.docx", word(rows)).entries.get().data)
    assert (read.ficha.start and read.ficha.start.iso, read.ficha.end and read.ficha.end.iso) == (
        "2023-11",
        "2024-11-30",
    )
    unread = [(each.field, each.text, each.reason) for each in read.unread]
    assert ("start", "1 de marzo de 2022", "La ficha lo dice también en otro renglón.") in unread
    assert any(text == "Importe total del proyecto: mucho" for _field, text, _reason in unread)


def test_a_sheet_as_iati_fills_the_same_fields_and_says_what_it_could_not_place(cast: Cast) -> None:
    [sheet] = [each for each in real_sheets() if each["id"] == "femp-donostia-2020"]
    read = loaded(taken(cast, "a.xml", activities(cells_of(sheet)), country="").entries.get().data)
    words = "Lograr la igualdad de género y empoderar a todas las mujeres y niñas"
    assert read.ficha.goals == (Goal(5, words),)
    assert [each.iso if each else None for each in (read.ficha.start, read.ficha.end)] == [
        "2020-09-22",
        "2021-09-22",
    ]
    record, donor = read.record, "Donostia-San Sebastián"
    assert record.participations == (
        Participation(donor, Working.FUNDING),
        Participation("MUGEN - Mugen Gainetik", Working.EXTENDING),
        Participation("Colectiva de mujeres para el desarrollo local", Working.IMPLEMENTING),
    )
    assert (record.purpose_code, record.marker, record.targets) == (
        "15170",
        Significance.PRINCIPAL,
        (Target("5.5"),),
    )
    assert record.flows == (
        Flow(donor, "EUR", 2020, committed=Decimal("46955.76"), disbursed=Decimal("32869.03")),
        Flow(donor, "EUR", 2021, foreseen=Decimal("14086.73")),
    )
    assert [(each.field, each.text.split(" · ")[0]) for each in read.unread] == [
        ("total", "budget: 1"),
        ("", "recipient-region: 1"),
        ("", "sector: 2"),
        ("", "policy-marker: 99"),
    ]


def test_a_sheet_in_another_language_is_doubtful_as_iati(cast: Cast) -> None:
    [sheet] = [each for each in real_sheets() if each["id"] == "giz-40777"]
    read = loaded(taken(cast, "a.xml", activities(cells_of(sheet)), country="").entries.get().data)
    assert {name: mark.certainty for name, mark in read.marks.items()} == {
        "name": Certainty.DOUBTFUL,
        "description": Certainty.DOUBTFUL,
    }


def cells_of(sheet: dict[str, Any]) -> list[tuple[str, str]]:
    named = ("Nombre del proyecto", sheet["titulo"]), ("Fuente", sheet["fuente"])
    return [*named, *flat(sheet["campos"])]


def is_code(text: str) -> bool:
    """Whether a text became a date, an amount, a marker or a code: those are tested by themselves."""
    words = ("principal", "significativo", "no orientado", "otros fines", "meta ", "1517", "1518")
    return (
        text.lower().startswith(words)
        or any(mark in text for mark in ("€", " de 20", "/20"))
        or "20" in text[:2]
    )
