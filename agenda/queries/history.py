"""What happened in the agenda, in words: who changed what, when, in which capacity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from agenda.models import Commitment, Decision, Meeting, Theme, WorkLine
from mcig.accounts.models import User
from mcig.history.entries import Entry, Namers, entries_about
from members.models import Consultation, Seat
from members.queries.register import last_name_of

# What says nothing to a reader.
IGNORED = frozenset(
    {"id", "version", "position", "created_at", "created_by", "created_by_id", "line", "line_id"}
    | {"mandate", "mandate_id", "indicator", "indicator_id", "slug"}
)


def history_of(*subjects: Iterable[Model], on: date) -> list[Entry]:
    """The history of rows of the agenda, with the names of what they refer to."""
    return entries_about(*subjects, ignore=IGNORED, namers=_namers(on))


def _namers(on: date) -> Namers:
    def seats(keys: set[Any]) -> dict[Any, str]:
        found = Seat.objects.filter(pk__in=keys).annotate(name=last_name_of("organisation_id", on))
        return dict(found.values_list("pk", "name"))

    def plainly(model: Any) -> Any:
        return lambda keys: {row.pk: str(row) for row in model.objects.filter(pk__in=keys)}

    models = (Theme, Meeting, Decision, Commitment, Consultation, WorkLine, User)
    return {Seat: seats, **{model: plainly(model) for model in models}}
