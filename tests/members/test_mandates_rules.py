from __future__ import annotations

from datetime import date

import pytest

from mcig.rules import Broken, months_later
from members.rules.rotation import (
    MandateState,
    Office,
    Rotation,
    Term,
    check_term,
    gaps,
    next_term,
    shadow_begins,
    state_of,
    terms_of,
)

TODAY = date(2024, 3, 12)
SHARED = Term(date(2023, 1, 1), date(2025, 1, 1))


def test_mcig_presidency_of_two_years_is_followed_by_two_years() -> None:
    mcig = Rotation(Office.PRESIDENCY, months=24, seats=2)
    assert next_term(mcig, Office.PRESIDENCY, SHARED, today=TODAY) == Term(date(2025, 1, 1), date(2027, 1, 1))
    assert next_term(mcig, Office.SECRETARIAT, Term(date(2018, 1, 1)), today=TODAY) is None


def test_trio_rotates_every_six_months() -> None:
    trio = Rotation(Office.PRESIDENCY, months=6, seats=3)
    assert terms_of(trio, Term(date(2024, 1, 1), date(2024, 7, 1)), 4) == (
        Term(date(2024, 1, 1), date(2024, 7, 1)),
        Term(date(2024, 7, 1), date(2025, 1, 1)),
        Term(date(2025, 1, 1), date(2025, 7, 1)),
        Term(date(2025, 7, 1), date(2026, 1, 1)),
    )


def test_mesa_where_the_secretariat_rotates_leaves_the_presidency_alone() -> None:
    peru = Rotation(Office.SECRETARIAT, months=12, seats=1)
    last = Term(date(2023, 4, 1), date(2024, 4, 1))
    assert next_term(peru, Office.SECRETARIAT, last, today=TODAY) == Term(date(2024, 4, 1), date(2025, 4, 1))
    assert next_term(peru, Office.PRESIDENCY, last, today=TODAY) is None


def test_term_follows_the_real_end_of_the_last_one() -> None:
    mcig = Rotation(Office.PRESIDENCY, months=24, seats=2)
    longer = Term(date(2023, 1, 1), date(2025, 3, 16))
    assert next_term(mcig, Office.PRESIDENCY, longer, today=TODAY) == Term(
        date(2025, 3, 16), date(2027, 3, 16)
    )


def test_open_mandate_has_no_successor_and_an_empty_register_begins_today() -> None:
    mcig = Rotation(Office.PRESIDENCY, months=24, seats=1)
    assert next_term(mcig, Office.PRESIDENCY, Term(date(2023, 1, 1)), today=TODAY) is None
    assert next_term(mcig, Office.PRESIDENCY, None, today=TODAY) == Term(TODAY, date(2026, 3, 12))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 1), 24, date(2026, 1, 1)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


def test_state_follows_from_the_dates() -> None:
    assert [
        state_of(SHARED, day)
        for day in (date(2022, 12, 31), date(2023, 1, 1), date(2024, 12, 31), date(2025, 1, 1))
    ] == [MandateState.PROPOSED, MandateState.CURRENT, MandateState.CURRENT, MandateState.ENDED]


def test_gaps_are_the_times_that_no_mandate_covers() -> None:
    later = Term(date(2026, 1, 1))
    assert gaps([later, SHARED], since=date(2018, 1, 1), until=date(2027, 1, 1)) == (
        Term(date(2018, 1, 1), date(2023, 1, 1)),
        Term(date(2025, 1, 1), date(2026, 1, 1)),
    )
    assert gaps([], since=TODAY, until=TODAY) == ()
    assert gaps([Term(date.min)], since=date(2018, 1, 1), until=TODAY) == ()


def test_shadow_begins_sixty_days_before() -> None:
    assert shadow_begins(Term(date(2025, 1, 1)), 60) == date(2024, 11, 2)


@pytest.mark.parametrize(
    ("term", "holders", "sentence"),
    [
        (
            Term(date(2025, 1, 1), date(2025, 1, 1)),
            [1],
            "El mandato termina antes de comenzar: revise las fechas.",
        ),
        (SHARED, [], "Indique al menos una organización titular."),
        (SHARED, [1, 1], "Una misma organización aparece dos veces como titular."),
    ],
)
def test_impossible_mandate_is_refused(term: Term, holders: list[int], sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        check_term(term, holders)
    assert str(refusal.value) == sentence
