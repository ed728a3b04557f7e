from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from projects.rules import (
    Ficha,
    Goal,
    Institution,
    PartialDate,
    Status,
    expected_end,
    months_between,
    warnings,
)

TODAY = date(2025, 6, 1)
CALM = Ficha(
    name="Red de mediadoras",
    thematic_area="Paz",
    goals=(Goal(5, "Lograr la igualdad de género."),),
    institutions=(Institution("México", "Instituto de las Mujeres"),),
    place="México",
    beneficiaries="240 mediadoras",
    duration="24 meses, desde noviembre de 2024. En ejecución.",
    months=24,
    start=PartialDate.from_iso("2024-11"),
    status=Status.IMPLEMENTATION,
    general_objective="Consolidar la red.",
    specific_objectives=("Formar mediadoras.",),
    description="La red nació en 2019.",
    results=("La red atiende ocho municipios.",),
    updated_on=date(2025, 4, 10),
)


def said(ficha: Ficha, today: date = TODAY) -> list[tuple[str, str]]:
    return [(warning.field, str(warning.message)) for warning in warnings(ficha, today)]


def at(text: str) -> PartialDate:
    return PartialDate.from_iso(text)


def test_warnings_of_a_sensible_ficha() -> None:
    assert said(CALM) == []


def test_warnings_when_the_form_contradicts_itself() -> None:
    ficha = replace(
        CALM,
        duration="12 meses, desde noviembre de 2023. El proyecto aún se encuentra en ejecución.",
        months=12,
        start=at("2023-11"),
    )
    assert said(ficha) == [
        (
            "duration",
            (
                "Lo declarado (12 meses; inicio: noviembre de 2023; término: octubre de 2024) no concuerda "
                "con un proyecto en ejecución al 10 de abril de 2025."
            ),
        )
    ]


def test_warnings_when_only_time_has_passed() -> None:
    assert said(replace(CALM, updated_on=date(2026, 6, 1)), date(2026, 12, 1)) == [
        (
            "duration",
            (
                "Lo declarado (24 meses; inicio: noviembre de 2024; término: octubre de 2026) no concuerda "
                "con un proyecto en ejecución al 1 de diciembre de 2026."
            ),
        )
    ]


def test_warnings_when_the_declared_end_has_passed() -> None:
    ficha = replace(CALM, duration="En ejecución", months=None, end=at("2025-03"))
    assert said(ficha) == [
        (
            "end",
            (
                "El término declarado (marzo de 2025) ya pasó, pero el proyecto figura en ejecución "
                "al 10 de abril de 2025."
            ),
        )
    ]


def test_warnings_when_months_disagree_with_dates() -> None:
    ficha = replace(CALM, duration="24 meses", end=at("2025-12"))
    assert said(ficha) == [
        (
            "months",
            (
                "Se declaran 24 meses, pero del inicio (noviembre de 2024) al término (diciembre de 2025) "
                "hay 14 meses."
            ),
        )
    ]


def test_warnings_when_months_disagree_with_the_text() -> None:
    assert said(replace(CALM, months=36)) == [
        ("months", "«Meses declarados» indica 36 meses, pero el texto de la duración indica 24 meses.")
    ]


def test_warnings_when_the_text_declares_two_durations() -> None:
    ficha = replace(CALM, duration="24 meses la intervención completa; 12 meses la parte financiada")
    assert said(ficha) == [
        ("duration", "El texto de la duración menciona plazos distintos: 24 meses, 12 meses.")
    ]


def test_warnings_when_start_and_state_disagree_with_the_text() -> None:
    ficha = replace(CALM, start=at("2025-01"), status=Status.SUSPENDED)
    assert said(ficha) == [
        (
            "start",
            (
                "«Inicio del proyecto» indica enero de 2025, "
                "pero el texto de la duración indica noviembre de 2024."
            ),
        ),
        (
            "status",
            "«Estado del proyecto» indica suspendido, pero el texto de la duración indica en ejecución.",
        ),
    ]


def test_warnings_when_the_start_is_only_more_precise_than_the_text() -> None:
    assert said(replace(CALM, start=at("2024-11-05"))) == []


