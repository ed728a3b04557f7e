"""What the mesa remembers of a theme, across presidencies: each part, and each higher app, adds a chapter.

A higher app registers from its own `memory.py`; a part of this one from its module of queries. A chapter
holds and counts nothing that the reader may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from agenda.models import Theme
from mcig.access import Actor
from members.rules.rotation import Term

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose memory is asked: of which theme, by whom, and of which time (None: of all times)."""

    actor: Actor
    theme: Theme
    term: Term | None = None

    @property
    def first(self) -> date:
        """The first day that counts."""
        return self.term.start if self.term else date.min

    @property
    def until(self) -> date:
        """The first day that no longer counts."""
        return (self.term.end if self.term else None) or date.max


@dataclass(frozen=True, slots=True)
class Remembered:
    """One thing: what it is called, when it was (if known), where it is read, and a few words beside it."""

    title: str
    on: date | None = None
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One kind of thing: its title, the newest `SHOWN` of them, and how many there are."""

    slug: str
    title: str | StrPromise
    entries: Sequence[Remembered] = field(default_factory=tuple)
    total: int = 0


ChapterSource = Callable[[Asked], Chapter]
_sources: list[tuple[int, ChapterSource]] = []


def register_memory(order: int) -> Callable[[ChapterSource], ChapterSource]:
    """Add a chapter at a place from top to bottom; an empty one is counted as 0 and not shown."""

    def register(source: ChapterSource) -> ChapterSource:
        _sources.append((order, source))
        _sources.sort(key=lambda pair: pair[0])
        return source

    return register


def memory_of(asked: Asked) -> list[Chapter]:
    """Every chapter, in order."""
    return [source(asked) for _order, source in _sources]
