"""Draw the next number of a sequence."""

from __future__ import annotations

from django.db import connection
from django.db.transaction import TransactionManagementError

from mcig.sequences.models import Sequence

# One statement inserts the first number or raises the last, and locks the row either way: of two who draw
# the first number at once, the second waits at the primary key and then raises what the first inserted.
NEXT = (
    f'INSERT INTO "{Sequence._meta.db_table}" AS sequence (key, last) VALUES (%s, 1)'  # noqa: S608
    " ON CONFLICT (key) DO UPDATE SET last = sequence.last + 1 RETURNING last"
)


def draw(key: str) -> int:
    """The next number of the sequence `key`, such as «documents:2026»; the first is 1.

    Whoever draws from the same sequence meanwhile waits until the transaction around has ended. When it is
    rolled back, the number has not been drawn. Raises `TransactionManagementError` outside a transaction,
    where a failure afterwards would leave a gap.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A number is drawn inside the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [key])
        (number,) = cursor.fetchone()
    return int(number)
