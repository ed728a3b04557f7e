from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcig.rules import Broken
from projects.formats.ficha_json import SCHEMA, dump, from_json, load, to_json
from projects.rules import Ficha, Goal, Institution, PartialDate, Precision, Status

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PARTIAL_DATES = st.none() | st.builds(
    PartialDate, st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(Precision)
)
FICHAS = st.builds(
    Ficha,
    name=TEXTS,
    thematic_area=TEXTS,
    goals=st.lists(st.builds(Goal, st.integers(1, 17), TEXTS), max_size=3).map(tuple),
    institutions=st.lists(st.builds(Institution, TEXTS, TEXTS), max_size=3).map(tuple),
    place=TEXTS,
    beneficiaries=TEXTS,
    duration=TEXTS,
    months=st.none() | st.integers(1, 600),
    start=PARTIAL_DATES,
    end=PARTIAL_DATES,
    status=st.none() | st.sampled_from(Status),
    general_objective=TEXTS,
    specific_objectives=st.lists(TEXTS, max_size=3).map(tuple),
    description=TEXTS,
    results=st.lists(TEXTS, max_size=3).map(tuple),
    updated_on=st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
)


@given(FICHAS)
def test_ficha_through_json(ficha: Ficha) -> None:
    assert from_json(json.loads(json.dumps(to_json(ficha)))) == ficha
    assert load(dump(ficha)) == ficha


def test_json_of_a_ficha() -> None:
    ficha = Ficha(
        name="Red",
        goals=(Goal(5, "Lograr la igualdad."),),
        institutions=(Institution("Chile", "AGCID"),),
        months=12,
        start=PartialDate.from_iso("2023-11"),
        status=Status.IMPLEMENTATION,
        results=("Uno.",),
        updated_on=date(2025, 4, 10),
    )
    assert to_json(ficha) == {
        "schema": "mcig-ficha/1",
        "name": "Red",
        "thematic_area": "",
        "goals": [{"number": 5, "text": "Lograr la igualdad."}],
        "institutions": [{"group": "Chile", "name": "AGCID"}],
        "place": "",
        "beneficiaries": "",
        "duration": "",
        "months": 12,
        "start": "2023-11",
        "end": None,
        "status": "implementation",
        "general_objective": "",
        "specific_objectives": [],
        "description": "",
        "results": ["Uno."],
        "updated_on": "2025-04-10",
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"schema": "mcig-ficha/2"},
            "No se conoce el esquema «mcig-ficha/2» en «schema»; se espera «mcig-ficha/1».",
        ),
        ({"budget": 1}, "El campo «budget» no se conoce."),
        ({"name": 5}, "El campo «name» no es un texto."),
        ({"name": None}, "El campo «name» no es un texto."),
        ({"months": True}, "El campo «months» no es un número entero."),
        ({"months": 12.0}, "El campo «months» no es un número entero."),
        ({"results": "Uno."}, "El campo «results» no es una lista."),
        ({"results": ["Uno.", None]}, "El campo «results[1]» no es un texto."),
        ({"goals": [5]}, "El campo «goals[0]» no es un objeto."),
        ({"goals": [{"number": "5", "text": ""}]}, "El campo «goals[0].number» no es un número entero."),
        ({"goals": [{"number": 5}]}, "Falta el campo «goals[0].text»."),
        (
            {"institutions": [{"group": "", "name": "", "role": ""}]},
            "El campo «institutions[0].role» no se conoce.",
        ),
        ({"start": "noviembre"}, "El campo «start» no es una fecha como 2023, 2023-11 o 2023-11-05."),
        ({"updated_on": "2025-04"}, "El campo «updated_on» no es una fecha como 2023-11-05."),
        ({"status": "late"}, "El campo «status» no es un estado de proyecto."),
    ],
)
def test_json_that_is_no_ficha(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        from_json(to_json(Ficha()) | change)
    assert str(refusal.value) == sentence


def test_json_with_a_missing_field() -> None:
    data = to_json(Ficha())
    del data["place"]
    with pytest.raises(Broken) as refusal:
        from_json(data)
    assert str(refusal.value) == "Falta el campo «place»."


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'{"schema":\n 1,,}', "Los datos no son JSON: error en la línea 2, columna 4."),
        (b"", "Los datos no son JSON: error en la línea 1, columna 1."),
        (b'{"schema": "\xff"}', "Los datos no están en UTF-8: el byte 13 no se puede leer."),
        (b"[]", "Los datos no son una ficha resumen: falta «schema»."),
        (b"[" * 100_000, "Los datos no son una ficha resumen: JSON con valores fuera de medida."),
        (b"1" * 5000, "Los datos no son una ficha resumen: JSON con valores fuera de medida."),
    ],
)
def test_bytes_that_are_no_ficha(raw: bytes, sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        load(raw)
    assert str(refusal.value) == sentence


def test_schema_is_named() -> None:
    assert SCHEMA == "mcig-ficha/1"
