"""Who could work together: pairs of projects of different members that have something in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

__all__ = ["MOST_PAIRS", "Candidate", "Pair", "pairs"]

MOST_PAIRS = 50
# What more projects than this have in common says nothing about two of them.
COMMON = 60
# Everybody in a mesa on gender equality declares it: it joins nobody.
EVERYBODYS_GOAL = 5
WEIGHTS = {"counterpart": 4, "theme": 3, "state": 3, "area": 2, "goal": 1, "year": 1}
# Time alone, or one goal alone, is no reason to meet.
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project as far as it may be compared. `theme` is the slug of the declared theme of the agenda;
    `counterparts` are folded names with the names as declared."""

    key: int
    code: str
    owner: int
    name: str
    area: str
    states: frozenset[str]
    goals: frozenset[int]
    years: frozenset[int]
    counterparts: tuple[tuple[str, str], ...] = ()
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two projects and what they have in common: kind of reason and its values."""

    first: Candidate
    second: Candidate
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    weight: int


def pairs(candidates: Sequence[Candidate], linked: Iterable[tuple[int, int]] = ()) -> list[Pair]:
    """The pairs of different owners with most in common, at most `MOST_PAIRS`; none that is linked already.

    Two projects are compared when they share a counterpart, a theme of the agenda, or a state and a thematic
    area. `linked` holds pairs of keys in either order.
    """
    known = {frozenset(pair) for pair in linked}
    by_key = {each.key: each for each in candidates}
    found = []
    for first, second in sorted(_near(candidates)):
        if frozenset((first, second)) in known:
            continue
        pair = _compared(by_key[first], by_key[second])
        if pair.weight >= ENOUGH:
            found.append(pair)
    found.sort(key=lambda pair: (-pair.weight, pair.first.code, pair.second.code))
    return found[:MOST_PAIRS]


def _near(candidates: Sequence[Candidate]) -> set[tuple[int, int]]:
    """The keys of the pairs that are worth a comparison."""
    groups: dict[Any, list[Candidate]] = defaultdict(list)
    for each in candidates:
        for folded, _name in each.counterparts:
            groups["counterpart", folded].append(each)
        for state in each.states:
            groups["state", state, each.area].append(each)
        if each.theme:
            groups["theme", each.theme].append(each)
            for state in each.states:
                groups["theme", each.theme, state].append(each)
    return {
        (min(one.key, other.key), max(one.key, other.key))
        for group in groups.values()
        if len(group) <= COMMON
        for one, other in combinations(group, 2)
        if one.owner != other.owner
    }


def _compared(first: Candidate, second: Candidate) -> Pair:
    reasons = tuple((kind, tuple(values)) for kind, values in _common(first, second) if values)
    return Pair(first, second, reasons, sum(WEIGHTS[kind] for kind, _values in reasons))


def _common(first: Candidate, second: Candidate) -> Iterator[tuple[str, list[str]]]:
    others = {folded for folded, _name in second.counterparts}
    names = {folded: name for folded, name in first.counterparts if folded in others}
    yield "counterpart", list(names.values())
    theme = [first.theme] if first.theme and first.theme == second.theme else []
    yield "theme", theme
    yield "state", sorted(first.states & second.states)
    # The theme says it already.
    yield "area", [first.area] if not theme and first.area and first.area == second.area else []
    yield "goal", [str(goal) for goal in sorted(first.goals & second.goals) if goal != EVERYBODYS_GOAL]
    yield "year", [str(year) for year in sorted(first.years & second.years)]
