"""The clock of an agenda, and an item typed in one line."""

from __future__ import annotations

import pytest

from agenda.rules.items import MAX_ITEMS, check_presenters, check_room, read_quick
from agenda.rules.schedule import Balance, Slot, Timed, balance, breaks_at, slots
from mcig.rules import Broken

ROWS = [Timed(1, 0), Timed(2, 10), Timed(3, 15, 1), Timed(4, 5, 1), Timed(5, 40)]


def test_an_item_lasts_as_long_as_its_sub_items() -> None:
    assert slots(ROWS, 60) == {
        1: Slot(0, 0, over=False),
        2: Slot(0, 30, over=False),
        3: Slot(10, 25, over=False),
        4: Slot(25, 30, over=False),
        5: Slot(30, 70, over=True),
    }


def test_what_does_not_fit_is_counted() -> None:
    assert balance(ROWS, 60) == Balance(70, 60)
    assert (Balance(70, 60).overrun, Balance(70, 60).left) == (10, 0)
    assert (Balance(45, 60).overrun, Balance(45, 60).left) == (0, 15)


def test_the_line_stands_before_the_first_item_that_begins_too_late() -> None:
    assert breaks_at(ROWS, 60) is None
    assert breaks_at(ROWS, 30) == 5
    assert breaks_at([Timed(1, 30), Timed(2, 0), Timed(3, 5)], 30) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bienvenida · 10", ("Bienvenida", 10)),
        ("Bienvenida · 10 min", ("Bienvenida", 10)),
        ("  Bienvenida|5 minutos. ", ("Bienvenida", 5)),
        ("Bienvenida", ("Bienvenida", 0)),
        ("Plan 2024 · 2025 · 20", ("Plan 2024 · 2025", 20)),
        ("Cuidados · avances", ("Cuidados · avances", 0)),
    ],
)
def test_an_item_is_typed_in_one_line(text: str, expected: tuple[str, int]) -> None:
    assert read_quick(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "Escriba el título del punto."),
        ("x" * 201, "El título es demasiado largo: caben 200 caracteres."),
        ("Bienvenida · -5", "La duración de un punto va de 0 minutos a 24 horas"),
        ("Bienvenida · −5", "La duración de un punto va de 0 minutos a 24 horas"),
        ("Bienvenida · 10000", "La duración de un punto va de 0 minutos a 24 horas"),
    ],
)
def test_an_impossible_item_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Broken, match=sentence):
        read_quick(text)


def test_a_meeting_and_an_item_hold_so_much() -> None:
    check_room(MAX_ITEMS - 1)
    with pytest.raises(Broken, match="hasta 200 puntos"):
        check_room(MAX_ITEMS)
    with pytest.raises(Broken, match="hasta 12 personas"):
        check_presenters(["x"] * 13)
    with pytest.raises(Broken, match="caben 200 caracteres"):
        check_presenters(["x" * 201])
