"""The work plan of a mandate: lines, milestones, indicators and their values; what goes on in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from agenda.actions.decisions import require_known
from agenda.actions.ordering import write_order
from agenda.actions.owners import principal_seats
from agenda.actions.themes import require_writer
from agenda.models import Indicator, LineState, Measurement, Milestone, Theme, WorkLine
from agenda.rules import progress
from agenda.rules import theme as rules
from mcig.access import Actor
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Mandate

Row = TypeVar("Row", WorkLine, Milestone, Indicator)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What is kept of a line; `theme` is a key, `owners` are keys of organisations."""

    title: str
    description: str = ""
    theme: int | None = None
    owners: Sequence[int] = ()
    state: str = LineState.PLANNED


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    title: str
    due_on: date
    done_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What an indicator measures; without a known `baseline` no share can be told."""

    name: str
    unit: str
    target: Decimal
    baseline: Decimal | None = None
    target_on: date | None = None
    name_en: str = ""


@transaction.atomic
def add_line(*, actor: Actor, mandate: Mandate, facts: LineFacts) -> WorkLine:
    """Add a line at the end of the plan of a mandate. Raises `PermissionDenied`, `Broken`."""
    require_writer(actor)
    Mandate.objects.select_for_update().get(pk=mandate.pk)
    line = WorkLine(mandate=mandate, created_by=actor.account, position=_next_position(mandate))
    _write_line(line, facts)
    return line


@transaction.atomic
def edit_line(*, actor: Actor, line: WorkLine, version: int, facts: LineFacts) -> WorkLine:
    """Correct a line, made from its `version`. Raises `PermissionDenied`, `Stale`, `Broken`."""
    locked = _lock(WorkLine, actor, line, version)
    locked.version += 1
    _write_line(locked, facts)
    return locked


@transaction.atomic
def order_lines(*, actor: Actor, mandate: Mandate, order: Sequence[int], seen: Sequence[int]) -> None:
    """Put the lines (keys) of the plan of a mandate in this order, made from the order `seen`.

    Raises `PermissionDenied`; `Stale` when the order was changed meanwhile; `Broken` when a line is missing
    from `order` or is none of the plan.
    """
    require_writer(actor)
    Mandate.objects.select_for_update().get(pk=mandate.pk)
    write_order(WorkLine.objects.filter(mandate=mandate), order=order, seen=seen)


@transaction.atomic
def add_milestone(*, actor: Actor, line: WorkLine, facts: MilestoneFacts) -> Milestone:
    """Add a milestone to a line. Raises `PermissionDenied`, `Broken`."""
    require_writer(actor)
    milestone = Milestone(line=line)
    _write_milestone(milestone, facts, actor.on)
    return milestone


@transaction.atomic
def edit_milestone(*, actor: Actor, milestone: Milestone, version: int, facts: MilestoneFacts) -> Milestone:
    """Correct a milestone, or say when it was reached. Raises `PermissionDenied`, `Stale`, `Broken`."""
    locked = _lock(Milestone, actor, milestone, version)
    locked.version += 1
    _write_milestone(locked, facts, actor.on)
    return locked


@transaction.atomic
def add_indicator(*, actor: Actor, line: WorkLine, facts: IndicatorFacts) -> Indicator:
    """Add an indicator to a line. Raises `PermissionDenied`, `Broken`."""
    require_writer(actor)
    indicator = Indicator(line=line)
    _write_indicator(indicator, facts)
    return indicator


@transaction.atomic
def edit_indicator(*, actor: Actor, indicator: Indicator, version: int, facts: IndicatorFacts) -> Indicator:
    """Correct an indicator; its values stay. Raises `PermissionDenied`, `Stale`, `Broken`."""
    locked = _lock(Indicator, actor, indicator, version)
    locked.version += 1
    _write_indicator(locked, facts)
    return locked


@transaction.atomic
def measure(
    *, actor: Actor, indicator: Indicator, value: Decimal, measured_on: date, source: str = ""
) -> Measurement:
    """Write down what the indicator was on a day; a value of the same day is replaced, history keeps both.

    Raises `PermissionDenied`; `Broken` for a day that has not come or a number that cannot be kept.
    """
    require_writer(actor)
    rules.check_days(measured_on, None)
    progress.check_measured(measured_on, actor.on)
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    made, _created = Measurement.objects.update_or_create(
        indicator=indicator,
        measured_on=measured_on,
        defaults={
            "value": progress.check_number(value),
            "source": rules.check_text(source, field="source", length=300),
        },
    )
    return made


@transaction.atomic
def carry_over(*, actor: Actor, line: WorkLine, version: int, to: Mandate) -> WorkLine:
    """Let a line go on in a later mandate, and return the line there.

    The new line has the words and owners of the old one, its milestones that were not reached, and its
    indicators with baseline, target and latest value, so that nothing seems to begin anew. The old line says
    that it went on. Raises `PermissionDenied`, `Stale`; `Broken` when it went on already or is closed.
    """
    locked = _lock(WorkLine, actor, line, version)
    if locked.state not in (LineState.PLANNED, LineState.UNDER_WAY):
        raise Broken(_("Solo una línea prevista o en curso pasa al mandato siguiente."))
    if to.validity.lower is None or to.pk == locked.mandate_id:
        raise Broken(_("Elija un mandato posterior."))
    following = WorkLine.objects.create(
        mandate=to,
        theme=locked.theme,
        title=locked.title,
        description=locked.description,
        state=locked.state,
        position=_next_position(to),
        carried_from=locked,
        created_by=actor.account,
    )
    following.owners.set(locked.owners.all())
    _carry_milestones(locked, following)
    _carry_indicators(locked, following)
    locked.state = LineState.CARRIED
    locked.version += 1
    locked.save()
    return following


def _carry_milestones(line: WorkLine, following: WorkLine) -> None:
    for each in line.milestones.filter(done_on=None):
        Milestone.objects.create(line=following, title=each.title, due_on=each.due_on, note=each.note)


def _carry_indicators(line: WorkLine, following: WorkLine) -> None:
    for each in line.indicators.prefetch_related("measurements"):
        made = Indicator.objects.create(
            line=following,
            name=each.name,
            name_en=each.name_en,
            unit=each.unit,
            baseline=each.baseline,
            target=each.target,
            target_on=each.target_on,
        )
        if latest := each.latest:
            Measurement.objects.create(
                indicator=made, measured_on=latest.measured_on, value=latest.value, source=latest.source
            )


def _write_line(line: WorkLine, facts: LineFacts) -> None:
    require_known(Theme, facts.theme, field="theme")
    if facts.state not in LineState.values or (
        facts.state == LineState.CARRIED and line.state != LineState.CARRIED
    ):
        raise Broken(_("Elija uno de los que se ofrecen."), "state")
    line.title = rules.check_name(facts.title, field="title")
    line.description = rules.check_text(facts.description, field="description")
    line.theme_id, line.state = facts.theme, LineState(facts.state)
    line.save()
    line.owners.set(principal_seats(facts.owners))


def _write_milestone(milestone: Milestone, facts: MilestoneFacts, today: date) -> None:
    rules.check_days(facts.due_on, None)
    rules.check_done_on(facts.done_on, today)
    milestone.title = rules.check_name(facts.title, field="title")
    milestone.due_on, milestone.done_on = facts.due_on, facts.done_on
    milestone.note = rules.check_text(facts.note, field="note", length=500)
    milestone.save()


def _write_indicator(indicator: Indicator, facts: IndicatorFacts) -> None:
    indicator.name = rules.check_name(facts.name)
    indicator.name_en = rules.check_text(facts.name_en, field="name_en", length=rules.NAME_LENGTH)
    indicator.unit = rules.check_text(facts.unit, field="unit", length=60)
    indicator.target = progress.check_number(facts.target, field="target")
    if facts.baseline is not None:
        progress.check_number(facts.baseline, field="baseline")
    indicator.baseline, indicator.target_on = facts.baseline, facts.target_on
    indicator.save()


def _lock(model: type[Row], actor: Actor, row: Model, version: int) -> Row:
    require_writer(actor)
    locked: Row = model.objects.select_for_update(of=("self",)).get(pk=row.pk)
    require_same(seen=version, stored=locked.version)
    return locked


def _next_position(mandate: Mandate) -> int:
    found = WorkLine.objects.filter(mandate=mandate).aggregate(last=Max("position"))
    last: int = found["last"] or 0
    return last + 1
