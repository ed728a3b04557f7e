"""A revision's lists and single values as one `Record`, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DecimalField, F, OuterRef, TextField
from django.db.models.functions import Cast, JSONObject

from projects import content, models
from projects.formats.plain import made
from projects.models import Revision, RevisionPart
from projects.rules import Ficha, PartialDate
from projects.rules.record import Part, Record

# Each list of the record and the table that keeps it.
TABLES: dict[str, type[RevisionPart]] = {
    "participations": models.RevisionParticipation,
    "places": models.RevisionPlace,
    "targets": models.RevisionTarget,
    "evidence": models.RevisionEvidence,
    "markers": models.RevisionMarker,
    "contributions": models.RevisionContribution,
    "flows": models.RevisionFlow,
    "beneficiary_counts": models.RevisionBeneficiaries,
    "milestones": models.RevisionMilestone,
    "indicators": models.RevisionIndicator,
    "links": models.RevisionLink,
    "relations": models.RevisionRelation,
    "identifiers": models.RevisionIdentifier,
    "translations": models.RevisionTranslation,
}
COLUMNS = tuple(each.name for each in fields(Record) if each.name not in TABLES)
NOT_CONTENT = frozenset({"id", "revision", "position"})


def read(revision: Revision) -> Record:
    """What the revision declares beside its ficha. One query: the lists come with the row as JSON."""
    return read_whole(revision)[1]


def read_whole(revision: Revision) -> tuple[Ficha, Record]:
    """The ficha and the record of the revision, in one query."""
    return _assembled(revision, Revision.objects.filter(pk=revision.pk).values_list(*_LISTS).get())


def read_each(revisions: Iterable[Revision]) -> dict[int, tuple[Ficha, Record]]:
    """The ficha and the record of each of these revisions, by key, in one query for all."""
    known = {revision.pk: revision for revision in revisions}
    found = Revision.objects.filter(pk__in=known).values_list("pk", *_LISTS)
    return {pk: _assembled(known[pk], lists) for pk, *lists in found}


def _assembled(revision: Revision, lists: Sequence[Any]) -> tuple[Ficha, Record]:
    goals, institutions, *others = lists
    ficha = content.assembled(
        revision,
        [(goal["number"], goal["text"]) for goal in goals],
        [(each["group"], each["name"]) for each in institutions],
    )
    columns = {column: getattr(revision, column) for column in COLUMNS}
    return ficha, made(Record, columns | dict(zip(TABLES, others, strict=True)))


def _as_json(table: type[Any]) -> ArraySubquery:
    """The rows of a table as a list of objects with their columns; amounts as text, to keep their cents."""
    columns = {name: _json_column(table, name) for name in _names(table)}
    rows = table._default_manager.filter(revision=OuterRef("pk")).order_by("position")
    return ArraySubquery(rows.values(row=JSONObject(**columns)))


def _json_column(table: type[Any], name: str) -> Any:
    is_amount = isinstance(table._meta.get_field(name), DecimalField)
    return Cast(name, TextField()) if is_amount else F(name)


def _names(table: type[Any]) -> list[str]:
    return [field.name for field in table._meta.concrete_fields if field.name not in NOT_CONTENT]


_PARTS: list[type[Any]] = [models.RevisionGoal, models.RevisionInstitution, *TABLES.values()]
_LISTS = [_as_json(table) for table in _PARTS]


def write(revision: Revision, record: Record) -> None:
    """Store `record` as what the draft `revision`, already saved, declares; only what changed is touched."""
    before = read(revision)
    changed = [
        each.name for each in fields(Record) if getattr(before, each.name) != getattr(record, each.name)
    ]
    columns = [name for name in changed if name in COLUMNS]
    for column in columns:
        setattr(revision, column, _column(Revision, column, getattr(record, column)))
    if columns:
        revision.save(update_fields=[*columns, "saved_at"])
    for field in changed:
        if field in TABLES:
            _write_rows(revision, TABLES[field], getattr(record, field))


def _write_rows(revision: Revision, table: type[RevisionPart], values: tuple[Part, ...]) -> None:
    """Bring the rows at positions 1, 2, … in line with `values`."""
    stored = {row.position: row for row in table._default_manager.filter(revision=revision)}
    for position, value in enumerate(values, start=1):
        columns = {name: _column(table, name, getattr(value, name)) for name in _names(table)}
        row = stored.pop(position, None) or table(revision=revision, position=position)
        if row.pk and all(getattr(row, name) == wanted for name, wanted in columns.items()):
            continue
        for name, wanted in columns.items():
            setattr(row, name, wanted)
        row.save()
    for surplus in stored.values():
        surplus.delete()


def _column(table: type[Any], name: str, value: Any) -> Any:
    """A value as its column keeps it: nothing is null in a number or a reference, empty in a text."""
    if value is None:
        return None if table._meta.get_field(name).null else ""
    return value.iso if isinstance(value, PartialDate) else getattr(value, "value", value)
