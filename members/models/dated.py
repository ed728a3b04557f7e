"""Validity as a half-open date range, and what asks for a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Func, Value

if TYPE_CHECKING:
    from typing import Self


def same(field: str) -> Func:
    """A foreign key as a range of one value, so that equality can stand in an exclusion constraint.

    Without the extension btree_gist PostgreSQL compares only ranges there. `field` is the field's name, not
    its column's: only by that does validation find the value of the row at hand.
    """
    return Func(F(field), F(field), Value("[]"), function="int8range")


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with a `validity`; every question says for which date it asks."""

    def on(self, on: date) -> Self:
        return self.filter(validity__contains=on)
