"""The days of compulsory rest by Mexico's Ley Federal del Trabajo, art. 74; no database."""

from __future__ import annotations

from datetime import date, timedelta

from agenda.rules.holidays import holiday


def named(year: int, country: str = "MX") -> dict[str, str]:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    return {f"{day:%m-%d}": str(name) for day in days if day.year == year and (name := holiday(day, country))}


def test_the_days_of_a_year_in_mexico() -> None:
    assert named(2027) == {
        "01-01": "Año Nuevo",
        "02-01": "aniversario de la Constitución, 5 de febrero",
        "03-15": "natalicio de Benito Juárez, 21 de marzo",
        "05-01": "Día del Trabajo",
        "09-16": "Día de la Independencia",
        "11-15": "aniversario de la Revolución, 20 de noviembre",
        "12-25": "Navidad",
    }


def test_every_six_years_the_executive_power_passes_on() -> None:
    assert [year for year in range(2018, 2037) if "10-01" in named(year)] == [2024, 2030, 2036]


def test_of_other_countries_none_is_known() -> None:
    assert named(2027, "CO") == {}
