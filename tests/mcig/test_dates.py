from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcig.dates import PartialDate, Precision, read_date, read_period, write_date
from mcig.rules import Broken
from tests.support.originals import real_sheets

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
PARTIAL_DATES = st.builds(PartialDate, DAYS, st.sampled_from(Precision))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10 de abril de 2025", "2025-04-10"),
        ("12/05/2023", "2023-05-12"),
        ("24.11.2010", "2010-11-24"),
        ("24-11-2010", "2010-11-24"),
        ("15 Julio 2010", "2010-07-15"),
        ("1º de mayo del 2024", "2024-05-01"),
        ("20 dic. 2020", "2020-12-20"),
        ("  el 3 de SETIEMBRE de 2021. ", "2021-09-03"),
        ("noviembre de 2023", "2023-11"),
        ("Noviembre 2023", "2023-11"),
        ("11/2023", "2023-11"),
        ("2023", "2023"),
        ("año 2023", "2023"),
        ("2023-11", "2023-11"),
        ("2023-11-05", "2023-11-05"),
    ],
)
def test_date_as_people_write_it(text: str, iso: str) -> None:
    assert read_date(text).iso == iso


def test_date_not_in_the_calendar() -> None:
    with pytest.raises(Broken) as refusal:
        read_date("31/02/2023")
    assert str(refusal.value) == "La fecha «31/02/2023» no existe en el calendario."


def test_date_out_of_range() -> None:
    with pytest.raises(Broken) as refusal:
        read_date("10 de abril de 0025")
    assert str(refusal.value) == "La fecha «10 de abril de 0025» está fuera de los años 1900 a 2199."


@pytest.mark.parametrize("text", ["", "ayer", "10 de brumario de 2025", "12/05/23", "5", "2023-2024"])
def test_date_that_is_none(text: str) -> None:
    with pytest.raises(Broken) as refusal:
        read_date(text)
    assert str(refusal.value) == (
        f"No se reconoce la fecha «{text}». Ejemplos: «10 de abril de 2025», «abril de 2025»."
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("30/09/2026-29/12/2026", "2026-09-30", "2026-12-29"),
        ("entre enero de 2015 y diciembre de 2016", "2015-01", "2016-12"),
        ("2010 a 2018", "2010", "2018"),
        ("2015–2018", "2015", "2018"),
        ("2015 bis 2023", "2015", "2023"),
        ("enero a marzo de 2024", "2024-01", "2024-03"),
        ("desde el 1 de enero de 2020 hasta el 3 de mayo de 2021", "2020-01-01", "2021-05-03"),
        ("2023-11-05 a 2024-01", "2023-11-05", "2024-01"),
    ],
)
def test_period_as_people_write_it(text: str, start: str, end: str) -> None:
    assert tuple(each.iso for each in read_period(text)) == (start, end)


@pytest.mark.parametrize("text", ["", "2023", "noviembre de 2023", "de aquí a entonces", "10-11"])
def test_period_that_is_none(text: str) -> None:
    with pytest.raises(Broken) as refusal:
        read_period(text)
    assert str(refusal.value) == (
        f"No se reconoce el periodo «{text}». Escriba, por ejemplo, «enero de 2015 a diciembre de 2016»."
    )


def test_partial_date_of_a_month() -> None:
    february = PartialDate(date(2024, 2, 17), Precision.MONTH)
    assert february == PartialDate(date(2024, 2, 1), Precision.MONTH)
    assert (february.first_day, february.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert february.iso == "2024-02"


def test_partial_dates_in_order() -> None:
    texts = ["2023-11-05", "2022", "2023", "2023-11", "2023-01-01"]
    assert [each.iso for each in sorted(map(PartialDate.from_iso, texts))] == [
        "2022",
        "2023-01-01",
        "2023",
        "2023-11",
        "2023-11-05",
    ]


@pytest.mark.parametrize("text", ["", "noviembre de 2023", "2023-13", "2023-1", "2023-02-30", "20231105"])
def test_partial_date_from_what_is_no_iso(text: str) -> None:
    with pytest.raises(Broken):
        PartialDate.from_iso(text)


@given(PARTIAL_DATES)
def test_partial_date_through_iso(value: PartialDate) -> None:
    assert PartialDate.from_iso(value.iso) == value


@given(PARTIAL_DATES)
def test_partial_date_written_and_read(value: PartialDate) -> None:
    assert read_date(write_date(value)) == value


@given(PARTIAL_DATES, PARTIAL_DATES)
def test_period_written_and_read(start: PartialDate, end: PartialDate) -> None:
    assert read_period(f"{start} a {end}") == (start, end)


def test_dates_of_the_real_sheets() -> None:
    sheets = {sheet["id"]: sheet["campos"] for sheet in real_sheets()}
    read = {
        name: [
            read_date(sheet[field]).iso
            for field in ("Fecha inicio", "Fecha fin", "Inicio", "Fin")
            if field in sheet
        ]
        for name, sheet in sheets.items()
    }
    assert {name: dates for name, dates in read.items() if dates} == {
        "femp-64236": ["2024-12-30", "2025-12-29"],
        "femp-donostia-2020": ["2020-09-22", "2021-09-22"],
        "femp-47299": ["2017-10-16", "2019-10-15"],
        "fiiapp-eurosocial-puente": ["2023-05-12", "2024-05-12"],
    }
    periods = [
        sheets["giz-43364"]["Duración total"],
        sheets["giz-40777"]["version_2"]["Gesamtlaufzeit"],
        sheets["amexcid-sica-pesca"]["Periodo"],
    ]
    assert [tuple(each.iso for each in read_period(text)) for text in periods] == [
        ("2010", "2018"),
        ("2015", "2023"),
        ("2015-01", "2016-12"),
    ]
