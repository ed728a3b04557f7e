"""A revision's rows as one `Ficha`, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from projects.models import Revision, RevisionGoal, RevisionInstitution
from projects.rules import Ficha, Goal, Institution, PartialDate, Precision, Status

PLAIN = (
    "name",
    "thematic_area",
    "place",
    "beneficiaries",
    "duration",
    "months",
    "general_objective",
    "description",
)
LISTS = ("specific_objectives", "results")


def read(revision: Revision) -> Ficha:
    """What the revision says. Two queries, none with `goals` and `institutions` prefetched."""
    return assembled(
        revision,
        [(goal.number, goal.text) for goal in revision.goals.all()],
        [(each.group, each.name) for each in revision.institutions.all()],
    )


def assembled(
    revision: Revision, goals: Iterable[tuple[int, str]], institutions: Iterable[tuple[str, str]]
) -> Ficha:
    """The ficha of the revision's own columns with these goals and institutions. No query."""
    columns: dict[str, Any] = {field: getattr(revision, field) for field in (*PLAIN, "updated_on")}
    columns |= {field: tuple(getattr(revision, field)) for field in LISTS}
    return Ficha(
        **columns,
        status=Status(revision.status) if revision.status else None,
        start=PartialDate(revision.start, Precision(revision.start_precision)) if revision.start else None,
        end=PartialDate(revision.end, Precision(revision.end_precision)) if revision.end else None,
        goals=tuple(Goal(number, text) for number, text in goals),
        institutions=tuple(Institution(group, name) for group, name in institutions),
    )


def write(revision: Revision, ficha: Ficha) -> None:
    """Store `ficha` as what the draft `revision` says. Rows that did not change are not touched."""
    for field in (*PLAIN, "updated_on"):
        setattr(revision, field, getattr(ficha, field))
    for field in LISTS:
        setattr(revision, field, list(getattr(ficha, field)))
    revision.status = ficha.status.value if ficha.status else ""
    for field in ("start", "end"):
        partial: PartialDate | None = getattr(ficha, field)
        setattr(revision, field, partial.value if partial else None)
        setattr(revision, f"{field}_precision", partial.precision.value if partial else "")
    revision.save()
    _write_parts(revision, RevisionGoal, ficha.goals)
    _write_parts(revision, RevisionInstitution, ficha.institutions)


def _write_parts(
    revision: Revision,
    model: type[RevisionGoal | RevisionInstitution],
    values: tuple[Goal | Institution, ...],
) -> None:
    """Bring the rows at positions 1, 2, … in line with `values`."""
    stored = {part.position: part for part in model._default_manager.filter(revision=revision)}
    for position, value in enumerate(values, start=1):
        columns: dict[str, Any] = {field.name: getattr(value, field.name) for field in fields(value)}
        part = stored.pop(position, None) or model(revision=revision, position=position)
        if part.pk and all(getattr(part, name) == wanted for name, wanted in columns.items()):
            continue
        for name, wanted in columns.items():
            setattr(part, name, wanted)
        part.save()
    for surplus in stored.values():
        surplus.delete()
