"""The clock of an agenda: when each item begins and ends, and what no longer fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Timed:
    """A row and its own minutes; `depth` 1 makes it part of the item above it."""

    key: int
    minutes: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """From which to which minute since the beginning, an item with its sub-items; `over` when it ends after
    the planned time."""

    begins: int
    ends: int
    over: bool

    def begins_at(self, start: datetime) -> datetime:
        return start + timedelta(minutes=self.begins)

    def ends_at(self, start: datetime) -> datetime:
        return start + timedelta(minutes=self.ends)


@dataclass(frozen=True, slots=True)
class Balance:
    """The minutes that the items need and those that there are."""

    needed: int
    planned: int

    @property
    def overrun(self) -> int:
        return max(0, self.needed - self.planned)

    @property
    def left(self) -> int:
        return max(0, self.planned - self.needed)


def slots(rows: Sequence[Timed], planned: int) -> dict[int, Slot]:
    """The slot of each row, in the order given."""
    found: dict[int, Slot] = {}
    now, parent = 0, None
    for row in rows:
        begins, now = now, now + row.minutes
        found[row.key] = Slot(begins, now, now > planned)
        if row.depth == 0:
            parent = row.key
        elif parent is not None:
            found[parent] = Slot(found[parent].begins, now, now > planned)
    return found


def balance(rows: Sequence[Timed], planned: int) -> Balance:
    return Balance(sum(row.minutes for row in rows), planned)


def breaks_at(rows: Sequence[Timed], planned: int) -> int | None:
    """The first row that no longer begins within the planned time; None when all do."""
    now = 0
    for row in rows:
        if now >= planned and row.minutes:
            return row.key
        now += row.minutes
    return None
