"""Every list leaves as Excel, CSV and JSON, as it is read, and nothing in it calculates."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from mcig.sheets import delimited, plain_json, xlsx
from mcig.sheets.columns import Column
from tests.support.cast import Cast
from tests.support.consultations import opened
from tests.support.meetings import convened, meeting, theme
from tests.support.outcomes import decision

COLUMNS: tuple[Column[tuple[Any, ...]], ...] = (
    Column("Título", lambda row: row[0]),
    Column("Fecha", lambda row: row[1], key="on"),
    Column("Número", lambda row: row[2]),
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://mal.example")')


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    row = (text, date(2024, 3, 1), 7)
    sheet = load_workbook(io.BytesIO(xlsx.write("Lista", COLUMNS, [row]))).active
    assert sheet is not None
    told = [(cell.data_type, cell.value) for cell in sheet[2]]
    assert told[0] == ("s", text)
    assert (told[1][0], told[1][1].date(), told[2]) == ("d", date(2024, 3, 1), ("n", 7))
    stream = io.BytesIO()
    delimited.write_into(stream, COLUMNS, [row])
    assert stream.getvalue().startswith(b"\xef\xbb\xbf")
    [_heading, cells] = csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline=""))
    assert cells == [f"'{text}", "2024-03-01", "7"]


def test_json_names_are_those_of_programs() -> None:
    stream = io.BytesIO()
    plain_json.write_into(stream, COLUMNS, [("uno", date(2024, 3, 1), 7), ("dos", None, None)])
    assert json.loads(stream.getvalue()) == [
        {"titulo": "uno", "on": "2024-03-01", "numero": 7},
        {"titulo": "dos", "on": None, "numero": None},
    ]


LISTS = (
    "/integrantes/lista",
    "/reuniones/reuniones",
    "/agenda-tematica/temas",
    "/acuerdos/acuerdos",
    "/consultas/consultas",
)


@pytest.mark.django_db
def test_lists_leave_as_they_are_read(cast: Cast) -> None:
    convened(cast, "=Reunión de abril")
    meeting(cast, "Borrador reservado")
    theme()
    decision(cast)
    opened(cast)
    browser = cast.client("french")
    for address in LISTS:
        rows = json.loads(browser.get(f"{address}.json").content)
        content = browser.get(f"{address}.csv", headers={"accept-language": "en"}).content.decode("utf-8-sig")
        book = load_workbook(io.BytesIO(browser.get(f"{address}.xlsx").content))
        assert book.active is not None
        lines = list(csv.DictReader(io.StringIO(content, newline="")))
        assert len(lines) == len(rows) == book.active.max_row - 1 > 0, address
        assert "Borrador reservado" not in content
        assert browser.get(f"{address}.exe").status_code == 404
    meetings = browser.get("/reuniones/reuniones.csv", headers={"accept-language": "en"}).content.decode()
    assert "'=Reunión de abril" in meetings
    assert "Meeting,Kind," in meetings
