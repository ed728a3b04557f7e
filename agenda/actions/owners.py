"""The seats behind the organisations that people choose."""

from __future__ import annotations

from collections.abc import Iterable

from members.models import Organisation, Seat, SeatKind


def principal_seat(organisation: Organisation) -> Seat:
    """The titular seat of the organisation; one that was never registered begins to exist."""
    return Seat.objects.get_or_create(organisation=organisation, kind=SeatKind.PRINCIPAL)[0]


def principal_seats(organisations: Iterable[int]) -> list[Seat]:
    """The titular seats of the organisations (keys), in the order of the keys."""
    found = Organisation.objects.filter(pk__in=list(organisations)).order_by("pk")
    return [principal_seat(each) for each in found]
