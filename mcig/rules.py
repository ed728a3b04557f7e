"""All that a `rules.py` may import from outside the standard library."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["Broken", "State", "_", "last_come", "months_later"]

Moment = TypeVar("Moment", bound=date)


class State(StrEnum):
    """A state of a life cycle; its transitions are a literal table `{(state, event): state}`."""


class Broken(Exception):
    """A rule refuses what was asked; nothing has been changed.

    `message` is a sentence for the person who asked, in their language when it is shown. `field` names
    the input that caused it, or is empty when the whole request is at fault.
    """

    def __init__(self, message: str | StrPromise, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


def last_come(moments: Mapping[int, Moment], *, since: Moment, now: Moment) -> int | None:
    """The key of the latest moment that has come after `since`; None when none has.

    What was due before `since` is not made up for, and after a downtime only the last one counts.
    """
    come = {moment: key for key, moment in moments.items() if since < moment <= now}
    return come[max(come)] if come else None


def months_later(day: Moment, months: int) -> Moment:
    """The same day so many calendar months later, or the last one of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
