"""What higher apps add to a consultation: what it puts before its readers, and what may follow from it.

An app registers from its own `receivers.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcig.access import Actor
from members.models import Consultation

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What is shown below the text: a template, its context (as `exhibit.context`) and its style sheet.

    It holds what every consulted seat may read, whoever looks: the page behind a personal link shows it too.
    """

    template: str
    context: dict[str, Any]
    stylesheet: str


ExhibitSource = Callable[[Consultation], Exhibit | None]
_sources: dict[str, ExhibitSource] = {}


def register_exhibit(purpose: str, source: ExhibitSource) -> ExhibitSource:
    """Say what consultations with this `purpose` show; used from an app's `receivers.py`."""
    _sources[purpose] = source
    return source


def exhibit_of(consultation: Consultation) -> Exhibit | None:
    source = _sources.get(consultation.purpose)
    return source(consultation) if source else None


@dataclass(frozen=True, slots=True)
class Door:
    """A link among the actions of a consultation: where what follows from it is done, or stands."""

    label: str | StrPromise
    address: str
    icon: str


DoorSource = Callable[[Actor, Consultation], Door | None]
_doors: list[DoorSource] = []


def register_door(source: DoorSource) -> DoorSource:
    """Offer what follows from a consultation; the source returns None when nothing does for this actor."""
    _doors.append(source)
    return source


def doors_of(actor: Actor, consultation: Consultation) -> list[Door]:
    return [door for source in _doors if (door := source(actor, consultation)) is not None]
