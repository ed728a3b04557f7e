"""The register and its totals, made anew or folded together; what they say never changes by it."""

from __future__ import annotations

import pgtrigger
from django.db import connection, transaction

from projects.models.counting import RECOUNT, SETTLE
from projects.models.keeping import REBUILD

KEEPING = ("projects.RegisterEntry:counts_made_or_gone", "projects.RegisterEntry:counts_changed")


@transaction.atomic
def rebuild_register() -> None:
    """Make every row of the register and every total from the fichas. Whoever saves waits meanwhile.

    For rows that came into the database with triggers off. Nobody's right and nobody's text changes.
    """
    with pgtrigger.ignore(*KEEPING), connection.cursor() as cursor:
        cursor.execute(REBUILD)
        cursor.execute(RECOUNT)


@transaction.atomic
def settle_totals() -> None:
    """Fold the changes of each total into one row, so that reading them stays quick."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLE)
