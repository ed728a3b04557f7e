"""The beginning of a mesa: its profile, and the organisation that keeps its technical secretariat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.accounts.models import User
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from members.models import (
    Mandate,
    MandateHolder,
    MandateRole,
    Organisation,
    OrganisationName,
    Person,
    Posting,
    Seat,
    SeatKind,
)


@dataclass(frozen=True, slots=True)
class Founding:
    """What has to be known before anything else: the mesa, its secretariat, who founds it and their post."""

    name: str
    acronym: str
    country: str
    time_zone: str
    code: str
    kind: str
    organisation: str
    title: str
    since: date
    person: str


@transaction.atomic
def found_mesa(*, actor: Actor, facts: Founding) -> Mesa:
    """Begin the mesa and return it.

    Effects: the profile of the mesa; the organisation with its principal seat and an open mandate as
    technical secretariat from `facts.since`; whoever founds it takes the name `facts.person` in their account
    and occupies that seat from today. Raises
    `PermissionDenied` for whoever does not administrate the system, `Broken` when there is a mesa already or
    when the day lies ahead.
    """
    actor.require(Role.ADMINISTRATOR)
    if facts.since > actor.on:
        raise Broken(_("La secretaría técnica debe haber comenzado hoy o antes."), "since")
    mesa = _mesa(facts)
    organisation = Organisation.objects.create(code=facts.code, kind=facts.kind)
    OrganisationName.objects.create(
        organisation=organisation, name=facts.organisation, validity=DateRange(None, None)
    )
    seat = Seat.objects.create(organisation=organisation, kind=SeatKind.PRINCIPAL)
    mandate = Mandate.objects.create(role=MandateRole.SECRETARIAT, planned=DateRange(facts.since, None))
    MandateHolder.objects.create(mandate=mandate, organisation=organisation)
    today = DateRange(actor.on, None)
    person = _person(cast("User", actor.user), facts.person)
    Posting.objects.create(
        seat=seat, person=person, title=facts.title, validity=today, administers_during=today
    )
    return mesa


def _mesa(facts: Founding) -> Mesa:
    try:
        with transaction.atomic():
            return Mesa.objects.create(
                name=facts.name, acronym=facts.acronym, country=facts.country, time_zone=facts.time_zone
            )
    except IntegrityError:
        raise Broken(_("La mesa ya está fundada: cada instalación sirve a una.")) from None


def _person(user: User, name: str) -> Person:
    user.name = name
    user.save(update_fields=["name"])
    found, _is_new = Person.objects.get_or_create(
        user=user, defaults={"name": user.name, "email": user.email, "language": user.language}
    )
    return found
