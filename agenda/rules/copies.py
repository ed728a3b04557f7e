"""Meetings made from others: the lines of a template, and the dates of a series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.rules.outcome import check_day
from mcig.rules import Broken, State, _, months_later

MIN_IN_SERIES, MAX_IN_SERIES = 2, 24
MAX_APART = 52
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A section or an item as a template keeps it; `depth` 1 makes it a sub-item."""

    title: str
    purpose: str
    minutes: int
    depth: int = 0


class Unit(State):
    """What lies between two meetings of a series."""

    WEEKS = "weeks"
    MONTHS = "months"


def series_dates(first: datetime, *, every: int, unit: str, count: int) -> list[datetime]:
    """`count` moments on one clock, from `first` on, at the same hour, `every` so many weeks or months.

    Months keep the day of the month; where a month has no such day its last one stands. Raises `Broken` for
    a series that is too long or too late, or whose steps are none.
    """
    if not MIN_IN_SERIES <= count <= MAX_IN_SERIES:
        raise Broken(_("Una serie tiene de 2 a 24 reuniones."), "count")
    if not 1 <= every <= MAX_APART:
        raise Broken(_("Entre dos reuniones pasan de 1 a 52 semanas o meses."), "every")
    if unit == Unit.WEEKS:
        found = [first + timedelta(weeks=every * place) for place in range(count)]
    else:
        found = [months_later(first, every * place) for place in range(count)]
    check_day(found[-1].date(), field="first")
    return found


def falls_on_weekend(moment: datetime) -> bool:
    return moment.weekday() >= SATURDAY
