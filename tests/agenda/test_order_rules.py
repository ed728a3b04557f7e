"""The order of an agenda: what moves takes along what belongs to it, and nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.rules import order
from agenda.rules.order import Row, Rows, settled
from mcig.rules import Broken

# S a sections, letters items, letters after a dash their sub-items: «A», «-b».
S, A, B, SUB, T, C = (
    Row(1, 0, True),
    Row(2),
    Row(4),
    Row(3, 1),
    Row(5, 0, True),
    Row(6),
)
AGENDA: Rows = (S, A, SUB, B, T, C)


def shape(rows: Rows) -> str:
    """«§1 2 -3 4»: sections with §, sub-items with a dash."""
    return " ".join(("§" if row.is_section else "-" if row.depth else "") + str(row.key) for row in rows)


@pytest.mark.parametrize(
    ("step", "key", "expected"),
    [
        (order.up, 4, "§1 4 2 -3 §5 6"),  # over an item and its sub-item
        (order.down, 2, "§1 4 2 -3 §5 6"),  # takes its sub-item along
        (order.up, 2, "2 -3 §1 4 §5 6"),  # out of its section, to the top
        (order.down, 4, "§1 2 -3 §5 4 6"),  # into the next section
        (order.up, 6, "§1 2 -3 4 6 §5"),  # into the section before
        (order.up, 5, "§5 6 §1 2 -3 4"),  # a section with everything in it
        (order.down, 1, "§5 6 §1 2 -3 4"),
        (order.up, 3, "§1 3 2 4 §5 6"),  # a sub-item that passes its item has none above it
        (order.down, 3, "§1 2 4 -3 §5 6"),  # and belongs to the next one below
        (order.inwards, 4, "§1 2 -3 -4 §5 6"),
        (order.outwards, 3, "§1 2 3 4 §5 6"),
    ],
)
def test_one_step(step: Callable[[Rows, int], Rows], key: int, expected: str) -> None:
    assert shape(step(AGENDA, key)) == expected


@pytest.mark.parametrize(
    ("step", "key", "sentence"),
    [
        (order.up, 1, "Ya es el primero de su lista."),
        (order.down, 6, "Ya es el último de su lista."),
        (order.down, 5, "Ya es el último de su lista."),
        (order.inwards, 2, "Un punto se anida debajo de otro, y arriba de este no hay ninguno."),
        (order.inwards, 1, "Un apartado no se anida."),
        (order.inwards, 3, "Ya está anidado: hay dos niveles."),
        (order.outwards, 2, "Ya está en el primer nivel."),
        (order.up, 99, "Ese punto ya no está en este orden del día. Actualice la página."),
    ],
)
def test_a_step_that_leads_nowhere_is_refused(
    step: Callable[[Rows, int], Rows], key: int, sentence: str
) -> None:
    with pytest.raises(Broken, match=sentence):
        step(AGENDA, key)


def put(key: int, after: int | None) -> str:
    block, others = order.lifted(AGENDA, key)
    return shape(order.placed(others, block, after))


def test_dropping_between_sub_items_makes_one_of_them() -> None:
    assert put(6, 2) == "§1 2 -6 -3 4 §5"
    assert put(6, 3) == "§1 2 -3 6 4 §5"


def test_dropping_an_item_with_sub_items_keeps_them() -> None:
    assert put(2, 6) == "§1 4 §5 6 2 -3"
    assert put(2, None) == "2 -3 §1 4 §5 6"


def test_dropping_a_section_moves_it_whole_to_the_end_of_another() -> None:
    assert put(5, None) == "§5 6 §1 2 -3 4"
    assert put(1, 6) == "§5 6 §1 2 -3 4"
    assert put(5, 2) == "§1 2 -3 4 §5 6"


def test_an_item_is_not_put_behind_itself_or_its_own_sub_item() -> None:
    for after in (2, 3):
        block, others = order.lifted(AGENDA, 2)
        with pytest.raises(Broken, match="Un punto no se puede mover sobre sí mismo"):
            order.placed(others, block, after)


def test_numbers_run_through_the_sections() -> None:
    assert order.numbers(AGENDA) == {1: "", 2: "1", 3: "1.1", 4: "2", 5: "", 6: "3"}


@st.composite
def agendas(draw: st.DrawFn) -> Rows:
    kinds = draw(st.lists(st.sampled_from(["section", "item", "sub"]), min_size=1, max_size=12))
    return settled([Row(place, int(kind == "sub"), kind == "section") for place, kind in enumerate(kinds)])


@given(agendas(), st.data())
def test_no_step_loses_or_doubles_a_row(rows: Rows, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([row.key for row in rows]))
    step = data.draw(st.sampled_from(sorted(order.STEPS)))
    try:
        after = order.STEPS[step](rows, key)
    except Broken:
        return
    assert sorted(row.key for row in after) == sorted(row.key for row in rows)
    assert after == settled(after)


@given(agendas(), st.data())
def test_a_lifted_block_goes_back_where_it_stood(rows: Rows, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([row.key for row in rows]))
    start, _end = order.block_of(rows, key)
    depth = rows[start].depth
    before = rows[start - 1].key if start else None
    block, others = order.lifted(rows, key)
    # What follows a lifted item may have become an item of its own; the keys and their order come back.
    back = order.restored(others, block, before, depth)
    assert [row.key for row in back] == [row.key for row in rows]
