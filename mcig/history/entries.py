"""History in words: who changed what, when, in which capacity."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DateTimeField, Field, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from pghistory.models import Events

from mcig.accounts.models import User


@dataclass(frozen=True, slots=True)
class Change:
    """A column before and after; an empty text means that there was, or is, nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of one person: everything that a transaction changed. `action` is its name."""

    at: datetime.datetime
    person: str
    capacity: str
    action: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    event: Events
    changes: tuple[Change, ...]


def entries_about(*subjects: Iterable[Model], ignore: frozenset[str], limit: int = 500) -> list[Entry]:
    """What happened to the subjects and to the rows that refer to them, newest first.

    Each of `subjects` holds rows of one model; of each the newest `limit` row events are read in one query.
    `ignore` names the columns that say nothing to a reader; an action that changed only those is left out.
    """
    events = [event for rows in map(list, subjects) if rows for event in _newest(rows, limit)]
    events.sort(key=lambda event: (event.pgh_created_at, event.pgh_slug))
    names = _names_of(events)
    told = _tell(events, ignore)
    entries = [
        _entry(list(group), names)
        for _key, group in groupby(told, key=lambda each: each.event.pgh_context_id or each.event.pgh_slug)
    ]
    return [entry for entry in reversed(entries) if entry.changes]


def _newest(rows: list[Model], limit: int) -> list[Events]:
    events = Events.objects.references(rows)  # type: ignore[no-untyped-call]
    return list(events.order_by("-pgh_created_at", "-pgh_slug")[:limit])


def _names_of(events: Iterable[Events]) -> dict[int, str]:
    """The names of everybody who acted, in one query."""
    keys = {int(event.pgh_context["user"]) for event in events if (event.pgh_context or {}).get("user")}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))


def _tell(events: list[Events], ignore: frozenset[str]) -> list[_Told]:
    """Each event with what it changed, compared with the event before it of the same row."""
    last: dict[tuple[str, str], dict[str, Any]] = {}
    told = []
    for event in events:
        row = (event.pgh_obj_model, str(event.pgh_obj_id))
        values: dict[str, Any] = event.pgh_data or {}
        # The first event that is read of a row need not be its first one: then nothing is known to differ.
        before: dict[str, Any] = {} if event.pgh_label == "insert" else last.get(row, values)
        after: dict[str, Any] = {} if event.pgh_label == "delete" else values
        last[row] = after
        told.append(_Told(event, _changes(apps.get_model(event.pgh_obj_model), before, after, ignore)))
    return told


def _changes(
    model: type[Model], before: dict[str, Any], after: dict[str, Any], ignore: frozenset[str]
) -> tuple[Change, ...]:
    texts = [
        (name, _text(model, name, before.get(name)), _text(model, name, after.get(name)))
        for name in {**before, **after}
    ]
    return tuple(
        Change(_label(model, name), old, new) for name, old, new in texts if name not in ignore and old != new
    )


def _entry(told: list[_Told], names: dict[int, str]) -> Entry:
    first = told[0].event
    context: dict[str, Any] = first.pgh_context or {}
    return Entry(
        at=first.pgh_created_at,
        person=names.get(context.get("user", 0), _("El sistema")),
        capacity=context.get("capacity", ""),
        action=context.get("action", ""),
        changes=tuple(change for each in told for change in each.changes),
    )


def _field(model: type[Model], name: str) -> Field[Any, Any] | None:
    try:
        field = model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _label(model: type[Model], name: str) -> str:
    field = _field(model, name)
    return str(field.verbose_name) if field else name


def _text(model: type[Model], name: str, value: object) -> str:
    """A stored value as a reader knows it: the word of a choice, a date in words, a list line by line."""
    field = _field(model, name)
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if field and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, DateTimeField):
        return date_format(localtime(datetime.datetime.fromisoformat(str(value))), "DATETIME_FORMAT")
    if isinstance(field, DateField):
        return date_format(datetime.date.fromisoformat(str(value)))
    return str(value)
