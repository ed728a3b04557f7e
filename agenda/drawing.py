"""The values of an indicator drawn over time: geometry for one SVG, on the screen and on paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agenda.models import Indicator

WIDTH, HEIGHT = 640.0, 180.0
LEFT, RIGHT, TOP, BOTTOM = 12.0, 12.0, 22.0, 24.0


@dataclass(frozen=True, slots=True)
class Point:
    """A value at its place; `label` stands above it."""

    x: float
    y: float
    label: Decimal
    day: date


@dataclass(frozen=True, slots=True)
class Curve:
    """All that the template draws. Coordinates are units of the SVG's own viewBox."""

    width: float
    height: float
    points: tuple[Point, ...]
    path: str
    target: float
    baseline: float | None
    first: date
    last: date


def curve(indicator: Indicator) -> Curve | None:
    """The values by day between baseline and target; None while nothing was measured."""
    values = sorted(indicator.measurements.all(), key=lambda each: each.measured_on)
    if not values:
        return None
    levels = [indicator.target, *(each.value for each in values)]
    if indicator.baseline is not None:
        levels.append(indicator.baseline)
    low, high = min(levels), max(levels)
    days = [each.measured_on for each in values]
    first, last = days[0], max([days[-1], *([indicator.target_on] if indicator.target_on else [])])

    def across(day: date) -> float:
        share = (day - first).days / max((last - first).days, 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def up(level: Decimal) -> float:
        share = float((level - low) / (high - low)) if high > low else 0.5
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    points = tuple(
        Point(across(each.measured_on), up(each.value), each.value, each.measured_on) for each in values
    )
    return Curve(
        width=WIDTH,
        height=HEIGHT,
        points=points,
        path=" ".join(f"{point.x},{point.y}" for point in points),
        target=up(indicator.target),
        baseline=None if indicator.baseline is None else up(indicator.baseline),
        first=first,
        last=last,
    )
