"""Reads about mandates: who held which office when, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.alphabet import alphabetical
from mcig.countries import country_name
from mcig.mesa.models import Mesa
from members.models import Mandate, MandateRole, Organisation
from members.queries.register import last_name_of
from members.rules.rotation import MandateState, Office, Rotation, Term, next_term, state_of


@dataclass(frozen=True, slots=True)
class MandateHolderRow:
    """One of the holders; `short` is its country, acronym or name: what fits into a drawing."""

    key: int
    code: str
    name: str
    short: str
    pro_tempore: bool


@dataclass(slots=True)
class MandateRow:
    """A mandate as a page shows it, with its holders in order."""

    key: int
    office: Office
    term: Term
    planned: Term
    basis: str
    state: MandateState
    holders: list[MandateHolderRow] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the holders hold: «Copresidencia» when there are several."""
        return office_title(self.office, shared=len(self.holders) > 1)

    @property
    def differs_from_plan(self) -> bool:
        return self.planned != self.term

    @property
    def names(self) -> str:
        return ", ".join(holder.name for holder in self.holders)


def office_title(office: Office, *, shared: bool = False) -> str:
    """The office in the reader's language."""
    if office is Office.SECRETARIAT:
        return _("Secretaría técnica")
    return _("Copresidencia") if shared else _("Presidencia")


def rotation_of(mesa: Mesa | None) -> Rotation:
    """The rule of rotation that the mesa's profile states; before there is one, that of a new profile."""
    profile = mesa or Mesa()
    return Rotation(Office(profile.rotating_role), profile.term_months, profile.seats_per_mandate)


def term_of(validity: Any) -> Term:
    """A stored range as a term; one without a beginning begins with the calendar."""
    return Term(validity.lower or date.min, validity.upper)


def mandate_rows(on: date) -> list[MandateRow]:
    """Every mandate with its holders and its state on the date, oldest first. One query."""
    found = (
        Mandate.objects.annotate(holder_name=last_name_of("seats__organisation_id", on))
        .order_by("validity", "pk", "seats__position")
        .values(
            "pk",
            "role",
            "validity",
            "planned",
            "basis",
            "holder_name",
            "seats__organisation_id",
            "seats__organisation__code",
            "seats__organisation__country",
            "seats__pro_tempore",
        )
    )
    rows: dict[int, MandateRow] = {}
    for values in found:
        term = term_of(values["validity"])
        row = rows.setdefault(
            values["pk"],
            MandateRow(
                key=values["pk"],
                office=Office(values["role"]),
                term=term,
                planned=term_of(values["planned"]),
                basis=values["basis"],
                state=state_of(term, on),
            ),
        )
        if values["seats__organisation_id"] is not None:
            row.holders.append(_holder_row(dict(values)))
    return list(rows.values())


def _holder_row(values: dict[str, Any]) -> MandateHolderRow:
    name = values["holder_name"]
    return MandateHolderRow(
        key=values["seats__organisation_id"],
        code=values["seats__organisation__code"],
        name=name,
        short=country_name(values["seats__organisation__country"]) or name,
        pro_tempore=bool(values["seats__pro_tempore"]),
    )


def held_on(rows: list[MandateRow], on: date) -> list[MandateRow]:
    """The mandates of the date, presidency first."""
    held = [row for row in rows if state_of(row.term, on) is MandateState.CURRENT]
    return sorted(held, key=lambda row: row.office)


@dataclass(frozen=True, slots=True)
class Following:
    """What comes after today's mandate of the rotating office.

    `mandate` is the next one that is already agreed, else `term` is the one that the rule gives; both are
    empty while the mandate of today has no end.
    """

    office: Office
    mandate: MandateRow | None
    term: Term | None
    current: MandateRow | None


def following(rows: list[MandateRow], rotation: Rotation, today: date) -> Following:
    """The next mandate of the office that rotates, or the term that the rule gives."""
    own = [row for row in rows if row.office is rotation.office]
    current = next((row for row in own if row.state is MandateState.CURRENT), None)
    coming = next((row for row in own if row.state is MandateState.PROPOSED), None)
    return Following(rotation.office, coming, _term_by_rule(own, rotation, today), current)


def term_to_fill(rows: list[MandateRow], rotation: Rotation, today: date) -> Term | None:
    """The next term of the rotating office that nobody has yet, or None while the last one has no end."""
    own = [row for row in rows if row.office is rotation.office]
    return _term_by_rule(own, rotation, today)


def _term_by_rule(own: list[MandateRow], rotation: Rotation, today: date) -> Term | None:
    last = max((row.term for row in own), default=None)
    term = next_term(rotation, rotation.office, last, today=today)
    if term is not None and term.end is not None and term.end <= today:
        # The register stops in the past: nobody is proposed for a term that is over.
        return next_term(rotation, rotation.office, None, today=today)
    return term


def mandates_seen_by(actor: Actor) -> QuerySet[Mandate]:
    """Whose details the actor reads: all for secretariat and administration, the own term for its holders.

    The own term is the one held today and the one that a person is about to take over.
    """
    if actor.holds(Role.SECRETARIAT, Role.ADMINISTRATOR):
        return Mandate.objects.all()
    offices = {
        grant.organisation_id for grant in actor.grants if grant.role in {Role.PRESIDENCY, Role.INCOMING}
    }
    own = Q(validity__endswith__gt=actor.on) | Q(validity__upper_inf=True)
    return Mandate.objects.filter(own, holders__in=offices).distinct()


def possible_holders(on: date) -> list[tuple[int, str]]:
    """Every organisation with its name of the date, in alphabetical order: key and name."""
    found = Organisation.objects.annotate(name=last_name_of("pk", on)).values_list("pk", "name")
    return sorted(found, key=lambda pair: alphabetical(pair[1]))


def not_members_on(keys: list[int], on: date) -> list[str]:
    """The names of those of the organisations that do not belong to the mesa on the date."""
    outside = (
        Organisation.objects.filter(pk__in=keys)
        .exclude(pk__in=Organisation.objects.members_on(on))
        .annotate(name=last_name_of("pk", on))
    )
    return sorted(outside.values_list("name", flat=True), key=alphabetical)


def overlapping(role: MandateRole, term: Term, *, besides: int | None, today: date) -> MandateRow | None:
    """The mandate of the same office that holds on some day of `term`; `besides` is left out."""
    rows = (row for row in mandate_rows(today) if row.office.value == role.value and row.key != besides)
    return next((row for row in rows if row.term.overlaps(term)), None)
