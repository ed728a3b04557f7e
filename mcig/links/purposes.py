"""What can be done with a link: each purpose is registered by the app that understands it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase

from mcig.access import ActorRequest

if TYPE_CHECKING:
    from mcig.links.models import PersonalLink


@dataclass(frozen=True, slots=True)
class Purpose:
    """How an app answers a link.

    `holds(link, on)`: whether the person may still use it on the date. `respond(request, link)`: the page,
    and what its button does; an answer of 400 or more undoes everything. `renew(address)`: queue fresh links
    for whatever waits for that address, or do nothing. `hand_out(request, link, key)`: a file of the page, by
    its key there. `once`: the link is used up by its first answer.
    """

    name: str
    holds: Callable[[PersonalLink, date], bool]
    respond: Callable[[ActorRequest, PersonalLink], HttpResponseBase]
    renew: Callable[[str], None]
    hand_out: Callable[[ActorRequest, PersonalLink, int], HttpResponseBase] | None = None
    once: bool = False


_purposes: dict[str, Purpose] = {}


def register_purpose(purpose: Purpose) -> Purpose:
    """Make a purpose known; used from an app's `links.py`."""
    _purposes[purpose.name] = purpose
    return purpose


def purpose_of(name: str) -> Purpose | None:
    return _purposes.get(name)


def all_purposes() -> tuple[Purpose, ...]:
    return tuple(_purposes.values())
