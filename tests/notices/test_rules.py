"""When news leave and how texts are compared, without a database."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mcig.notices.rules import Line, burst_is_over, compare, latest_digest

MEXICO = ZoneInfo("America/Mexico_City")
MADRID = ZoneInfo("Europe/Madrid")
START = datetime(2024, 3, 12, 12, 0, tzinfo=MEXICO)


@pytest.mark.parametrize(
    ("last", "now", "over"),
    [
        (0, 2, False),
        (0, 3, True),
        (5, 7, False),
        (5, 8, True),
        (14, 15, True),
    ],
)
def test_burst_ends_with_three_quiet_minutes_or_after_fifteen(last: int, now: int, over: bool) -> None:
    minute = timedelta(minutes=1)
    assert burst_is_over(first=START, last=START + last * minute, now=START + now * minute) is over


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (datetime(2024, 3, 12, 12, 0, tzinfo=MEXICO), datetime(2024, 3, 11, 8, 0, tzinfo=MEXICO)),
        (datetime(2024, 3, 11, 8, 0, tzinfo=MEXICO), datetime(2024, 3, 11, 8, 0, tzinfo=MEXICO)),
        (datetime(2024, 3, 11, 7, 59, 59, tzinfo=MEXICO), datetime(2024, 3, 4, 8, 0, tzinfo=MEXICO)),
        (datetime(2024, 3, 31, 12, 0, tzinfo=MADRID), datetime(2024, 3, 25, 8, 0, tzinfo=MADRID)),
        (datetime(2024, 4, 1, 9, 0, tzinfo=MADRID), datetime(2024, 4, 1, 8, 0, tzinfo=MADRID)),
    ],
)
def test_digest_is_due_on_monday_at_eight_of_the_wall_clock(now: datetime, slot: datetime) -> None:
    assert latest_digest(now) == slot


def test_equal_texts_share_every_line() -> None:
    found = compare(["Uno\nDos", "Uno\nDos"])
    assert (found.lines, found.own) == ((Line("Uno", True), Line("Dos", True)), ((), ()))


def test_line_that_one_text_lacks_is_shared_by_none() -> None:
    found = compare(["Uno\nDos\nTres", "Uno\nTres", "Uno\nDos\nTres\nCuatro"])
    assert [line.is_shared for line in found.lines] == [True, False, True]
    assert found.own == (("Dos",), (), ("Dos", "Cuatro"))


def test_nothing_is_compared_with_nothing() -> None:
    assert compare([]).lines == ()
