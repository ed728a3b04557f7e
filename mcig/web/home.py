"""Cards of the home page: what needs me. Apps register them from their `home.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcig.access import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows: a title, its template and the template's context."""

    title: str | StrPromise
    template: str
    context: dict[str, Any]


CardSource = Callable[[Actor], Card | Sequence[Card] | None]
_first: list[CardSource] = []
_sources: list[CardSource] = []
_last: list[CardSource] = []


def register_first(source: CardSource) -> CardSource:
    """Add a source whose cards stand above all others: by them a new mesa begins."""
    _first.append(source)
    return source


def register(source: CardSource) -> CardSource:
    """Add a source of cards: it returns one, several of one read, or None when it has nothing to say."""
    _sources.append(source)
    return source


def register_last(source: CardSource) -> CardSource:
    """Add a source whose cards ask for nothing: they stand below what waits for somebody."""
    _last.append(source)
    return source


def cards_for(actor: Actor) -> list[Card]:
    found: list[Card] = []
    for source in (*_first, *_sources, *_last):
        cards = source(actor)
        found.extend([cards] if isinstance(cards, Card) else cards or ())
    return found
