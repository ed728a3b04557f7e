"""Imports of members and their people: read, compare row by row, apply, undo."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.alphabet import alphabetical
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import organisations
from members.exchange import member_sheet
from members.exchange.choices import values_by_word
from members.exchange.imports_people import apply_person, undo_person
from members.exchange.planning import Known, Planned, known_organisations, plan, with_codes
from members.exchange.planning_people import PlannedPerson, plan_people
from members.models import MemberImport, Organisation, SeatKind

APPLIED = frozenset({"new", "changed"})


@transaction.atomic
def upload(*, actor: Actor, filename: str, content: bytes) -> MemberImport:
    """Read a spreadsheet and keep its rows for the preview; the register is not touched.

    Raises `Broken` for a file that cannot be taken; nothing is stored then.
    """
    actor.require(Role.SECRETARIAT)
    rows = member_sheet.read(content)
    return MemberImport.objects.create(
        filename=filename[:200], rows=rows, uploaded_by=actor.account, uploaded_at=timezone.now()
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do today: to organisations, and to people."""

    organisations: list[Planned]
    people: list[PlannedPerson]

    @property
    def rows(self) -> list[Planned | PlannedPerson]:
        return [*self.organisations, *self.people]

    @property
    def wrong(self) -> list[tuple[str, Planned | PlannedPerson]]:
        """The rows with an error, each with its place in the file."""
        sheets = ((member_sheet.MEMBERS, self.organisations), (member_sheet.PEOPLE, self.people))
        return [
            (member_sheet.place({"sheet": sheet, "line": row.line}), row)
            for sheet, rows in sheets
            for row in rows
            if row.state == "error"
        ]

    @property
    def promised(self) -> str:
        """What a preview promises: applying it later is refused when it would do something else."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()


def plan_of(member_import: MemberImport, on: date) -> Plan:
    """What the rows of the file would do on the date, against the register as it stands."""
    rows = with_codes(member_import.rows)
    about_people = [row for row in rows if row.get("sheet") == member_sheet.PEOPLE]
    about_members = [row for row in rows if row.get("sheet") != member_sheet.PEOPLE]
    seated = {row["code"].upper() for row in about_people if row.get("code") and not _observes(row)}
    planned = plan(about_members, seated)
    entering = {row.code: row.enters for row in planned if row.enters}
    registering = [row.code for row in planned if row.state == "new"]
    failing = [row.code.upper() for row in planned if row.state == "error"]
    return Plan(planned, plan_people(about_people, registering, entering, failing, on=on))


def _observes(row: Mapping[str, str]) -> bool:
    return values_by_word("seat").get(alphabetical(row.get("seat", ""))) == SeatKind.OBSERVER


@transaction.atomic
def mend(
    *, actor: Actor, member_import: MemberImport, promised: str, cells: Mapping[str, Mapping[str, str]]
) -> Plan:
    """Put other words into rows of the file that waits, and give what it would do now.

    `cells` are the words by column, by the row's `place`. Raises `Stale` when the preview that `promised`
    something else is older than the rows or the register; `Broken` when the import was applied.
    """
    locked = _lock(actor, member_import)
    if locked.applied_at is not None:
        raise Broken(_("Esta importación ya se aplicó."))
    if plan_of(locked, actor.on).promised != promised:
        raise Stale
    locked.rows = [{**row, **cells.get(member_sheet.place(row), {})} for row in locked.rows]
    locked.save()
    return plan_of(locked, actor.on)


@transaction.atomic
def apply(*, actor: Actor, member_import: MemberImport, promised: str) -> MemberImport:
    """Apply the new and changed rows, leave the same and the wrong ones, and remember how to undo it.

    Raises `Stale` when the register changed since the preview that `promised` something else; `Broken` when
    it was applied before or there is nothing to apply.
    """
    locked = _lock(actor, member_import)
    if locked.applied_at is not None:
        raise Broken(_("Esta importación ya se aplicó."))
    planned = plan_of(locked, actor.on)
    if planned.promised != promised:
        raise Stale
    if not any(row.state in APPLIED for row in planned.rows):
        raise Broken(_("No hay nada que aplicar: los renglones ya están registrados o tienen errores."))
    known = known_organisations()
    locked.undo = [
        _apply_row(actor, row, known.get(row.code), locked.filename)
        for row in planned.organisations
        if row.state in APPLIED
    ]
    locked.undo += [apply_person(actor=actor, row=row) for row in planned.people if row.state in APPLIED]
    locked.applied_at = timezone.now()
    locked.save()
    return locked


@transaction.atomic
def undo(*, actor: Actor, member_import: MemberImport) -> MemberImport:
    """Put the register back as it was before the import.

    Raises `Broken`, changing nothing, when an organisation or a person changed since or something already
    refers to them.
    """
    locked = _lock(actor, member_import)
    if locked.applied_at is None or locked.undone_at is not None:
        raise Broken(_("Esta importación no está aplicada."))
    for step in reversed(locked.undo):
        if "posting" in step:
            undo_person(actor=actor, step=step)
        else:
            _undo_row(actor, step)
    locked.undone_at = timezone.now()
    locked.save()
    return locked


def _apply_row(actor: Actor, row: Planned, known: Known | None, filename: str) -> dict[str, Any]:
    assert row.profile is not None
    assert row.naming is not None
    if known is None:
        organisation = organisations.register_organisation(
            actor=actor, code=row.code, profile=row.profile, naming=row.naming
        )
        step: dict[str, Any] = {"code": row.code, "before": None}
    else:
        organisation = Organisation.objects.get(code=row.code)
        step = {"code": row.code, "before": known.stored}
        organisation = organisations.correct_organisation(
            actor=actor,
            organisation=organisation,
            version=organisation.version,
            profile=replace(row.profile, successor=organisation.successor),
            naming=row.naming,
        )
    if row.enters is not None:
        organisations.enter(
            actor=actor,
            organisation=organisation,
            version=organisation.version,
            first=row.enters,
            basis=row.basis or _("Importación de %(file)s") % {"file": filename},
        )
        organisation.refresh_from_db()
    return {
        **step,
        "entered": row.enters.isoformat() if row.enters else "",
        "version": organisation.version,
    }


def _undo_row(actor: Actor, step: dict[str, Any]) -> None:
    organisation = Organisation.objects.select_for_update().filter(code=step["code"]).first()
    if organisation is None or organisation.version != step["version"]:
        raise Broken(
            _("%(code)s cambió después de la importación; ya no se puede deshacer entera.")
            % {"code": step["code"]}
        )
    try:
        if step["entered"]:
            entered = date.fromisoformat(step["entered"])
            organisation.memberships.filter(validity__startswith=entered).delete()
        if step["before"] is None:
            organisation.seats.all().delete()
            organisation.names.all().delete()
            organisation.delete()
            return
    except ProtectedError:
        raise Broken(
            _("Ya hay registros que se refieren a %(code)s; la importación no se puede deshacer.")
            % {"code": step["code"]}
        ) from None
    before = step["before"]
    organisations.correct_organisation(
        actor=actor,
        organisation=organisation,
        version=organisation.version,
        profile=organisations.Profile(
            successor=organisation.successor,
            **{
                field: before[field]
                for field in organisations.Profile.__dataclass_fields__
                if field in before
            },
        ),
        naming=organisations.Naming(
            **{field: before[field] for field in organisations.Naming.__dataclass_fields__}
        ),
    )


def _lock(actor: Actor, member_import: MemberImport) -> MemberImport:
    actor.require(Role.SECRETARIAT)
    return MemberImport.objects.select_for_update().get(pk=member_import.pk)
