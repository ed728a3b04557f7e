"""The main menu: apps register their entries, and each entry asks its URL's own declaration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from mcig.access import ActorRequest, Declaration

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """A registered menu entry. `name` is a URL name; `order` its place from left to right.

    A `tool` is used now and then, to run the mesa: several of them stand together under one word.
    """

    label: str | StrPromise
    name: str
    icon: str
    order: int
    tool: bool = False


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry as one request shows it."""

    label: str | StrPromise
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """What one request shows: the places of the mesa in a row, and the tools behind one word, if any."""

    places: list[MenuItem]
    tools: list[MenuItem]

    @property
    def uses_tool(self) -> bool:
        """Whether the page that is shown belongs to one of the tools."""
        return any(item.current for item in self.tools)


_entries: list[Entry] = [Entry(_("Inicio"), "home", "house", 0)]


def register(*entries: Entry) -> None:
    """Add menu entries; used from an app's `navigation.py`."""
    _entries.extend(entries)
    _entries.sort(key=lambda entry: entry.order)


def menu_for(request: ActorRequest) -> Menu:
    """The entries that the actor of this request may open; a tool that stands alone is among the places."""
    places: list[MenuItem] = []
    tools: list[MenuItem] = []
    for entry in _entries:
        url, declaration = _target(entry.name, settings.ROOT_URLCONF)
        if declaration.admits(request.actor):
            item = MenuItem(entry.label, url, entry.icon, _is_current(request.path, url))
            (tools if entry.tool else places).append(item)
    return Menu(places, tools) if len(tools) > 1 else Menu([*places, *tools], [])


def address_for(request: ActorRequest, name: str) -> str:
    """The address of the page `name`; empty when the actor of this request may not open it."""
    url, declaration = _target(name, settings.ROOT_URLCONF)
    return url if declaration.admits(request.actor) else ""


@cache
def _target(name: str, urlconf: str) -> tuple[str, Declaration]:
    """The address of a named page and what it declares; the same for every request."""
    url = reverse(name, urlconf=urlconf)
    declaration: Declaration = resolve(url, urlconf=urlconf).func.declaration  # type: ignore[attr-defined]
    return url, declaration


def _is_current(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
