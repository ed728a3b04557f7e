"""When news leave, and in what letters of one dispatch differ: plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from difflib import SequenceMatcher

# A burst is over when nothing more came for so long; nobody waits longer than `LONGEST_WAIT` for it to end.
QUIET = timedelta(minutes=3)
LONGEST_WAIT = timedelta(minutes=15)
DIGEST_WEEKDAY = 0  # Monday
DIGEST_HOUR = time(8)


def burst_is_over(*, first: datetime, last: datetime, now: datetime) -> bool:
    """Whether news told between `first` and `last` leave at `now`, as one mail."""
    return now - last >= QUIET or now - first >= LONGEST_WAIT


def latest_digest(now: datetime) -> datetime:
    """The last Monday 08:00 up to `now`, on the clock of the zone that `now` carries."""
    days = (now.weekday() - DIGEST_WEEKDAY) % 7
    slot = datetime.combine(now.date() - timedelta(days=days), DIGEST_HOUR, tzinfo=now.tzinfo)
    if slot > now:
        slot = datetime.combine(slot.date() - timedelta(days=7), DIGEST_HOUR, tzinfo=now.tzinfo)
    return slot


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that many receive; one that is not shared reads differently for somebody."""

    text: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first text, line by line, and for each text the lines in which it differs from what all share."""

    lines: tuple[Line, ...]
    own: tuple[tuple[str, ...], ...]


def compare(texts: Sequence[str]) -> Comparison:
    """Compare the texts with the first of them."""
    split = [text.splitlines() for text in texts]
    if not split:
        return Comparison((), ())
    first = split[0]
    common = set(range(len(first)))
    matches: list[dict[int, int]] = []
    for other in split:
        blocks = SequenceMatcher(None, first, other, autojunk=False).get_matching_blocks()
        pairs = {b.a + step: b.b + step for b in blocks for step in range(b.size)}
        matches.append(pairs)
        common &= pairs.keys()
    lines = tuple(Line(text, index in common) for index, text in enumerate(first))
    return Comparison(
        lines, tuple(_own(other, pairs, common) for other, pairs in zip(split, matches, strict=True))
    )


def _own(text: Sequence[str], pairs: dict[int, int], common: set[int]) -> tuple[str, ...]:
    shared = {pairs[index] for index in common}
    return tuple(line for index, line in enumerate(text) if index not in shared and line.strip())
