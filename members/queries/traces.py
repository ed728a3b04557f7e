"""Where a person's name or address stands as a value of its own, in any table, history included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models
from django.db.models import Model, Q, QuerySet

from members.models import MemberImport

# What only the machine reads, and what ends by itself within days.
SILENT = frozenset({"sessions.Session", "web.CacheEntry"})

TextColumn: TypeAlias = "models.CharField[Any, Any] | models.TextField[Any, Any]"


@dataclass(frozen=True, slots=True)
class Traces:
    """What identifies somebody: names as they are written, addresses in lower case."""

    names: frozenset[str]
    addresses: frozenset[str]

    @property
    def words(self) -> list[str]:
        return sorted(word for word in (*self.names, *self.addresses) if word.strip())

    def is_name(self, value: object) -> bool:
        return value in self.names

    def is_address(self, value: object) -> bool:
        return isinstance(value, str) and value.strip().lower() in self.addresses


def tables() -> Iterator[type[Model]]:
    """Every table that people may read."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.label not in SILENT:
            yield model


def named_in(model: type[Model], traces: Traces) -> Iterator[tuple[TextColumn, QuerySet[Any], QuerySet[Any]]]:
    """Each column of free text, the rows in which it is a name alone, and those in which it is an address."""
    for column in model._meta.concrete_fields:
        if not isinstance(column, models.CharField | models.TextField):
            continue
        if not column.choices and not column.unique and not column.generated:
            rows = model._default_manager.all()
            addressed = Q(pk__in=[])
            for address in traces.addresses:
                addressed |= Q(**{f"{column.name}__iexact": address})
            yield column, rows.filter(**{f"{column.name}__in": traces.names}), rows.filter(addressed)


def rows_of_imports(traces: Traces) -> Iterator[tuple[MemberImport, list[dict[str, Any]]]]:
    """Each import of members that names the person, with the rows of its spreadsheet that do."""
    for read in MemberImport.objects.all():
        named = [
            row
            for row in read.rows
            if any(traces.is_name(value) or traces.is_address(value) for value in row.values())
        ]
        if named:
            yield read, named
