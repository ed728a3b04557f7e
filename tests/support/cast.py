"""The named cast: a small mesa in March 2024, with somebody in every role."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from mcig.access import Actor, actor_for
from mcig.accounts.models import User
from mcig.mesa.models import Mesa
from members.models import (
    Mandate,
    MandateHolder,
    MandateRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Person,
    Posting,
    Seat,
    SeatKind,
)

TODAY = date(2024, 3, 12)
SINCE_2018 = DateRange(date(2018, 1, 1), None)
TERM = DateRange(date(2023, 1, 1), date(2025, 1, 1))
PASSWORD = "una-clave-larga-de-prueba"


@dataclass(frozen=True)
class Cast:
    """Everybody that a test may need; addresses end in `@mcig.example`."""

    mesa: Mesa
    chile: Organisation
    germany: Organisation
    france: Organisation
    un_women: Organisation
    secretary: User
    chilean: User
    german: User
    french: User
    french_alternate: User
    former: User
    stranger: User
    administrator: User

    def actor(self, name: str, on: date = TODAY) -> Actor:
        """The actor that the person of this name is on a date; `anonymous` for nobody."""
        from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

        return actor_for(getattr(self, name, None) or AnonymousUser(), on)

    def client(self, name: str) -> Client:
        """A browser in which the person of this name is logged in, with a second factor; or nobody."""
        return sign_in(Client(), getattr(self, name, None))


ROLES = (
    "anonymous",
    "stranger",
    "former",
    "french",
    "french_alternate",
    "german",
    "chilean",
    "secretary",
    "administrator",
)


def sign_in(client: Client, user: User | None, *, second_factor: bool = True) -> Client:
    """Log `user` in as if the login pages had done it."""
    if user is None:
        return client
    client.force_login(user)
    session = client.session
    methods = [{"method": "password", "at": time.time(), "email": user.email}]
    if second_factor:
        methods.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session["account_authentication_methods"] = methods
    session.save()
    return client


def organisation(code: str, name: str, *, country: str = "", member: bool = True) -> Organisation:
    """An organisation with a name since 2018 and, unless told otherwise, a membership since then."""
    kind = OrganisationKind.EMBASSY if country else OrganisationKind.MULTILATERAL
    made = Organisation.objects.create(code=code, kind=kind, country=country)
    OrganisationName.objects.create(organisation=made, name=name, validity=SINCE_2018)
    if member:
        Membership.objects.create(organisation=made, validity=SINCE_2018)
    return made


def occupant(
    email: str,
    name: str,
    holder: Organisation | None = None,
    *,
    kind: SeatKind = SeatKind.PRINCIPAL,
    validity: DateRange = SINCE_2018,
) -> User:
    """An account and, with `holder`, the person's posting on that organisation's seat."""
    user = User.objects.create_user(f"{email}@mcig.example", PASSWORD, name=name)
    if holder is not None:
        seat, _created = Seat.objects.get_or_create(organisation=holder, kind=kind)
        person = Person.objects.create(name=name, email=user.email, user=user)
        Posting.objects.create(seat=seat, person=person, title="Punto focal", validity=validity)
    return user


def mandate(role: MandateRole, validity: DateRange, *holders: Organisation) -> Mandate:
    made = Mandate.objects.create(role=role, planned=validity)
    for position, holder in enumerate(holders, start=1):
        MandateHolder.objects.create(mandate=made, organisation=holder, position=position)
    return made


def assemble() -> Cast:
    """Put the cast into the database."""
    mesa = Mesa.objects.create(
        name="Mesa de Cooperación Internacional para la Igualdad de Género en México",
        name_en="International Cooperation Roundtable for Gender Equality in Mexico",
        acronym="MCIG",
        country="MX",
        time_zone="America/Mexico_City",
        seats_per_mandate=2,
    )
    chile = organisation("CL", "Embajada de Chile en México", country="CL")
    germany = organisation("DE", "Embajada de Alemania en México", country="DE")
    france = organisation("FR", "Embajada de Francia en México", country="FR")
    un_women = organisation("ONUM", "ONU Mujeres México", member=False)
    mandate(MandateRole.PRESIDENCY, TERM, chile, germany)
    mandate(MandateRole.SECRETARIAT, SINCE_2018, un_women)
    administrator = User.objects.create_user(
        "admin@mcig.example", PASSWORD, name="Ada Sistema", administrator_during=SINCE_2018
    )
    return Cast(
        mesa=mesa,
        chile=chile,
        germany=germany,
        france=france,
        un_women=un_women,
        secretary=occupant("secretaria", "Sara Secretaría", un_women),
        chilean=occupant("chile", "Catalina Chilena", chile),
        german=occupant("alemania", "Anna Alemana", germany),
        french=occupant("francia", "Françoise Francesa", france),
        french_alternate=occupant("suplente.francia", "Simon Suplente", france, kind=SeatKind.ALTERNATE),
        former=occupant(
            "saliente",
            "Sofía Saliente",
            chile,
            kind=SeatKind.ALTERNATE,
            validity=DateRange(date(2018, 1, 1), date(2024, 1, 1)),
        ),
        stranger=occupant("nadie", "Nadia Nadie"),
        administrator=administrator,
    )
