"""Where a person's name or address stands as a value of its own, in any table: there it is replaced.

Where it is part of a longer text it stays, and is told: the text is of the record, and the mesa decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pgtrigger
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Model, Q

from mcig.history.models import Refusal
from members.models import MemberImport

# What only the machine reads, and what ends by itself within days.
SILENT = frozenset({"sessions.Session", "web.CacheEntry"})


TextColumn: TypeAlias = "models.CharField[Any, Any] | models.TextField[Any, Any]"


@dataclass(frozen=True, slots=True)
class Traces:
    """What identifies somebody, and what shall stand there instead."""

    names: frozenset[str]
    addresses: frozenset[str]
    label: str
    address: str

    @property
    def words(self) -> list[str]:
        return sorted(word for word in (*self.names, *self.addresses) if word.strip())


def replace_values(traces: Traces) -> None:
    """Replace the name and the address wherever one of them is all that a column says, history included.

    A row that the database protects against every change stays; `remaining` tells of it.
    """
    with pgtrigger.ignore(*_append_only()):
        for model in _models():
            for column in _columns(model):
                rows = model._default_manager.all()
                named = rows.filter(**{f"{column.name}__in": traces.names})
                addressed = rows.filter(_is_any(column.name, traces.addresses))
                _update(named, column.name, traces.label[: column.max_length])
                _update(addressed, column.name, traces.address[: column.max_length])
    for read in MemberImport.objects.all():
        cleaned = [_without(row, traces) for row in read.rows]
        if cleaned != read.rows:
            MemberImport.objects.filter(pk=read.pk).update(rows=cleaned)


def forget_networks(account: int) -> None:
    """Take the network addresses that the account acted from out of history and of the refusals."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pghistory_context SET metadata = metadata - 'address' WHERE metadata->>'user' = %s",
            [str(account)],
        )
    with pgtrigger.ignore("history.Refusal:refusal_is_final"):
        Refusal.objects.filter(user=account).update(address=None)


def remaining(traces: Traces) -> dict[str, int]:
    """How many rows of each table still mention the person inside a text, by the table's name for people."""
    found: dict[str, int] = {}
    for model in _models():
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {table} AS kept WHERE kept::text ILIKE ANY(%s)",  # noqa: S608 - our own table
                [[f"%{word.replace('%', '')}%" for word in traces.words]],
            )
            count = cursor.fetchone()[0]
        if count:
            name = str(model._meta.verbose_name_plural)
            found[name] = found.get(name, 0) + count
    return found


def _models() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.label not in SILENT:
            yield model


def _columns(model: type[Model]) -> Iterator[TextColumn]:
    for column in model._meta.concrete_fields:
        if not isinstance(column, models.CharField | models.TextField):
            continue
        if not column.choices and not column.unique and not column.generated:
            yield column


def _append_only() -> list[str]:
    return [
        f"{model._meta.label}:append_only"
        for model, trigger in pgtrigger.registered()
        if trigger.name == "append_only"
    ]


def _is_any(name: str, addresses: frozenset[str]) -> Q:
    found = Q(pk__in=[])
    for address in addresses:
        found |= Q(**{f"{name}__iexact": address})
    return found


def _update(rows: Any, name: str, value: str) -> None:
    if not rows.exists():
        return
    try:
        with transaction.atomic():
            rows.update(**{name: value})
    except DatabaseError:  # a final row: the record of the mesa
        return


def _without(row: dict[str, Any], traces: Traces) -> dict[str, Any]:
    """A row of an imported spreadsheet without the person."""
    kept = dict(row)
    for key, value in row.items():
        if value in traces.names:
            kept[key] = traces.label
        elif isinstance(value, str) and value.strip().lower() in traces.addresses:
            kept[key] = traces.address
    return kept
