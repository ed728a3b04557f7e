"""What stands on the page of a meeting below its facts: each part, and each higher app, adds a panel.

A higher app registers from its own `panels.py`; a part of this one from its module of views.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agenda.models import Meeting
from mcig.access import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of the page: a title, its template and what it shows.

    The template sees `panel` (with `panel.context`), `meeting`, `actor` and the CSRF token. `slug` is the
    anchor of the section.
    """

    title: str | StrPromise
    template: str
    slug: str
    context: dict[str, Any] = field(default_factory=dict)


PanelSource = Callable[[Actor, Meeting], Panel | None]
_sources: list[tuple[int, PanelSource]] = []


def register_panel(order: int) -> Callable[[PanelSource], PanelSource]:
    """Add a panel at a place from top to bottom; the source returns None when it has nothing to say to
    this actor about this meeting."""

    def register(source: PanelSource) -> PanelSource:
        _sources.append((order, source))
        _sources.sort(key=lambda pair: pair[0])
        return source

    return register


def panels_for(actor: Actor, meeting: Meeting) -> list[Panel]:
    return [panel for _order, source in _sources if (panel := source(actor, meeting)) is not None]
