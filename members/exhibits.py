"""What a consultation puts before its readers besides its text; the app whose purpose it has says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from members.models import Consultation


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
