"""The register drawn: bars, a matrix and the map of the Mexican states, each figure with its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

from django.conf import settings

from mcig.alphabet import alphabetical
from projects.queries.overview import Totals
from projects.rules.finding import Filter
from projects.rules.record import STATES

MAP = settings.ROOT / "static/vendor/svg-maps-mexico/mexico.svg"
# So many shades tell the states apart; none of them carries text.
SHADES = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A value: its words, how many, how long its bar is in percent of the longest, and what it finds."""

    label: str
    count: int
    percent: float
    query: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a heading; `anchor` is its place on the page."""

    anchor: str
    title: str
    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A state on the map: its shape, and a shade from 0 (no project) to `SHADES`."""

    label: str
    count: int
    shade: int
    path: str
    query: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A member and how many of its projects each theme of the agenda has; None is none."""

    label: str
    query: str
    cells: tuple[tuple[int | None, str], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Members by themes of the agenda."""

    themes: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]


def by_count(
    counter: Counter[str], part: str, wanted: Filter, label: Callable[[str], str]
) -> tuple[Bar, ...]:
    """Bars, the longest first."""
    ordered = sorted(counter, key=lambda value: (-counter[value], alphabetical(label(value))))
    return _bars(ordered, counter, part, wanted, label)


def in_order(
    counter: Counter[str], part: str, wanted: Filter, label: Callable[[str], str] = str
) -> tuple[Bar, ...]:
    """Bars in the order of their numbers."""
    return _bars(sorted(counter, key=int), counter, part, wanted, label)


def _bars(
    values: Iterable[str],
    counter: Counter[str],
    part: str,
    wanted: Filter,
    label: Callable[[str], str],
) -> tuple[Bar, ...]:
    longest = max(counter.values(), default=1)
    return tuple(
        Bar(
            label(value),
            counter[value],
            round(100 * counter[value] / longest, 1),
            wanted.narrowed(**{part: value}).query,
        )
        for value in values
    )


def areas_of_map(totals: Totals, wanted: Filter) -> tuple[Area, ...]:
    """The states of Mexico, shaded by how many projects each has."""
    most = max(totals.by_state.values(), default=0)
    return tuple(
        Area(
            name,
            count := totals.by_state[code],
            -(-SHADES * count // most) if most else 0,
            shapes()[code],
            wanted.narrowed(state=code).query,
        )
        for code, name in STATES.items()
    )


@cache
def shapes() -> dict[str, str]:
    """The outline of each state by its code, from the vendored map."""
    tree = ET.parse(MAP)  # noqa: S314 - a file of our own
    return {f"MX-{path.get('id', '').upper()}": path.get("d", "") for path in tree.getroot() if path.get("d")}


def matrix_of(totals: Totals, wanted: Filter) -> Matrix:
    """Members in alphabetical order by themes in that of the mesa; a cell leads to what it counts."""
    members = sorted(totals.by_member, key=lambda code: alphabetical(totals.members[code]))
    return Matrix(
        tuple((label, wanted.narrowed(theme=theme).query) for theme, label in totals.themes.items()),
        tuple(
            MatrixRow(
                totals.members[code],
                wanted.narrowed(member=code).query,
                tuple(
                    (totals.matrix[code, theme] or None, wanted.narrowed(member=code, theme=theme).query)
                    for theme in totals.themes
                ),
                sum(totals.matrix[code, theme] for theme in totals.themes),
            )
            for code in members
        ),
    )
