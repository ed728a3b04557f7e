"""What higher apps show on the card of an organisation, and what they say a seat holds.

An app registers from its own `annexes.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import Actor
from members.models import ConsultationSeat, ConsultationState, Organisation, Posting

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Annex:
    """A section of the card: a title, its template and the template's context (as `annex.context`)."""

    title: str | StrPromise
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holding:
    """Open work of a seat: what it is, how many, and what becomes of it.

    `move`, when given, is called inside the transaction of the relay with the new posting and the first day
    of its occupant; without it the work belongs to the organisation already and nothing has to move.
    """

    label: str | StrPromise
    count: int
    note: str | StrPromise
    url: str = ""
    move: Callable[[Posting, date], None] | None = None


AnnexSource = Callable[[Actor, Organisation], Annex | None]
HoldingSource = Callable[[Actor, Posting], Iterable[Holding]]
_annexes: list[AnnexSource] = []
_holdings: list[HoldingSource] = []


def register_annex(source: AnnexSource) -> AnnexSource:
    """Add a section to the card; the source returns None when it has nothing to say to this actor."""
    _annexes.append(source)
    return source


def register_holding(source: HoldingSource) -> HoldingSource:
    """Let an app say what open work a posting holds."""
    _holdings.append(source)
    return source


def annexes_for(actor: Actor, organisation: Organisation) -> list[Annex]:
    return [annex for source in _annexes if (annex := source(actor, organisation)) is not None]


def holdings_of(actor: Actor, posting: Posting) -> list[Holding]:
    return [holding for source in _holdings for holding in source(actor, posting)]


@register_holding
def consultations_of_the_seat(actor: Actor, posting: Posting) -> Iterator[Holding]:
    """Open consultations that still wait for the organisation's answer: the seat is asked, not the person."""
    count = ConsultationSeat.objects.filter(
        consultation__state=ConsultationState.OPEN,
        answered_at=None,
        seat__organisation=posting.seat.organisation_id,
    ).count()
    if count:
        yield Holding(
            label=_("Consultas por responder"),
            count=count,
            note=_("Se consulta al lugar: quien llega responde con su cuenta o con un enlace nuevo."),
            url=reverse("consultation-list"),
        )
