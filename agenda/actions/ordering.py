"""Rows that people put in order, each with its `position`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agenda.models import Theme, WorkLine
from mcig.rules import Broken
from mcig.web.versions import Stale

Ordered = TypeVar("Ordered", Theme, WorkLine)


def write_order(rows: QuerySet[Ordered], *, order: Sequence[int], seen: Sequence[int]) -> None:
    """Give the rows their positions in the order (of keys), made from the order `seen`; the rows are locked.

    Raises `Stale` when the order was changed meanwhile; `Broken` when a row is missing from `order` or is
    none of them.
    """
    known = list(rows.select_for_update(of=("self",)).order_by("position", "pk"))
    if [each.pk for each in known] != list(seen):
        raise Stale
    if sorted(order) != sorted(seen):
        raise Broken(_("El orden llegó incompleto. Vuelva a abrir la página."))
    by_key = {row.pk: row for row in known}
    for position, key in enumerate(order, start=1):
        if by_key[key].position != position:
            by_key[key].position = position
            by_key[key].save(update_fields=["position"])
