"""Rotation of the mandates: whose turn is decided by the members, when it begins is decided here.

Terms are half-open: `end` is the first day that no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mcig.rules import Broken, State, _, months_later
from members.rules.spans import EARLIEST, LATEST

__all__ = [
    "DEFAULT_SHADOW_DAYS",
    "MAX_SHADOW_DAYS",
    "MandateState",
    "Office",
    "Rotation",
    "Term",
    "check_term",
    "gaps",
    "next_term",
    "shadow_begins",
    "state_of",
    "terms_of",
]

DEFAULT_SHADOW_DAYS = 60
MAX_SHADOW_DAYS = 366


class Office(StrEnum):
    """What is held by mandate."""

    PRESIDENCY = "presidency"
    SECRETARIAT = "secretariat"


class MandateState(State):
    """Where a mandate stands on a date; it follows from its dates alone."""

    PROPOSED = "proposed"
    CURRENT = "current"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """From `start` until before `end`; without `end` it is open."""

    start: date
    end: date | None = None

    @property
    def lower(self) -> date | None:
        """The first day, as a range of the database names it; None when it is not known."""
        return None if self.start == date.min else self.start

    @property
    def upper(self) -> date | None:
        return self.end

    @property
    def last_day(self) -> date | None:
        return self.end - timedelta(days=1) if self.end else None

    def overlaps(self, other: Term) -> bool:
        return self.start < (other.end or date.max) and other.start < (self.end or date.max)


@dataclass(frozen=True, slots=True)
class Rotation:
    """The mesa's rule: which office rotates, for how many months, and how many hold it together."""

    office: Office
    months: int
    seats: int

    def rotates(self, office: Office) -> bool:
        """The other office is fixed: it has no next term by rule."""
        return office is self.office


def next_term(rotation: Rotation, office: Office, last: Term | None, *, today: date) -> Term | None:
    """The term that follows `last` by rule; without a known one the term begins today.

    None for an office that does not rotate, and while the last mandate has no end.
    """
    if not rotation.rotates(office) or (last is not None and last.end is None):
        return None
    start = last.end if last and last.end else today
    return Term(start, months_later(start, rotation.months))


def terms_of(rotation: Rotation, first: Term, count: int) -> tuple[Term, ...]:
    """`count` terms one after another by rule, beginning with `first`."""
    found = [first]
    while len(found) < count and found[-1].end is not None:
        found.append(Term(found[-1].end, months_later(found[-1].end, rotation.months)))
    return tuple(found)


def state_of(term: Term, on: date) -> MandateState:
    """The state of a mandate on a date."""
    if on < term.start:
        return MandateState.PROPOSED
    return MandateState.CURRENT if term.end is None or on < term.end else MandateState.ENDED


def shadow_begins(term: Term, days: int) -> date:
    """The first day on which the incoming holders read along."""
    return term.start - timedelta(days=days)


def gaps(terms: Iterable[Term], *, since: date, until: date) -> tuple[Term, ...]:
    """The times between `since` and `until` that no term covers: nothing is known of them."""
    found, at = [], since
    for term in sorted(terms, key=lambda each: each.start):
        if at < min(term.start, until):
            found.append(Term(at, min(term.start, until)))
        at = max(at, term.end or until)
    if at < until:
        found.append(Term(at, until))
    return tuple(found)


def check_term(term: Term, holders: Sequence[int], *, field: str = "end") -> None:
    """Refuse a mandate that ends before it begins, that nobody holds, or that somebody holds twice.

    Raises `Broken` with the field at fault.
    """
    days = [day for day in (term.start, term.last_day) if day is not None]
    if any(not EARLIEST <= day <= LATEST for day in days):
        raise Broken(_("La fecha debe estar entre los años 1900 y 2199."), "start")
    if term.end is not None and term.end <= term.start:
        raise Broken(_("El mandato termina antes de comenzar: revise las fechas."), field)
    if not holders:
        raise Broken(_("Indique al menos una organización titular."), "holder_1")
    if len(set(holders)) < len(holders):
        raise Broken(_("Una misma organización aparece dos veces como titular."), "holder_1")
