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
    """A registered menu entry. `name` is a URL name; `order` its place from left to right."""

    label: str | StrPromise
    name: str
    icon: str
    order: int


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry as one request shows it."""

    label: str | StrPromise
    url: str
    icon: str
    current: bool


_entries: list[Entry] = [Entry(_("Inicio"), "home", "house", 0)]


def register(*entries: Entry) -> None:
    """Add menu entries; used from an app's `navigation.py`."""
    _entries.extend(entries)
    _entries.sort(key=lambda entry: entry.order)


def entries_for(request: ActorRequest) -> list[MenuItem]:
    """The entries that the actor of this request may open."""
    items = []
    for entry in _entries:
        url, declaration = _target(entry.name, settings.ROOT_URLCONF)
        if declaration.admits(request.actor):
            items.append(MenuItem(entry.label, url, entry.icon, _is_current(request.path, url)))
    return items


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
