"""History in words: who changed what, when, in which capacity."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from pghistory.core import event_models
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


# How to name the rows of a model that others refer to: from their keys, in one query.
Namer = Callable[[set[Any]], Mapping[Any, str]]
Namers = Mapping[type[Model], Namer]
Names = Mapping[type[Model], Mapping[Any, str]]


@dataclass(frozen=True, slots=True)
class _Told:
    event: Events
    changes: tuple[Change, ...]


def entries_about(
    *subjects: Iterable[Model], ignore: frozenset[str], namers: Namers | None = None, limit: int = 500
) -> list[Entry]:
    """What happened to the subjects and to the rows that refer to them, newest first.

    Each of `subjects` holds rows of one model; of each the newest `limit` row events are read in one query.
    `ignore` names the columns that say nothing to a reader; an action that changed only those is left out.
    `namers` say how the rows of a model are called that the subjects refer to; without one the key is told.
    """
    events = [event for rows in map(list, subjects) if rows for event in _newest(rows, limit)]
    events.sort(key=lambda event: (event.pgh_created_at, event.pgh_slug))
    names = _names_of(events)
    told = _tell(events, ignore, _referred(events, ignore, namers or {}))
    entries = [
        _entry(list(group), names)
        for _key, group in groupby(told, key=lambda each: each.event.pgh_context_id or each.event.pgh_slug)
    ]
    return [entry for entry in reversed(entries) if entry.changes]


def _newest(rows: list[Model], limit: int) -> list[Events]:
    """Events of the subjects' own app: what a higher layer keeps of them is its own to tell."""
    app = rows[0]._meta.app_label
    told = [
        each
        for each in event_models(references_model=rows[0]._meta.concrete_model)
        if each._meta.app_label == app
    ]
    events = Events.objects.across(*told).references(rows)  # type: ignore[no-untyped-call]
    return list(events.order_by("-pgh_created_at", "-pgh_slug")[:limit])


def _names_of(events: Iterable[Events]) -> dict[int, str]:
    """The names of everybody who acted, in one query."""
    keys = {int(event.pgh_context["user"]) for event in events if (event.pgh_context or {}).get("user")}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))


def _referred(events: Iterable[Events], ignore: frozenset[str], namers: Namers) -> Names:
    """The names of the rows that the events refer to, one query for each model."""
    keys: dict[type[Model], set[Any]] = {}
    for event in events:
        model = apps.get_model(event.pgh_obj_model)
        for name, value in (event.pgh_data or {}).items():
            field = _field(model, name)
            if name in ignore or value is None or not isinstance(field, ForeignKey):
                continue
            if field.related_model in namers:
                keys.setdefault(field.related_model, set()).add(value)
    return {model: namers[model](found) for model, found in keys.items()}


def _tell(events: list[Events], ignore: frozenset[str], names: Names) -> list[_Told]:
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
        told.append(
            _Told(event, changes_between(apps.get_model(event.pgh_obj_model), before, after, ignore, names))
        )
    return told


def changes_between(
    model: type[Model],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    ignore: frozenset[str],
    names: Names,
) -> tuple[Change, ...]:
    """The columns that differ between two states of a row, in words; `ignore` names those left out."""
    texts = [
        (name, _text(model, name, before.get(name), names), _text(model, name, after.get(name), names))
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


def _text(model: type[Model], name: str, value: object, names: Names) -> str:
    """A stored value as a reader knows it: the word of a choice, a date in words, a list line by line."""
    field = _field(model, name)
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if isinstance(field, ForeignKey) and field.related_model in names:
        return names[field.related_model].get(value, str(value))
    if field and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _dated(field, str(value))


def _dated(field: Field[Any, Any] | None, text: str) -> str:
    """The value of a date field in words; that of any other field as it stands."""
    if isinstance(field, DateRangeField):
        return range_words(text)
    if isinstance(field, DateTimeField):
        return date_format(localtime(datetime.datetime.fromisoformat(text)), "DATETIME_FORMAT")
    if isinstance(field, DateField):
        return date_format(datetime.date.fromisoformat(text))
    return text


def range_words(text: str) -> str:
    """A half-open range as PostgreSQL writes it, «[2024-01-01,2025-01-01)», with the last day that counts."""
    lower, _comma, upper = text.strip("[]()").partition(",")
    first = date_format(datetime.date.fromisoformat(lower)) if lower else ""
    last = datetime.date.fromisoformat(upper) - datetime.timedelta(days=1) if upper else None
    if first and last:
        return _("Del %(first)s al %(last)s") % {"first": first, "last": date_format(last)}
    if first:
        return _("Desde el %(first)s") % {"first": first}
    return _("Hasta el %(last)s") % {"last": date_format(last)} if last else ""
