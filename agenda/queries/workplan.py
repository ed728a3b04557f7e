"""Reads about the work plan of a mandate: its lines with milestones, indicators and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from agenda.models import Indicator, Measurement, Milestone, WorkLine
from agenda.rules.progress import Progress
from agenda.rules.theme import MilestoneState, milestone_state
from members.models import Seat
from members.queries.register import last_name_of


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone and where it stands on the date."""

    milestone: Milestone
    state: MilestoneState


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator, its latest value and what that says."""

    indicator: Indicator
    latest: Measurement | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the plan as pages and prints show it."""

    line: WorkLine
    owners: str
    milestones: tuple[MilestoneRow, ...]
    indicators: tuple[IndicatorRow, ...]

    @property
    def done(self) -> int:
        """How many milestones are reached."""
        return sum(row.state is MilestoneState.DONE for row in self.milestones)

    @property
    def overdue(self) -> int:
        return sum(row.state is MilestoneState.OVERDUE for row in self.milestones)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the plan amounts to: milestones reached of all, those overdue, indicators measured of all."""

    lines: int
    milestones: int
    done: int
    overdue: int
    indicators: int
    measured: int


def lines(on: date) -> QuerySet[WorkLine]:
    """Lines with all that a page shows of them; owners carry `organisation_name`."""
    seats = Seat.objects.annotate(organisation_name=last_name_of("organisation_id", on))
    return WorkLine.objects.select_related("theme", "mandate").prefetch_related(
        Prefetch("owners", seats.order_by("organisation_name")),
        "milestones",
        Prefetch("indicators", Indicator.objects.prefetch_related("measurements")),
    )


def row_of(line: WorkLine, on: date) -> LineRow:
    """The line as it stands on the date; it must come from `lines`."""
    owners: Any = line.owners.all()
    return LineRow(
        line=line,
        owners=", ".join(seat.organisation_name for seat in owners),
        milestones=tuple(
            MilestoneRow(each, milestone_state(due=each.due_on, done_on=each.done_on, today=on))
            for each in line.milestones.all()
        ),
        indicators=tuple(IndicatorRow(each, each.latest, each.progress) for each in line.indicators.all()),
    )


def plan(mandate: int, on: date) -> list[LineRow]:
    """The plan of a mandate (key) on the date, in its order. Five queries."""
    found = lines(on).filter(mandate=mandate).order_by("position", "pk")
    return [row_of(line, on) for line in found]


def totals(rows: list[LineRow]) -> Totals:
    indicators = [each for row in rows for each in row.indicators]
    return Totals(
        lines=len(rows),
        milestones=sum(len(row.milestones) for row in rows),
        done=sum(row.done for row in rows),
        overdue=sum(row.overdue for row in rows),
        indicators=len(indicators),
        measured=sum(each.latest is not None for each in indicators),
    )


def carried_to(line: WorkLine) -> WorkLine | None:
    """The line of a later mandate in which this one goes on."""
    return WorkLine.objects.filter(carried_from=line).select_related("mandate").first()
