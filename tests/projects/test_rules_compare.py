from __future__ import annotations

from dataclasses import replace
from datetime import date

from projects.rules import (
    Ficha,
    Goal,
    Group,
    Institution,
    Numbered,
    Paragraph,
    PartialDate,
    Status,
    differences,
    duration_text,
    footer_text,
    form_rows,
    row_text,
)

OLD = Ficha(
    name="Red de mediadoras",
    goals=(Goal(5, "Lograr la igualdad entre los géneros."),),
    institutions=(Institution("México", "INMUJERES"),),
    months=12,
    start=PartialDate.from_iso("2023-11"),
    status=Status.IMPLEMENTATION,
    results=("Uno.", "Dos."),
    updated_on=date(2025, 4, 10),
)


def changes(new: Ficha) -> list[tuple[str, str, str, str]]:
    return [(each.field, str(each.label), each.before, each.after) for each in differences(OLD, new)]


def test_differences_of_equal_fichas() -> None:
    assert changes(replace(OLD)) == []


def test_differences_in_readable_words() -> None:
    new = replace(
        OLD,
        goals=(Goal(5, "Lograr la igualdad de género."),),
        institutions=(Institution("México", "Secretaría de las Mujeres"),),
        months=1,
        start=None,
        end=PartialDate.from_iso("2025"),
        status=Status.CONCLUDED,
        updated_on=date(2025, 5, 1),
    )
    assert changes(new) == [
        (
            "goals",
            "Objetivos de Desarrollo Sostenible, n.º 1",
            "Objetivo 5: Lograr la igualdad entre los géneros.",
            "Objetivo 5: Lograr la igualdad de género.",
        ),
        (
            "institutions",
            "Instituciones Involucradas, n.º 1",
            "México: INMUJERES",
            "México: Secretaría de las Mujeres",
        ),
        ("months", "Meses declarados", "12 meses", "un mes"),
        ("start", "Inicio del proyecto", "noviembre de 2023", ""),
        ("end", "Término del proyecto", "", "2025"),
        ("status", "Estado del proyecto", "en ejecución", "concluido"),
        ("updated_on", "Información Actualizada el", "10 de abril de 2025", "1 de mayo de 2025"),
    ]


def test_differences_of_lists_by_position() -> None:
    assert changes(replace(OLD, results=("Uno.", "2.", "Tres."))) == [
        ("results", "Resultados, n.º 2", "Dos.", "2."),
        ("results", "Resultados, n.º 3", "", "Tres."),
    ]
    assert changes(replace(OLD, results=())) == [
        ("results", "Resultados, n.º 1", "Uno.", ""),
        ("results", "Resultados, n.º 2", "Dos.", ""),
    ]


def test_rows_as_parts() -> None:
    ficha = Ficha(
        goals=(Goal(5, "Lograr la igualdad de género."), Goal(10)),
        institutions=(Institution("México", "A"), Institution("México", "B"), Institution("Chile", "C")),
        general_objective="Uno.\n\nDos.",
        specific_objectives=("a", "b"),
        results=("r",),
    )
    parts = {row.key: row.parts for row in form_rows(ficha)}
    assert parts == {
        "name": (),
        "thematic_area": (),
        "goals": (Paragraph("Lograr la igualdad de género.", "Objetivo 5"), Paragraph("", "Objetivo 10")),
        "institutions": (Group("México", ("A", "B")), Group("Chile", ("C",))),
        "place": (),
        "beneficiaries": (),
        "duration": (),
        "objectives": (
            Paragraph("Uno.", "General"),
            Paragraph("Dos."),
            Numbered("Específicos", ("a", "b")),
        ),
        "description": (),
        "results": (Numbered("", ("r",)),),
    }
    assert {row.key: row_text(row) for row in form_rows(ficha) if row.parts} == {
        "goals": "Objetivo 5: Lograr la igualdad de género. Objetivo 10:",
        "institutions": "México: A B Chile: C",
        "objectives": "General: Uno. Dos. Específicos: 1. a 2. b",
        "results": "1. r",
    }


def test_duration_text_when_declared() -> None:
    assert duration_text(replace(OLD, duration="Un año")) == "Un año"


def test_duration_text_when_only_values_are_declared() -> None:
    ficha = replace(OLD, end=PartialDate.from_iso("2024-10-31"))
    assert duration_text(ficha) == (
        "12 meses; inicio: noviembre de 2023; término: 31 de octubre de 2024; en ejecución"
    )


def test_footer_with_and_without_a_date() -> None:
    assert footer_text(OLD) == "Información Actualizada el 10 de abril de 2025"
    assert footer_text(Ficha()) == ""
