"""Doors on «Su cuenta» to what a person sets for themselves: apps register them from `navigation.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcig.access import ActorRequest
from mcig.web.navigation import address_for

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Door:
    """A page that the account's own page leads to. `name` is a URL name, `text` says what it is for."""

    label: StrPromise
    text: StrPromise
    name: str


_doors: list[Door] = []


def register_door(door: Door) -> None:
    _doors.append(door)


def doors_for(request: ActorRequest) -> list[tuple[Door, str]]:
    """The doors that the actor of this request may open, each with its address."""
    found = [(door, address_for(request, door.name)) for door in _doors]
    return [(door, address) for door, address in found if address]
