"""Who belongs, who speaks for whom, who presides: every fact with its dates, as half-open ranges."""

from __future__ import annotations

from members.models.dated import DatedQuerySet, same
from members.models.mandates import Mandate, MandateHolder, MandateRole
from members.models.organisations import (
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationQuerySet,
    name_of,
)
from members.models.seats import Person, Posting, Seat, SeatKind

__all__ = [
    "DatedQuerySet",
    "Mandate",
    "MandateHolder",
    "MandateRole",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationQuerySet",
    "Person",
    "Posting",
    "Seat",
    "SeatKind",
    "name_of",
    "same",
]