def test_warnings_when_the_end_comes_before_the_start() -> None:
    ficha = replace(CALM, duration="24 meses", status=None, end=at("2024"), start=at("2025-01"))
    assert said(ficha) == [("end", "El término declarado (2024) es anterior al inicio (enero de 2025).")]


def test_warnings_when_concluded_before_its_end() -> None:
    ficha = replace(CALM, duration="24 meses", status=Status.CONCLUDED)
    assert said(ficha) == [
        ("status", "El proyecto figura como concluido, pero su término es posterior a hoy (octubre de 2026).")
    ]


def test_warnings_when_started_but_in_identification() -> None:
    ficha = replace(CALM, duration="24 meses", status=Status.IDENTIFICATION)
    assert said(ficha) == [
        (
            "status",
            "El proyecto figura en identificación, pero su inicio declarado ya pasó (noviembre de 2024).",
        )
    ]


def test_warnings_when_the_update_is_twelve_months_old() -> None:
    assert said(CALM, date(2026, 4, 10)) == []
    assert said(CALM, date(2026, 4, 11)) == [
        ("updated_on", "La información se actualizó hace más de doce meses (10 de abril de 2025).")
    ]


def test_warnings_when_the_update_is_in_the_future() -> None:
    assert said(replace(CALM, updated_on=date(2025, 6, 2))) == [
        ("updated_on", "La fecha de actualización (2 de junio de 2025) es posterior a hoy.")
    ]


def test_warnings_when_a_result_repeats_an_objective() -> None:
    ficha = replace(CALM, results=("CONSOLIDAR  la red", "Formar mediadoras."))
    assert said(ficha) == [
        ("results", "Un texto de «Objetivo general» se repite igual aquí."),
        ("results", "Un texto de «Objetivos específicos» se repite igual aquí."),
    ]


def test_warnings_when_the_title_is_long() -> None:
    assert said(replace(CALM, name=" ".join(["mujeres"] * 20))) == []
    assert said(replace(CALM, name=" ".join(["mujeres"] * 21))) == [
        ("name", "El nombre tiene 21 palabras; los registros mexicanos admiten hasta 20.")
    ]


def test_warnings_when_an_institution_stands_twice() -> None:
    twice = (Institution("México", "ONU Mujeres"), Institution("Chile", "ONU MUJERES"))
    assert said(replace(CALM, institutions=twice)) == [
        ("institutions", "«ONU MUJERES» aparece más de una vez.")
    ]


def test_warnings_of_an_empty_ficha() -> None:
    assert said(Ficha()) == [
        ("thematic_area", "«Área Temática» está en blanco."),
        ("goals", "«Objetivos de Desarrollo Sostenible» está en blanco."),
        ("place", "«País/ciudad» está en blanco."),
        ("beneficiaries", "«Beneficiarios Finales» está en blanco."),
        ("duration", "«Duración (en meses)» está en blanco."),
        ("specific_objectives", "«Objetivos específicos» está en blanco."),
        ("results", "«Resultados» está en blanco."),
    ]


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2023-11", 12, "2024-10"),
        ("2023-11-05", 12, "2024-11-04"),
        ("2024-01-31", 1, "2024-02-28"),
        ("2023", 12, "2024"),
        ("2023-01", 12, "2023-12"),
    ],
)
def test_expected_end_from_start_and_months(start: str, months: int, end: str) -> None:
    assert expected_end(Ficha(start=at(start), months=months)) == at(end)


def test_expected_end_when_declared() -> None:
    assert expected_end(replace(CALM, end=at("2025"))) == at("2025")


def test_expected_end_when_nothing_is_declared() -> None:
    assert expected_end(Ficha(months=12)) is None


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2024-12-30", "2025-12-29", (12, 12)),
        ("2020-09-22", "2021-09-22", (12, 13)),
        ("2015-01", "2016-12", (22, 24)),
        ("2010", "2018", (84, 108)),
        ("2024-01-01", "2024-01-01", (0, 1)),
    ],
)
def test_months_between_dates(start: str, end: str, months: tuple[int, int]) -> None:
    assert months_between(at(start), at(end)) == months
