"""Progress told honestly, and numbers as people write them; the database is blocked."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.rules.progress import Progress, Reading, check_measured, progress, read_number
from agenda.rules.theme import check_days, check_done_on, check_icon, check_name, milestone_state, moved
from mcig.rules import Broken

TODAY = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "reading", "percent"),
    [
        ("0", "10", None, Reading.UNMEASURED, None),
        (None, "10", "4", Reading.NO_BASELINE, None),
        (None, "10", "10", Reading.REACHED, None),
        ("0", "10", "4", Reading.ON_THE_WAY, 40),
        ("0", "10", "0", Reading.ON_THE_WAY, 0),
        ("0", "10", "10", Reading.REACHED, 100),
        ("0", "10", "12", Reading.REACHED, 120),
        ("0", "10", "-1", Reading.AWAY, -10),
        ("80", "20", "65", Reading.ON_THE_WAY, 25),  # less is better
        ("80", "20", "20", Reading.REACHED, 100),
        ("80", "20", "5", Reading.REACHED, 125),
        ("80", "20", "95", Reading.AWAY, -25),
        ("5", "5", "5", Reading.KEPT, None),
        ("5", "5", "6", Reading.LEFT, None),
        ("0", "1000", "999.9", Reading.ON_THE_WAY, 99),  # never rounded up to what was not reached
        ("0", "1000", "-0.1", Reading.AWAY, -1),  # nor a step back rounded away
        ("0", "0.0001", "99999999999999", Reading.REACHED, 10_000_000),
    ],
)
def test_progress_is_what_the_values_say(
    baseline: str | None, target: str, value: str | None, reading: Reading, percent: int | None
) -> None:
    found = progress(
        None if baseline is None else Decimal(baseline),
        Decimal(target),
        None if value is None else Decimal(value),
    )
    assert found == Progress(reading, None if percent is None else Decimal(percent))


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(baseline=NUMBERS, target=NUMBERS, value=NUMBERS)
def test_a_bar_is_full_exactly_when_the_target_is_reached(
    baseline: Decimal, target: Decimal, value: Decimal
) -> None:
    found = progress(baseline, target, value)
    if found.drawn is not None:
        assert 0 <= found.drawn <= 100
        assert (found.drawn == 100) == (found.reading is Reading.REACHED)
        assert (found.percent or 0) < 0 or found.reading is not Reading.AWAY


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        (" 1,250.5 ", "1250.5"),
        ("1 250.50", "1250.50"),
        ("\u22123", "-3"),
        ("45 %", "45"),
        ("0.0001", "0.0001"),
        ("1,000,000", "1000000"),
    ],
)
def test_a_number_is_read_as_mexico_writes_it(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Escriba un número"),
        ("doce", "Escriba un número"),
        ("1.2.3", "Escriba un número"),
        ("NaN", "Escriba un número"),
        ("Infinity", "Escriba un número"),
        ("1,5", "con punto decimal"),
        ("1.250,5", "con punto decimal"),
        ("1e30", "demasiado grande"),
        ("9" * 40, "demasiado grande"),
        ("0.00001", "cuatro decimales"),
        ("\0", "Escriba un número"),
    ],
)
def test_what_is_no_number_is_said_so(text: str, words: str) -> None:
    with pytest.raises(Broken, match=words):
        read_number(text)


def test_dates_of_a_plan_do_not_cross_or_lie_ahead() -> None:
    check_days(TODAY, TODAY)
    check_days(TODAY, None)
    with pytest.raises(Broken, match="no puede ser anterior al primero"):
        check_days(TODAY, TODAY - timedelta(days=1))
    with pytest.raises(Broken, match="entre los años 1900 y 2199"):
        check_days(date(1, 1, 1), None)
    with pytest.raises(Broken, match="no se cumple en el futuro"):
        check_done_on(TODAY + timedelta(days=1), TODAY)
    with pytest.raises(Broken, match="no se mide en el futuro"):
        check_measured(TODAY + timedelta(days=1), TODAY)


def test_a_milestone_is_overdue_the_day_after() -> None:
    assert milestone_state(due=TODAY, done_on=None, today=TODAY) == "pending"
    assert milestone_state(due=TODAY, done_on=None, today=TODAY + timedelta(days=1)) == "overdue"
    assert milestone_state(due=TODAY, done_on=TODAY, today=TODAY + timedelta(days=9)) == "done"


def test_names_and_icons_are_checked() -> None:
    assert check_name("  Cuidados ") == "Cuidados"
    for name in ("", " \t"):
        with pytest.raises(Broken, match="Escriba el nombre"):
            check_name(name)
    with pytest.raises(Broken, match="demasiado largo"):
        check_name("x" * 10_000)
    with pytest.raises(Broken, match="Elija uno de los iconos"):
        check_icon("../../secreto")


@given(st.permutations(range(5)), st.sampled_from(range(-1, 6)), st.sampled_from(["up", "down", "away"]))
def test_moving_keeps_every_theme_once(order: list[int], key: int, direction: str) -> None:
    changed = moved(list(order), key, direction)
    assert sorted(changed) == list(range(5))
    if key in order and direction in {"up", "down"}:
        step = {"up": -1, "down": 1}[direction]
        assert changed.index(key) in {order.index(key), order.index(key) + step}
