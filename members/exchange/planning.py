"""What applying the rows of an import would do, row by row, against the register as it stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from mcig.alphabet import alphabetical
from mcig.dates import write_date
from members.actions.organisations import Naming, Profile
from members.exchange.choices import Fault, faults, values_by_word
from members.exchange.member_sheet import HEADINGS, PEOPLE
from members.forms.organisations import EntryForm, NewOrganisationForm
from members.models import Organisation, OrganisationName

FACTS = tuple(field for field in Profile.__dataclass_fields__ if field != "successor")
NAMES = tuple(Naming.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation of the register: its facts and newest name by column, and when it entered."""

    stored: dict[str, Any]
    entered: tuple[date | None, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A column before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the file: `state` is new, changed, same or error. `enters` is an entry to register."""

    line: str
    code: str
    name: str
    state: str
    changes: tuple[Difference, ...] = ()
    errors: tuple[Fault, ...] = ()
    profile: Profile | None = None
    naming: Naming | None = None
    enters: date | None = None
    basis: str = ""

    @property
    def since(self) -> date | None:
        """From when on the row counts."""
        return self.enters


def known_organisations() -> dict[str, Known]:
    """The register by code. Three queries."""
    newest: dict[int, OrganisationName] = {}
    for name in OrganisationName.objects.order_by(Lower("validity").asc(nulls_first=True)):
        newest[name.organisation_id] = name
    return {
        each.code: Known(
            {field: getattr(each, field) for field in FACTS}
            | {field: getattr(newest.get(each.pk), field, "") for field in NAMES},
            tuple(membership.validity.lower for membership in each.memberships.all()),
        )
        for each in Organisation.objects.prefetch_related("memberships")
    }


def with_codes(rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The rows with the codes that were left out: a member has that of its country, «CL»; of a person the
    cell may name the member by its country or its name instead."""
    countries = values_by_word("country")
    codes: dict[str, str] = {}
    found = []
    for row in rows:
        code = row.get("code", "")
        if row.get("sheet") == PEOPLE:
            code = codes.get(alphabetical(code), code)
        else:
            country, name = alphabetical(row.get("country", "")), alphabetical(row.get("name", ""))
            code = code or countries.get(country, "")
            codes = {country: code, name: code} | codes | {alphabetical(code): code}
        found.append({**row, "code": code})
    return found


def plan(rows: Iterable[Mapping[str, str]], seated: Container[str] = ()) -> list[Planned]:
    """What each row would do. An empty cell leaves what is stored; nothing is ever erased.

    `seated` are the codes for which the same file names people: a new one of them has to say since when it
    is a member.
    """
    known = known_organisations()
    kinds, countries = values_by_word("kind"), values_by_word("country")
    seen: set[str] = set()
    planned = []
    for row in rows:
        code = row.get("code", "").upper()
        if code in seen:
            words = _("La clave %(code)s ya está en otro renglón.") % {"code": code}
            planned.append(_wrong(row, [Fault("code", words)]))
            continue
        seen.add(code)
        found = _planned(row, code, known.get(code), kinds, countries)
        if found.state == "new" and found.enters is None and code in seated:
            words = _("Escriba desde cuándo integra la mesa: en «Personas» hay quien la representa.")
            found = _wrong(row, [Fault("member_since", words)])
        planned.append(found)
    return planned


def _planned(
    row: Mapping[str, str], code: str, known: Known | None, kinds: dict[str, str], countries: dict[str, str]
) -> Planned:
    stored: dict[str, Any] = known.stored if known else {"protocol_order": 100}
    wanted = {field: row.get(field) or stored.get(field, "") for field in (*FACTS, *NAMES)}
    wanted["kind"] = kinds.get(alphabetical(str(wanted["kind"])), wanted["kind"])
    wanted["country"] = countries.get(alphabetical(str(wanted["country"])), str(wanted["country"]).upper())
    form = NewOrganisationForm({**wanted, "code": code})
    entry = EntryForm({"first": row.get("member_since", ""), "basis": row.get("basis") or "—"})
    errors = faults(form, row, HEADINGS)
    if row.get("member_since"):
        errors += faults(entry, row, HEADINGS, {"first": "member_since"})
    if errors:
        return _wrong(row, errors)
    enters = entry.cleaned_data["first"] if row.get("member_since") else None
    if known and enters in known.entered:
        enters = None
    if known and enters and known.entered:
        words = _("Ya tiene registrada otra fecha de entrada; corríjala en su ficha.")
        return _wrong(row, [Fault("member_since", words)])
    data = form.cleaned_data
    changes = [
        Difference(HEADINGS[field], str(stored.get(field, "")) if known else "", str(data[field]))
        for field in (*NAMES, *FACTS)
        if str(data[field]) != str(stored.get(field, "") if known else "")
    ]
    if enters:
        changes.append(Difference(HEADINGS["member_since"], "", write_date(enters)))
    state = "new" if known is None else "changed" if changes else "same"
    return Planned(
        line=row["line"],
        code=code,
        name=data["name"],
        state=state,
        changes=tuple(changes),
        profile=form.profile,
        naming=form.naming,
        enters=enters,
        basis=row.get("basis", ""),
    )


def _wrong(row: Mapping[str, str], errors: list[Fault]) -> Planned:
    return Planned(
        line=row["line"],
        code=row.get("code", ""),
        name=row.get("name", ""),
        state="error",
        errors=tuple(errors),
    )
