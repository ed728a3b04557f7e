from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules import DeclaredDuration, PartialDate, Status, months_text, read_duration, read_months
from tests.support.originals import real_sheets

NOVEMBER = PartialDate.from_iso("2023-11")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("12 meses", 12),
        ("2 años", 24),
        ("un año", 12),
        ("Dieciocho meses", 18),
        ("treinta y seis meses", 36),
        ("un año y medio", 18),
        ("2 años y 6 meses", 30),
        ("2,5 años", 30),
        ("medio año", 6),
        ("dos semestres", 12),
        ("12 (doce) meses", 12),
        ("12", 12),
        ("en 2023", None),
        ("los años 2023 y 2024", None),
        ("", None),
        ("0 meses", None),
        ("9999 meses", None),
    ],
)
def test_months_as_people_write_them(text: str, months: int | None) -> None:
    assert read_months(text) == months


@given(st.integers(1, 600))
def test_months_written_and_read(months: int) -> None:
    assert read_months(months_text(months)) == months


def test_duration_of_parent_and_child() -> None:
    said = read_duration("24 meses la intervención completa; 12 meses la parte financiada por la Diputación")
    assert said.months == (24, 12)


def test_duration_with_two_possible_lengths() -> None:
    assert read_duration("3 o 5 años").months == (36, 60)


def test_duration_with_start_and_state() -> None:
    said = read_duration("12 meses, desde noviembre de 2023. El proyecto aún se encuentra en ejecución.")
    assert said == DeclaredDuration((12,), NOVEMBER, None, Status.IMPLEMENTATION)


def test_duration_with_start_known_to_the_day() -> None:
    assert read_duration("18 meses a partir del 15 de marzo de 2022").start == PartialDate(date(2022, 3, 15))


def test_duration_with_start_known_to_the_year() -> None:
    assert read_duration("Dos años desde 2021").start == PartialDate.from_iso("2021")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("30/09/2026-29/12/2026", "2026-09-30", "2026-12-29"),
        ("Periodo: entre enero de 2015 y diciembre de 2016.", "2015-01", "2016-12"),
        ("De enero a marzo de 2024 (3 meses)", "2024-01", "2024-03"),
        ("Inició el 5 de mayo de 2022 y termina en junio de 2024", "2022-05-05", "2024-06"),
    ],
)
def test_duration_with_both_ends(text: str, start: str, end: str) -> None:
    said = read_duration(text)
    assert (said.start and said.start.iso, said.end and said.end.iso) == (start, end)


def test_duration_with_a_date_that_says_neither_start_nor_end() -> None:
    said = read_duration("12 meses (convenio de mayo de 2021)")
    assert (said.start, said.end) == (None, None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Proyecto concluido", Status.CONCLUDED),
        ("En curso", Status.IMPLEMENTATION),
        ("En formulación", Status.IDENTIFICATION),
        ("En proceso de cierre", Status.CLOSING),
        ("Suspendido desde enero de 2024", Status.SUSPENDED),
        ("Cancelada", Status.CANCELLED),
        ("No ha concluido", None),
        ("La primera fase ha concluido; la segunda, en ejecución", None),
    ],
)
def test_duration_that_tells_the_state(text: str, status: Status | None) -> None:
    assert read_duration(text).status is status


def test_durations_of_the_real_sheets() -> None:
    sheets = {sheet["id"]: sheet["campos"] for sheet in real_sheets()}
    assert read_duration(sheets["femp-59948"]["Duración"]).months == (24, 12)
    total = read_duration(sheets["giz-43364"]["Duración total"])
    assert (total.start, total.end) == (PartialDate.from_iso("2010"), PartialDate.from_iso("2018"))
