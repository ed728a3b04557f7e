"""Reads about members, the people who speak for them and the mandates; each says for which date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from members.countries import country_name
from members.models import (
    Mandate,
    MandateHolder,
    MandateRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Posting,
    SeatKind,
    name_of,
)
from members.rules import alphabetical


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


def members_on(on: date) -> list[MemberRow]:
    """The members of the mesa on the date, by country in Spanish alphabetical order. One query."""
    found = (
        Organisation.objects.members_on(on)
        .annotate(
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
        )
        .values("code", "name", "kind", "country", "since", "titular", "alternate", "presides")
    )
    rows = [_member_row(dict(values)) for values in found]
    return sorted(rows, key=lambda row: (alphabetical(row.country or row.name), alphabetical(row.name)))


def _member_row(values: dict[str, Any]) -> MemberRow:
    values["kind"] = OrganisationKind(values["kind"]).label
    values["country"] = country_name(values["country"])
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
        name_on=last_name_of("pk", on),  # type: ignore[no-redef]
        successor_name=last_name_of("successor_id", on),
    )


def names_of(organisation: Organisation) -> QuerySet[OrganisationName]:
    """The dated names, newest first."""
    return organisation.names.order_by(Lower("validity").desc(nulls_last=True))


def memberships_of(organisation: Organisation) -> QuerySet[Membership]:
    """The times as a member, newest first."""
    return organisation.memberships.order_by(Lower("validity").desc(nulls_last=True))


def mandates_of(organisation: Organisation) -> QuerySet[Mandate]:
    """The mandates held, newest first."""
    return organisation.mandates.order_by(Lower("validity").desc(nulls_last=True), "role")


def postings_on(organisation: Organisation, on: date) -> QuerySet[Posting]:
    """Who occupies the organisation's seats on the date, titular first."""
    return (
        Posting.objects.on(on)
        .filter(seat__organisation=organisation)
        .select_related("seat", "person")
        .order_by("-seat__kind", "person__name")
    )


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
