"""The whole history, newest first: every change of every tracked model, filtered and paged.

Two queries a page: the keys of the newest events of all tables, then the events themselves, each with the one
before it of the same row.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import ForeignKey, Model
from django.utils.dateparse import parse_datetime

OWN = "pgh_"
# An event with the one before it of the same row. Names of tables come from the models.
READ = """
SELECT %s, e.pgh_id, e.pgh_obj_id::text, e.pgh_label, e.pgh_created_at, to_jsonb(e), (
    SELECT to_jsonb(p) FROM {table} p
    WHERE p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id ORDER BY p.pgh_id DESC LIMIT 1
), c.metadata
FROM {table} e LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
WHERE e.pgh_id = ANY(%s)
"""
LONGEST_KEY = 18  # digits, of a number that PostgreSQL keeps


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the moment, the model and the key of its last event."""

    moment: datetime.datetime
    label: str
    key: int

    def __str__(self) -> str:
        return f"{self.moment.isoformat()}~{self.label}~{self.key}"


def read_cursor(text: str) -> Cursor | None:
    """The cursor of an address; None for none and for nonsense."""
    moment, _mark, rest = text.partition("~")
    label, _mark, key = rest.partition("~")
    try:
        read = parse_datetime(moment)
    except ValueError:
        return None
    if (
        read is None
        or read.tzinfo is None
        or not key.isascii()
        or not key.isdigit()
        or len(key) > LONGEST_KEY
    ):
        return None
    return Cursor(read, label, int(key))


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of the history. `users` are keys of accounts, None is all; the span is half-open."""

    models: tuple[type[Model], ...]
    users: frozenset[int] | None = None
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one row as it is stored: the columns after it, and before it."""

    model: type[Model]
    key: int
    row: int | str
    kind: str
    at: datetime.datetime
    after: Mapping[str, Any]
    before: Mapping[str, Any]
    context: Mapping[str, Any]

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.at, self.model._meta.label_lower, self.key)


def tracked_models() -> list[type[Model]]:
    """Every model whose rows keep a history, by the Spanish name of its rows."""
    found = [model for model in apps.get_models() if hasattr(model, "pgh_event_model")]
    return sorted(found, key=lambda model: model._meta.label_lower)


def whole_of(model: type[Model]) -> type[Model] | None:
    """What the rows of a model are parts of: without a name of their own they go with what they refer to."""
    if "verbose_name" in model._meta.original_attrs:
        return None
    references = (each for each in model._meta.concrete_fields if isinstance(each, ForeignKey))
    first = next(references, None)
    return first.related_model if first else None


def with_parts(model: type[Model]) -> list[type[Model]]:
    """The model and those whose rows are parts of its rows."""
    return [each for each in tracked_models() if model in (each, whole_of(each))]


def readable_by_administration(model: type[Model]) -> bool:
    """Whether administrators read these rows: what the technical administration shows, drafts left out."""
    return admin.site.is_registered(model.pgh_event_model)  # type: ignore[attr-defined]


def newest(wanted: Filter, *, after: Cursor | None, limit: int) -> list[Event]:
    """The newest events of the filter that come after the cursor, at most `limit`. Two queries."""
    keys = _keys(wanted, after, limit)
    return sorted(_read(keys), key=lambda event: _order(event.cursor), reverse=True)


def _order(cursor: Cursor) -> tuple[datetime.datetime, str, int]:
    return (cursor.moment, cursor.label, cursor.key)


def _keys(wanted: Filter, after: Cursor | None, limit: int) -> dict[type[Model], list[int]]:
    if not wanted.models:
        return {}
    branches: list[str] = []
    values: list[Any] = []
    for model in wanted.models:
        sql, parameters = _branch(model, wanted, after, limit)
        branches.append(sql)
        values.extend(parameters)
    union = " UNION ALL ".join(branches)
    query = f'SELECT * FROM ({union}) found ORDER BY at DESC, model COLLATE "C" DESC, key DESC LIMIT %s'  # noqa: S608
    found: dict[type[Model], list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(query, [*values, limit])
        for label, key, _at in cursor.fetchall():
            found.setdefault(apps.get_model(label), []).append(key)
    return found


def _branch(model: type[Model], wanted: Filter, after: Cursor | None, limit: int) -> tuple[str, list[Any]]:
    """The newest keys of one table. Names of tables come from the models, everything else is a parameter."""
    label = model._meta.label_lower
    conditions, values = ["true"], [label]
    given: list[Any] = []
    if wanted.users is not None:
        conditions.append("(c.metadata->>'user')::bigint = ANY(%s)")
        given.append(sorted(wanted.users))
    if wanted.since is not None:
        conditions.append("e.pgh_created_at >= %s")
        given.append(wanted.since)
    if wanted.until is not None:
        conditions.append("e.pgh_created_at < %s")
        given.append(wanted.until)
    if after is not None:
        conditions.append(
            '(e.pgh_created_at, %s::text COLLATE "C", e.pgh_id) < (%s, %s::text COLLATE "C", %s)'
        )
        given += [label, after.moment, after.label, after.key]
    joined = "LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id" if wanted.users is not None else ""
    sql = (
        f"(SELECT %s::text AS model, e.pgh_id AS key, e.pgh_created_at AS at FROM {_table(model)} e {joined}"  # noqa: S608
        f" WHERE {' AND '.join(conditions)} ORDER BY e.pgh_created_at DESC, e.pgh_id DESC LIMIT %s)"
    )
    return sql, [*values, *given, limit]


def _read(keys: Mapping[type[Model], Sequence[int]]) -> Iterator[Event]:
    if not keys:
        return
    branches = [READ.format(table=_table(model)) for model in keys]
    values = [value for model, found in keys.items() for value in (model._meta.label_lower, list(found))]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(branches), values)
        for label, key, row, kind, at, data, before, context in cursor.fetchall():
            yield Event(
                apps.get_model(label),
                key,
                row,
                kind,
                at,
                {} if kind == "delete" else _loaded(data),
                {} if kind == "insert" else _loaded(before if kind == "update" else data),
                _loaded(context),
            )


def _loaded(value: Any) -> dict[str, Any]:
    """A JSON object as psycopg gives it below Django: as text."""
    if value is None:
        return {}
    loaded: dict[str, Any] = json.loads(value) if isinstance(value, str | bytes) else dict(value)
    return {name: each for name, each in loaded.items() if not name.startswith(OWN)}


def _table(model: type[Model]) -> str:
    table: str = model.pgh_event_model._meta.db_table  # type: ignore[attr-defined]
    return connection.ops.quote_name(table)
