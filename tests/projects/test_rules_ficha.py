from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from mcig.rules import Broken
from projects.rules import (
    COUNTS,
    GOALS,
    GOALS_EN,
    LABELS,
    LIMITS,
    ROWS,
    Event,
    Ficha,
    Goal,
    Institution,
    PartialDate,
    RevisionState,
    Status,
    after,
    check,
    institution_groups,
    missing_for_publication,
)

FULL = Ficha(
    name="Red de mediadoras",
    goals=(Goal(5, "Lograr la igualdad de género."),),
    institutions=(Institution("México", "Instituto de las Mujeres"),),
    general_objective="Consolidar la red.",
    description="La red nació en 2019.",
    updated_on=date(2025, 4, 10),
)


def test_labels_as_the_form_prints_them() -> None:
    assert [str(LABELS[row]) for row in ROWS] == [
        "Nombre Proyecto",
        "Área Temática",
        "Objetivos de Desarrollo Sostenible",
        "Instituciones Involucradas",
        "País/ciudad",
        "Beneficiarios Finales",
        "Duración (en meses)",
        "Objetivos",
        "Breve descripción del proyecto",
        "Resultados",
    ]


def test_status_labels() -> None:
    assert {status.value: str(status.label) for status in Status} == {
        "identification": "en identificación",
        "implementation": "en ejecución",
        "closing": "en cierre",
        "concluded": "concluido",
        "suspended": "suspendido",
        "cancelled": "cancelado",
    }


def test_goals_in_both_languages() -> None:
    assert list(GOALS) == list(GOALS_EN) == list(range(1, 18))
    assert (GOALS[5], GOALS_EN[5]) == ("Igualdad de género", "Gender equality")


def test_ficha_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.name = "Otro"  # type: ignore[misc]


def test_institution_groups_in_declared_order() -> None:
    ficha = Ficha(
        institutions=(
            Institution("México", "INMUJERES"),
            Institution("Chile", "Embajada de Chile en México"),
            Institution("Otras Instituciones Participantes", "ONU Mujeres -México"),
            Institution("Otras Instituciones Participantes", "Embajada de Alemania en México"),
            Institution("México", "AMEXCID"),
        )
    )
    assert institution_groups(ficha) == [
        ("México", ["INMUJERES"]),
        ("Chile", ["Embajada de Chile en México"]),
        ("Otras Instituciones Participantes", ["ONU Mujeres -México", "Embajada de Alemania en México"]),
        ("México", ["AMEXCID"]),
    ]


def test_check_of_an_empty_ficha() -> None:
    check(Ficha())


def words(length: int) -> str:
    """Text of exactly `length` characters in words of nine letters."""
    return ("palabras " * (length // 9 + 1))[:length].rstrip().ljust(length, "s")


def test_check_at_the_limits() -> None:
    check(
        Ficha(
            name=words(LIMITS["name"]),
            description=words(LIMITS["description"]),
            results=(words(LIMITS["results"]),) * 4 + ("Resultado.",) * (COUNTS["results"] - 4),
            institutions=(Institution("México", "I"),) * COUNTS["institutions"],
            goals=tuple(map(Goal, GOALS)),
            months=600,
            start=PartialDate.from_iso("1900"),
            updated_on=date(2199, 12, 31),
        )
    )


@pytest.mark.parametrize(
    ("ficha", "field", "sentence"),
    [
        (Ficha(name="n" * 301), "name", "«Nombre Proyecto» admite hasta 300 caracteres y tiene 301."),
        (Ficha(results=("r",) * 41), "results", "«Resultados» admite hasta 40 elementos."),
        (
            Ficha(institutions=(Institution("México", "I"),) * 61),
            "institutions",
            "«Instituciones Involucradas» admite hasta 60 elementos.",
        ),
        (
            Ficha(institutions=(Institution("g" * 301, "I"),)),
            "institutions",
            "«Instituciones Involucradas» admite hasta 300 caracteres y tiene 301.",
        ),
        (
            Ficha(specific_objectives=("Uno", "  ")),
            "specific_objectives",
            "«Objetivos específicos» tiene un elemento vacío: escríbalo o quítelo.",
        ),
        (Ficha(place="Méx\x00ico"), "place", "«País/ciudad» contiene caracteres que no se pueden imprimir."),
        (
            Ficha(place="Méx\ud800ico"),
            "place",
            "«País/ciudad» contiene caracteres que no se pueden imprimir.",
        ),
        (
            Ficha(goals=(Goal(18),)),
            "goals",
            "El Objetivo de Desarrollo Sostenible 18 no existe: van del 1 al 17.",
        ),
        (
            Ficha(goals=(Goal(5), Goal(5, "x"))),
            "goals",
            "El Objetivo de Desarrollo Sostenible 5 está repetido.",
        ),
        (Ficha(months=0), "months", "La duración va de 1 a 600 meses."),
        (Ficha(end=PartialDate(date(23, 1, 1))), "end", "El año de la fecha va de 1900 a 2199."),
        (
            Ficha(description="a\n" * 1501),
            "",
            "La ficha admite hasta 1500 renglones en total. Quite renglones vacíos.",
        ),
    ],
)
def test_check_refuses(ficha: Ficha, field: str, sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        check(ficha)
    assert (refusal.value.field, str(refusal.value)) == (field, sentence)


def test_publication_of_a_complete_ficha() -> None:
    assert missing_for_publication(FULL) == ()


def test_publication_of_an_empty_ficha() -> None:
    assert [(field, str(sentence)) for field, sentence in missing_for_publication(Ficha())] == [
        ("name", "Falta el nombre del proyecto."),
        ("goals", "Falta al menos un Objetivo de Desarrollo Sostenible."),
        ("institutions", "Falta al menos una institución involucrada."),
        ("general_objective", "Falta el objetivo general."),
        ("description", "Falta la breve descripción del proyecto."),
        ("updated_on", "Falta la fecha en que se actualizó la información."),
    ]


def test_publication_with_a_blank_name() -> None:
    assert [field for field, _ in missing_for_publication(replace(FULL, name=" \n"))] == ["name"]


def test_draft_is_published_once() -> None:
    published = after(RevisionState.DRAFT, Event.PUBLISH, needs_review=False)
    assert published is RevisionState.PUBLISHED
    with pytest.raises(Broken) as refusal:
        after(RevisionState.PUBLISHED, Event.PUBLISH)
    assert str(refusal.value) == (
        "Esta versión ya está publicada y no se modifica: prepare un borrador nuevo."
    )
