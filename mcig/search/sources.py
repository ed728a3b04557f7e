"""What is searched: each app registers its sources, and each source finds only what the actor may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery

from mcig.access import Actor
from mcig.search.snippets import Snippet, snippet
from mcig.search.text import written

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

SHOWN = 5
MOST = 50
NUMBER = re.compile(r"(\d{4})[-/](\d{1,6})")


@dataclass(frozen=True)
class Question:
    """Who looks for which words. `limit` is how many hits a source gives at most."""

    actor: Actor
    words: str
    limit: int = MOST + 1
    _read: dict[Several, Mapping[str, Sequence[Hit]]] = field(default_factory=dict, compare=False)

    @cached_property
    def query(self) -> SearchQuery | None:
        """What is asked of `mcig.search.text.words_in`; None where the words hold no letter or digit."""
        return written(self.words)

    @property
    def number(self) -> tuple[int, int] | None:
        """Year and number, when that is what was typed: «2024-003», «2024/3»."""
        found = NUMBER.fullmatch(self.words.strip())
        return (int(found[1]), int(found[2])) if found else None

    def once(self, read: Several) -> Mapping[str, Sequence[Hit]]:
        """What sources that share one read find; it is read when the first of them asks."""
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]

    def excerpt(self, text: str) -> Snippet:
        return snippet(text, self.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its name, where it is read, what it is, and the piece that matched."""

    title: str
    address: str
    note: str = ""
    snippet: Snippet | None = None


Several = Callable[["Question"], Mapping[str, Sequence[Hit]]]


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of thing. `find` gives the best hits first, in one query where it can."""

    slug: str
    title: StrPromise
    find: Callable[[Question], Sequence[Hit]]
    order: int


@dataclass(frozen=True, slots=True)
class Group:
    """What a source found, as far as it is shown."""

    source: Source
    hits: Sequence[Hit]
    total: int

    @property
    def is_more(self) -> bool:
        """Whether there are more than anybody counted."""
        return self.total > MOST

    @property
    def counted(self) -> int:
        return min(self.total, MOST)


_sources: dict[str, Source] = {}


def register(
    slug: str, title: StrPromise, order: int
) -> Callable[[Callable[[Question], Sequence[Hit]]], Callable[[Question], Sequence[Hit]]]:
    """Add a source at a place from top to bottom; used from an app's `search.py`."""

    def add(find: Callable[[Question], Sequence[Hit]]) -> Callable[[Question], Sequence[Hit]]:
        _sources[slug] = Source(slug, title, find, order)
        return find

    return add


def register_several(sources: Mapping[str, tuple[StrPromise, int]]) -> Callable[[Several], Several]:
    """Add sources, by their slug with title and place, whose hits come out of one read, by slug."""

    def add(read: Several) -> Several:
        for slug, (title, order) in sources.items():
            register(slug, title, order)(partial(_of_several, read, slug))
        return read

    return add


def _of_several(read: Several, slug: str, asked: Question) -> Sequence[Hit]:
    return asked.once(read).get(slug, ())


def search(actor: Actor, words: str, only: str = "") -> list[Group]:
    """What every source finds, or `only` the named one; groups without a hit are left out."""
    asked = Question(actor, words)
    if asked.query is None:
        return []
    wanted = [_sources[only]] if only in _sources else sorted(_sources.values(), key=lambda each: each.order)
    shown = MOST if only in _sources else SHOWN
    found = [(source, source.find(asked)) for source in wanted]
    return [Group(source, hits[:shown], len(hits)) for source, hits in found if hits]
