"""Reads about members, the people who speak for them and the mandates; each says for which date."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import (
    CharField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Lower, NullIf
from django.utils.translation import get_language

from mcig.alphabet import alphabetical
from mcig.countries import country_name
from members.models import (
    DatedQuerySet,
    Mandate,
    MandateHolder,
    MandateRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Posting,
    SeatKind,
    Suspension,
    name_of,
)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member on a date. Without a known beginning `since` is None; an empty seat has an empty name."""

    code: str
    name: str
    kind: str
    country: str
    since: date | None
    titular: str
    alternate: str
    presides: bool
    suspended: bool
    has_logo: bool = False


def member_order(on: date) -> list[int]:
    """Keys of who belongs to the mesa on the date, by country in Spanish alphabetical order. One query."""
    named = FilteredRelation("names", condition=Q(names__validity__contains=on))
    # A join, not a subquery for each row: this one reads all of them, the page only its own.
    name = Coalesce(
        *([NullIf("named__name_en", Value(""))] if get_language() == "en" else []), "named__name", "code"
    )
    members = Organisation.objects.belonging_on(on).annotate(named=named)
    rows = members.values_list("country", Cast(name, TextField()), "pk")
    return [key for *_words, key in sorted((*_place(country, name), key) for country, name, key in rows)]


def _place(country: str, name: str) -> tuple[str, str]:
    key = _name_place(name)
    return _country_place(country, get_language() or "es") or key, key


# A list of five hundred is sorted at each request: the keys are kept.
@lru_cache(maxsize=2048)
def _name_place(name: str) -> str:
    return alphabetical(name)


@cache
def _country_place(country: str, language: str) -> str:
    return alphabetical(country_name(country))


def members_on(on: date, only: Collection[int] | None = None) -> list[MemberRow]:
    """Who belongs to the mesa on the date, or those of them with the keys `only`, in the order of
    `member_order`. One query."""
    members = Organisation.objects.belonging_on(on)
    if only is not None:
        members = members.filter(pk__in=only)
    found = members.annotate(
        suspended=Exists(Suspension.objects.on(on).filter(organisation=OuterRef("pk"))),
        name=last_name_of("pk", on),
        since=Lower("memberships__validity"),
        titular=_occupant(SeatKind.PRINCIPAL, on),
        alternate=_occupant(SeatKind.ALTERNATE, on),
        presides=Exists(
            MandateHolder.objects.filter(
                organisation=OuterRef("pk"),
                mandate__role=MandateRole.PRESIDENCY,
                mandate__validity__contains=on,
            )
        ),
    ).values(
        "code", "name", "kind", "country", "since", "titular", "alternate", "presides", "suspended", "logo"
    )
    rows = [_member_row(dict(values)) for values in found]
    return sorted(rows, key=lambda row: (alphabetical(row.country or row.name), alphabetical(row.name)))


def _member_row(values: dict[str, Any]) -> MemberRow:
    values["kind"] = OrganisationKind(values["kind"]).label
    values["country"] = country_name(values["country"])
    values["has_logo"] = values.pop("logo") is not None
    values |= {seat: values[seat] or "" for seat in ("titular", "alternate")}
    return MemberRow(**values)


@dataclass(frozen=True, slots=True)
class Holder:
    """An organisation that holds an office, under its name of the date."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """Who holds the presidency or the technical secretariat on a date, in the order of the mandate."""

    role: MandateRole
    holders: tuple[Holder, ...]

    @property
    def is_shared(self) -> bool:
        return len(self.holders) > 1


def offices_on(on: date) -> list[Office]:
    """The presidency and the secretariat of the date; what nobody holds is absent. One query."""
    holders = (
        MandateHolder.objects.filter(mandate__validity__contains=on)
        .annotate(name=last_name_of("organisation_id", on))
        .order_by("mandate__role", "position")
        .values_list("mandate__role", "organisation__code", "name")
    )
    by_role: dict[str, list[Holder]] = {}
    for role, code, name in holders:
        by_role.setdefault(role, []).append(Holder(code, name))
    return [Office(MandateRole(role), tuple(each)) for role, each in by_role.items()]


def organisations(on: date) -> QuerySet[Organisation]:
    """Organisations with `name_on` of the date, or their last name when none holds, and their successor's."""
    return Organisation.objects.select_related("successor").annotate(
        is_member=Exists(Membership.objects.on(on).filter(organisation=OuterRef("pk"))),
        is_suspended=Exists(Suspension.objects.on(on).filter(organisation=OuterRef("pk"))),
        name_on=last_name_of("pk", on),  # type: ignore[no-redef]
        successor_name=last_name_of("successor_id", on),
    )


def names_of(organisation: Organisation) -> QuerySet[OrganisationName]:
    """The dated names, newest first."""
    return organisation.names.order_by(Lower("validity").desc(nulls_last=True))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that held of an organisation during a time.

    `kind` is `name`, `membership`, `suspension`, `presidency` or `secretariat`. Of a name the texts are the
    name, its English form and the acronym; of anything else basis or reason, reason and basis of its end.
    """

    kind: str
    text: str
    second: str
    third: str
    validity: DateRange


def facts_of(organisation: Organisation) -> list[Fact]:
    """Everything dated about an organisation, newest first. One query."""
    names = _facts(
        OrganisationName.objects.filter(organisation=organisation),
        Value("name"),
        "name",
        "name_en",
        "acronym",
    )
    held = _facts(Mandate.objects.filter(holders=organisation), F("role"), "basis")
    belonged = _facts(
        Membership.objects.filter(organisation=organisation),
        Value("membership"),
        "basis",
        "end_reason",
        "end_basis",
    )
    paused = _facts(
        Suspension.objects.filter(organisation=organisation), Value("suspension"), "reason", "basis"
    )
    rows = [Fact(*row) for row in names.union(held, belonged, paused, all=True)]
    return sorted(rows, key=lambda fact: fact.validity.lower or date.min, reverse=True)


def _facts(rows: DatedQuerySet, kind: Combinable, *texts: str) -> QuerySet[Any, Any]:
    columns: list[Combinable] = [*(F(text) for text in texts), Value(""), Value("")]
    return rows.order_by().values_list(
        *(Cast(column, TextField()) for column in (kind, *columns[:3])), "validity"
    )


def postings_on(postings: Iterable[Posting], on: date) -> list[Posting]:
    """Those of the date, titular first."""
    places = {kind: place for place, kind in enumerate(SeatKind.values)}
    found = [posting for posting in postings if on in posting.validity]
    return sorted(found, key=lambda each: (places[each.seat.kind], alphabetical(each.person.name)))


def last_name_of(path: str, on: date) -> Coalesce:
    """The name on the date; failing that the last one known, and last the code."""
    last = (
        OrganisationName.objects.filter(organisation=OuterRef(path))
        .order_by(Lower("validity").desc(nulls_last=True))
        .values("name")[:1]
    )
    code = Organisation.objects.filter(pk=OuterRef(path)).values("code")[:1]
    return Coalesce(name_of(path, on), Subquery(last), Subquery(code), output_field=CharField())


def _occupant(kind: SeatKind, on: date) -> Subquery:
    postings: Any = Posting.objects.on(on).filter(seat__organisation=OuterRef("pk"), seat__kind=kind)
    return Subquery(postings.annotate(name=F("person__name")).values("name")[:1])
