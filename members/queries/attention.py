"""What of the consultations and the statements waits for an answer of somebody's seat."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from mcig.access import Actor
from members.models import Signature
from members.queries.consultations import own_seats
from members.rules.consultation import SILENT, Phase
from members.rules.mesa_documents import SignaturePhase

COLUMNS = ("wait_kind", "wait_first", "wait_second", "wait_title", "wait_until")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for an answer: its name, until when, and where it is answered."""

    title: str
    deadline: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits, the nearest deadline first."""

    consultations: list[Waiting] = field(default_factory=list)
    signatures: list[Waiting] = field(default_factory=list)


def asked_of(actor: Actor) -> Asked:
    """The open consultations and the statements that wait for the actor's seats. One query."""
    found = Asked()
    if not actor.organisations:
        return found
    for kind, first, second, title, deadline in _consultations(actor).union(_signatures(actor), all=True):
        if kind == "consultation":
            address = reverse("consultation-detail", args=[f"{first}-{second:03d}"])
            found.consultations.append(Waiting(title, deadline, address))
        else:
            address = reverse("mesa-document-version", args=[first, second])
            found.signatures.append(Waiting(title, deadline, f"{address}#firma"))
    for each in (found.consultations, found.signatures):
        each.sort(key=lambda waiting: waiting.deadline)
    return found


def _consultations(actor: Actor) -> QuerySet[Any]:
    return _rows(
        own_seats(actor)
        .order_by()
        .filter(consultation__state=Phase.OPEN, consultation__deadline__gt=timezone.now(), state__in=SILENT),
        "consultation",
        ("consultation__year", "consultation__sequence", "consultation__subject", "consultation__deadline"),
    )


def _signatures(actor: Actor) -> QuerySet[Any]:
    return _rows(
        Signature.objects.filter(
            state=SignaturePhase.PENDING,
            seat__organisation__in=actor.organisations,
            version__signing_deadline__gt=timezone.now(),
        ),
        "signature",
        ("version__document", "version__number", "version__document__title", "version__signing_deadline"),
    )


def _rows(found: QuerySet[Any], kind: str, columns: tuple[str, str, str, str]) -> QuerySet[Any]:
    first, second, title, deadline = columns
    rows: QuerySet[Any] = found.annotate(
        wait_kind=Value(kind, CharField()),
        wait_first=Cast(first, IntegerField()),
        wait_second=Cast(second, IntegerField()),
        wait_title=F(title),
        wait_until=F(deadline),
    ).values_list(*COLUMNS)
    return rows
