"""The directory: who speaks for whom today, in the order of protocol."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mcig.alphabet import alphabetical
from mcig.countries import country_name
from mcig.files.models import StoredFile
from members.models import MandateHolder, Organisation, OrganisationKind, Posting, SeatKind
from members.queries.register import last_name_of

SEATS = tuple(SeatKind.values)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of the directory, with the post and the working contact; absent facts are empty texts."""

    person_id: int
    name: str
    title: str
    seat: str
    organisation: str
    code: str
    kind: str
    country: str
    email: str
    phone: str
    since: date | None
    language: str
    address: str
    website: str


def directory(on: date, *, words: str = "", kind: str = "", seat: str = "") -> list[Entry]:
    """Who is posted on the date at an organisation that takes part in the mesa, holds a mandate in it or
    observes. By protocol order, country, seat and name. One query.

    `words` search names of people and organisations, posts and acronyms; `kind` and `seat` are values of
    `OrganisationKind` and `SeatKind`.
    """
    members = Organisation.objects.members_on(on).values("pk")
    holding = MandateHolder.objects.filter(mandate__validity__contains=on).values("organisation")
    postings = (
        Posting.objects.on(on)
        .filter(
            Q(seat__organisation__in=members)
            | Q(seat__organisation__in=holding)
            | Q(seat__kind=SeatKind.OBSERVER)
        )
        .select_related("person", "catalogued", "seat__organisation")
        .annotate(organisation_name=last_name_of("seat__organisation_id", on))
    )
    if kind in OrganisationKind.values:
        postings = postings.filter(seat__organisation__kind=kind)
    if seat in SEATS:
        postings = postings.filter(seat__kind=seat)
    found = sorted(postings, key=_protocol)
    entries = [_entry(posting) for posting in found]
    wanted = alphabetical(words)
    return [entry for entry in entries if not wanted or wanted in _searched(entry)]


def logos_of(codes: Iterable[str]) -> dict[str, StoredFile]:
    """The logos of the organisations with these codes, by code; those without one are absent. One query."""
    found = Organisation.objects.filter(code__in=set(codes), logo__isnull=False).select_related("logo")
    return {each.code: each.logo for each in found if each.logo}


def _protocol(posting: Posting) -> tuple[int, str, str, int, str]:
    organisation = posting.seat.organisation
    name = posting.organisation_name  # type: ignore[attr-defined]
    return (
        organisation.protocol_order,
        alphabetical(country_name(organisation.country) or name),
        alphabetical(name),
        SEATS.index(posting.seat.kind),
        alphabetical(posting.person.name),
    )


def _entry(posting: Posting) -> Entry:
    organisation, person = posting.seat.organisation, posting.person
    return Entry(
        person_id=person.pk,
        name=person.name,
        title=posting.worded,
        seat=str(posting.seat.get_kind_display()),
        organisation=posting.organisation_name,  # type: ignore[attr-defined]
        code=organisation.code,
        kind=str(organisation.get_kind_display()),
        country=country_name(organisation.country),
        email=person.email,
        phone=person.phone,
        since=posting.validity.lower,
        language=person.language,
        address=organisation.address,
        website=organisation.website,
    )


def _searched(entry: Entry) -> str:
    return alphabetical(" ".join((entry.name, entry.title, entry.organisation, entry.code, entry.country)))
