"""How old the news of a project may be: until when a ficha counts as fresh, and who is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from mcig.rules import State, _, months_later
from projects.rules.ficha import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["NOTICE_DAYS", "REVIEW_MONTHS", "Freshness", "freshness", "next_review"]

# A ficha is to be reviewed so many months after its information, unless the mesa says otherwise; a month
# before, it is about to be due.
REVIEW_MONTHS = 6
NOTICE_DAYS = 30
# Nothing more happens in these projects: nobody is asked.
ENDED = (Status.CONCLUDED, Status.CANCELLED)


class Freshness(State):
    """Where a published ficha stands on a day."""

    FRESH = "fresh"
    DUE = "due"
    LATE = "late"
    ENDED = "ended"

    @property
    def label(self) -> StrPromise:
        """The word for it in the reader's language."""
        return _LABELS[self]


_LABELS = {
    Freshness.FRESH: _("al día"),
    Freshness.DUE: _("por revisar"),
    Freshness.LATE: _("atrasada"),
    Freshness.ENDED: _("no requiere revisión"),
}


def next_review(updated_on: date | None, months: int = REVIEW_MONTHS) -> date | None:
    """The day on which the information is to be reviewed; none where it bears no date."""
    return months_later(updated_on, months) if updated_on else None


def freshness(
    updated_on: date | None, status: Status | None, today: date, months: int = REVIEW_MONTHS
) -> Freshness:
    """How a ficha with this date and status stands today; without a date it is late.

    `months` is how long the mesa takes information for good.
    """
    if status in ENDED:
        return Freshness.ENDED
    due = next_review(updated_on, months)
    if due is None or due <= today:
        return Freshness.LATE
    return Freshness.DUE if due - timedelta(days=NOTICE_DAYS) <= today else Freshness.FRESH
