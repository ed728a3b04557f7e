"""The rows of every table, out of a database and into an empty one, in PostgreSQL's COPY text format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import IO, Any

from django.db import connection
from psycopg import sql

# What an install makes for itself: its own structure, what it caches, and who was logged in.
LEFT_OUT = frozenset({"django_migrations", "cache_entry", "django_session"})
LEFT_OUT_SEQUENCES = tuple(f"{name}_" for name in LEFT_OUT)
CHUNK = 1024 * 1024

TABLES = """
    SELECT class.relname, array_agg(attribute.attname ORDER BY attribute.attnum)
    FROM pg_class AS class
    JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid
    WHERE class.relnamespace = 'public'::regnamespace AND class.relkind = 'r'
      AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''
    GROUP BY class.relname
    ORDER BY class.relname
"""
# Foreign keys that are checked row by row; the others wait for the end of the transaction.
CHECKED_AT_ONCE = """
    SELECT referring.relname, referred.relname
    FROM pg_constraint AS foreign_key
    JOIN pg_class AS referring ON referring.oid = foreign_key.conrelid
    JOIN pg_class AS referred ON referred.oid = foreign_key.confrelid
    WHERE foreign_key.contype = 'f' AND NOT foreign_key.condeferrable
      AND referring.oid <> referred.oid AND referring.relnamespace = 'public'::regnamespace
"""
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns, without those that the database computes."""

    name: str
    columns: tuple[str, ...]

    @property
    def _of(self) -> dict[str, sql.Composable]:
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return {"table": sql.Identifier(self.name), "columns": columns}

    def write_to(self, stream: IO[bytes]) -> int:
        """Write every row to `stream`; give how many there are."""
        statement = sql.SQL("COPY {table} ({columns}) TO STDOUT").format(**self._of)
        with connection.cursor() as cursor:
            with cursor.copy(statement) as rows:
                for row in rows:
                    stream.write(row)
            return int(cursor.rowcount)

    def read_from(self, stream: IO[bytes]) -> None:
        """Add the rows that `write_to` wrote. The table is empty before."""
        statement = sql.SQL("COPY {table} ({columns}) FROM STDIN").format(**self._of)
        with connection.cursor() as cursor, cursor.copy(statement) as rows:
            while chunk := stream.read(CHUNK):
                rows.write(chunk)


def tables() -> list[Table]:
    """Every table of the install that a copy holds."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        found = [Table(name, tuple(columns)) for name, columns in cursor.fetchall()]
    return [table for table in found if table.name not in LEFT_OUT]


def in_order(found: Iterable[Table]) -> list[Table]:
    """The tables so that whatever is checked row by row refers to rows that are there already."""
    known = {table.name: table for table in found}
    order: TopologicalSorter[str] = TopologicalSorter({name: set[str]() for name in known})
    with connection.cursor() as cursor:
        cursor.execute(CHECKED_AT_ONCE)
        for referring, referred in cursor.fetchall():
            order.add(referring, referred)
    return [known[name] for name in order.static_order() if name in known]


def sequences() -> dict[str, int]:
    """The last number that each sequence gave; one that gave none is left out."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        return {name: last for name, last in cursor.fetchall() if last is not None}


def set_sequences(last: dict[str, int]) -> None:
    """Go on from the numbers of the copy, save those by which an install counts its own structure."""
    with connection.cursor() as cursor:
        for name, value in last.items():
            if name.startswith(LEFT_OUT_SEQUENCES):
                continue
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'public."{name}"', value])


def empty(found: Iterable[Table]) -> None:
    """Take every row out of the tables, also those that migrations put there."""
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in found)
    _execute(sql.SQL("TRUNCATE {}").format(names))


def triggers(found: Iterable[Table], *, work: bool) -> None:
    """Let the triggers of the tables rest or work: rows that come back are no new events of history."""
    verb = sql.SQL("ENABLE" if work else "DISABLE")
    for table in found:
        _execute(sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(table.name), verb))


def check_references() -> None:
    """Check now what waits for the end of the transaction."""
    _execute(sql.SQL("SET CONSTRAINTS ALL IMMEDIATE"))


def _execute(statement: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
