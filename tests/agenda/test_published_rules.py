"""What differs between two published agendas, in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda.rules.published import SENTENCES, Entry, What, changed_facts, changes, sentence

A, B, C, D = (
    Entry(key, title, "information", minutes=10)
    for key, title in enumerate(["Apertura", "Bienvenida", "Cuidados", "Digital"])
)
BEFORE = [A, B, C, D]


def told(after: list[Entry], before: list[Entry] = BEFORE) -> list[str]:
    return [sentence(change) for change in changes(before, after)]


def test_the_same_says_nothing() -> None:
    assert told([A, B, C, D]) == []


def test_what_came_went_and_moved() -> None:
    new = Entry(9, "Visita", "information")
    assert told([A, D, B, C, new]) == ["Se movió «Digital» después de «Apertura».", "Se agregó «Visita»."]
    assert told([B, C, D]) == ["Se quitó «Apertura»."]
    assert told([D, A, B, C]) == ["Se movió «Digital» al principio."]
    # The fewest moves: only one item went, the others stayed in their order.
    assert told([A, C, D, B]) == ["Se movió «Bienvenida» después de «Digital»."]


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        ({"title": "Sistema de cuidados"}, "«Cuidados» ahora se llama «Sistema de cuidados»."),
        ({"minutes": 20}, "Cambió la duración de «Cuidados» de 10 a 20 minutos."),
        ({"purpose": "decision"}, "Cambió el propósito de «Cuidados»."),
        ({"theme": {"es": "Cuidados", "en": "Care"}}, "Cambió el tema de «Cuidados»."),
        ({"presenters": ({"es": "Chile", "en": "Chile"},)}, "Cambió quién presenta «Cuidados»."),
        ({"description": "Avances."}, "Cambió la descripción de «Cuidados»."),
        ({"depth": 1}, "«Cuidados» pasó a ser parte de «Bienvenida»."),
    ],
)
def test_what_was_edited(edited: dict[str, Any], expected: str) -> None:
    assert told([A, B, replace(C, **edited), D]) == [expected]


def test_a_sub_item_becomes_an_item() -> None:
    assert told([A, B, C, D], [A, B, replace(C, depth=1), D]) == ["«Cuidados» pasó a ser un punto propio."]


def test_the_facts_of_the_meeting() -> None:
    facts: dict[str, Any] = {
        "starts_at": "2024-04-09T16:00:00+00:00",
        "time_zone": "America/Mexico_City",
        "place": "Embajada de Chile",
        "planned_minutes": 120,
    }
    assert changed_facts(facts, facts) == []
    later = facts | {"starts_at": "2024-04-10T16:00:00+00:00", "place": "", "planned_minutes": 90}
    assert [sentence(change) for change in changed_facts(facts, later)] == [
        "Cambió la fecha o la hora de la reunión.",
        "Cambió el lugar de la reunión.",
        "Cambió la duración prevista de la reunión de 120 a 90 minutos.",
    ]


def test_every_change_has_its_sentence_in_the_language_of_the_reader() -> None:
    assert set(SENTENCES) == set(What)
    with override("en"):
        assert told([A, B, replace(C, minutes=20), D]) == [
            "The duration of “Cuidados” changed from 10 to 20 minutes."
        ]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(8)))
def test_moves_are_told_as_few_as_explain_the_order(order: list[int]) -> None:
    rows = [Entry(key, str(key), "information") for key in range(8)]
    after = [rows[key] for key in order]
    moved = {change["title"] for change in changes(rows, after)}
    kept = [row.key for row in after if row.title not in moved]
    assert kept == sorted(kept)
    assert len(moved) < 8
