"""Where a person's name or address stands as a value of its own, in any table: there it is replaced.

Where it is part of a longer text it stays, and is told: the text is of the record, and the mesa decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.db import DatabaseError, connection, transaction

from mcig.history.models import Refusal
from members.models import MemberImport
from members.queries.traces import Traces, named_in, rows_of_imports, tables


@dataclass(frozen=True, slots=True)
class Replacement:
    """What shall stand in place of a name and of an address."""

    label: str
    address: str


def replace_values(traces: Traces, by: Replacement) -> None:
    """Replace the name and the address wherever one of them is all that a column says, history included.

    A row that the database protects against every change stays; `remaining` tells of it.
    """
    with pgtrigger.ignore(*_append_only()):
        for model in tables():
            for column, named, addressed in named_in(model, traces):
                _update(named, column.name, by.label[: column.max_length])
                _update(addressed, column.name, by.address[: column.max_length])
    for read, _named in rows_of_imports(traces):
        cleaned = [_without(row, traces, by) for row in read.rows]
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
    for model in tables():
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


def _append_only() -> list[str]:
    return [
        f"{model._meta.label}:append_only"
        for model, trigger in pgtrigger.registered()
        if trigger.name == "append_only"
    ]


def _update(rows: Any, name: str, value: str) -> None:
    if not rows.exists():
        return
    try:
        with transaction.atomic():
            rows.update(**{name: value})
    except DatabaseError:  # a final row: the record of the mesa
        return


def _without(row: dict[str, Any], traces: Traces, by: Replacement) -> dict[str, Any]:
    """A row of an imported spreadsheet without the person."""
    return {
        key: by.label if traces.is_name(value) else by.address if traces.is_address(value) else value
        for key, value in row.items()
    }
