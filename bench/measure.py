"""Interleaved rounds and their medians."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

Clock = Callable[[], float]
cpu: Clock = time.process_time
wall: Clock = time.perf_counter


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report; where there is no value, `note` says why."""

    name: str
    value: float | None
    goal: float
    unit: str
    at_most: bool = True
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.value is None:
            return None
        return self.value <= self.goal if self.at_most else self.value >= self.goal

    @property
    def bound(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.goal:.4g}"

    def as_json(self) -> dict[str, Any]:
        """Name, value, goal, unit, whether met, and the other columns."""
        return asdict(self) | {"met": self.met}


def medians(
    subjects: Mapping[str, Callable[[], object]], *, rounds: int, repeat: int = 1, clock: Clock = cpu
) -> dict[str, float]:
    """Seconds that one call of each subject takes: the median of `rounds`, each with all subjects in turn.

    `repeat` calls are taken together where one is too short for the clock.
    """
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    for _round in range(rounds):
        for name, subject in subjects.items():
            start = clock()
            for _call in range(repeat):
                subject()
            seconds[name].append((clock() - start) / repeat)
    return {name: median(values) for name, values in seconds.items()}


def milliseconds(**seconds: float) -> str:
    """What stands behind a ratio: `one 12.3 ms, other 45.6 ms`."""
    return ", ".join(f"{name.replace('_', ' ')} {value * 1000:.1f} ms" for name, value in seconds.items())
