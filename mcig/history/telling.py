"""The events of the whole history in words: who did what to which row, in which capacity."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from mcig.history.entries import Change, Names, changes_between
from mcig.history.trail import Event, whole_of

# What says nothing to a reader, in any model.
UNSAID = frozenset({"id", "version", "position", "created_at", "created_by_id", "object_key", "purpose"})
# The columns by which people call a row, the first that a model has.
CALLED = ("title", "subject", "name", "label", "text", "code", "email", "address")
CALLED_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Told:
    """One change of one row in words."""

    at: datetime.datetime
    user: int | None
    person: str
    capacity: str
    verb: str
    kind: str
    called: str
    changes: tuple[Change, ...] = field(default=())


def tell(events: Iterable[Event], people: Mapping[int, str], names: Names) -> list[Told]:
    """The events in words; those that changed nothing that a reader knows are left out."""
    told = [_told(event, people, names) for event in events]
    return [each for each in told if each.changes]


def _told(event: Event, people: Mapping[int, str], names: Names) -> Told:
    verbs = {"insert": _("añadió"), "update": _("cambió"), "delete": _("quitó")}
    user = event.context.get("user")
    return Told(
        at=event.at,
        user=user,
        person=people.get(user or 0, _("El sistema")),
        capacity=str(event.context.get("capacity", "")),
        verb=verbs.get(event.kind, event.kind),
        kind=kind_of(event.model),
        called=called(event.after or event.before) or _by_others(event, names),
        changes=changes_between(
            event.model, event.before, event.after, UNSAID | _wordless(event.model), names
        ),
    )


def kind_of(model: type[Model]) -> str:
    """What the rows of a model are; of parts, what they are parts of."""
    whole = whole_of(model)
    if whole is None:
        return str(model._meta.verbose_name)
    return _("dato de %(whole)s") % {"whole": whole._meta.verbose_name}


def _wordless(model: type[Model]) -> frozenset[str]:
    """Columns for which nobody has written a word: keys and counters of the program."""
    fields = model._meta.concrete_fields
    return frozenset(str(each.column) for each in fields if getattr(each, "_verbose_name", None) is None)


def _by_others(event: Event, names: Names) -> str:
    """A row without a name is called by what it refers to."""
    data = event.after or event.before
    found = [
        names[each.related_model][data[each.column]]
        for each in _references(event.model)
        if data.get(each.column) in names.get(each.related_model, {})
    ]
    return " · ".join(found[:2])


def _references(model: type[Model]) -> list[Any]:
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, ForeignKey) and each.column not in UNSAID
    ]


def called(data: Mapping[str, Any]) -> str:
    """What people call a row, from its columns; empty where it has no name of its own."""
    text = next((str(data[column]) for column in CALLED if data.get(column)), "")
    numbered = f"{data['year']}-{int(data[number]):03d} " if (number := _number(data)) else ""
    return f"{numbered}{' '.join(text.split())[:CALLED_LENGTH]}".strip()


def _number(data: Mapping[str, Any]) -> str:
    """The column with the number of the year, where a row has one."""
    if not data.get("year"):
        return ""
    return next((column for column in ("sequence", "number") if data.get(column)), "")


def referred(events: Iterable[Event]) -> dict[type[Model], set[Any]]:
    """The rows that the events refer to, by their model: to be named."""
    found: dict[type[Model], set[Any]] = {}
    for event in events:
        for each in _references(event.model):
            keys = {data.get(each.column) for data in (event.before, event.after)} - {None}
            if keys:
                found.setdefault(each.related_model, set()).update(keys)
    return found


def plain_names(keys: Mapping[type[Model], set[Any]]) -> Names:
    """The names of rows, of every model that calls its rows by a column. One query."""
    branches: list[str] = []
    values: list[Any] = []
    for model, found in keys.items():
        columns = {each.column for each in model._meta.concrete_fields}
        column = next((each for each in CALLED if each in columns), "")
        key = model._meta.pk
        if not column or key.column is None:
            continue
        quote = connection.ops.quote_name
        branches.append(  # names of tables and columns come from the models
            f"SELECT %s, {quote(key.column)}::text, left({quote(column)}::text, {CALLED_LENGTH})"  # noqa: S608
            f" FROM {quote(model._meta.db_table)} WHERE {quote(key.column)}::text = ANY(%s)"
        )
        values += [model._meta.label_lower, sorted(map(str, found))]
    if not branches:
        return {}
    names: dict[type[Model], dict[Any, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(branches), values)
        for label, row, name in cursor.fetchall():
            names.setdefault(apps.get_model(label), {})[int(row) if row.isdigit() else row] = name
    return names
