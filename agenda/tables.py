"""Columns of the registers and of the work plan, for their spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agenda.clock import zone_of
from agenda.models import Commitment, Decision, Meeting, MeetingSeat, Theme
from agenda.queries.workplan import IndicatorRow, LineRow, MilestoneRow
from mcig.sheets.columns import Cell, Column

DECISIONS: tuple[Column[Decision], ...] = (
    Column(_("Número"), lambda each: each.label, 12),
    Column(_("Acuerdo"), lambda each: each.text, 80),
    Column(_("Fecha"), lambda each: each.taken_on, 12),
    Column(_("Estado"), lambda each: str(each.get_state_display()), 14),
    Column(_("Sustituido por"), lambda each: each.replaced_by.label if each.replaced_by else None, 14),
    Column(_("Cumplido el"), lambda each: each.fulfilled_on, 12),
    Column(_("Tema"), lambda each: each.theme.words if each.theme else None, 36),
    Column(_("Reunión"), lambda each: each.meeting.title if each.meeting else None, 36),
)


def _state(each: Commitment) -> str:
    overdue = each.is_overdue(timezone.localdate())
    return _now("vencido") if overdue else str(each.get_state_display())


COMMITMENTS: tuple[Column[Commitment], ...] = (
    Column(_("Número"), lambda each: each.label, 12),
    Column(_("Compromiso"), lambda each: each.text, 80),
    Column(_("Responsable"), lambda each: each.owner_name, 40),
    Column(_("Inicio"), lambda each: each.start_on, 12),
    Column(_("Fecha compromiso"), lambda each: each.due_on, 16),
    Column(_("Estado"), _state, 14),
    Column(_("Cierre"), lambda each: each.closed_on, 12),
    Column(_("Evidencia"), lambda each: each.evidence or None, 60),
    Column(_("Tema"), lambda each: each.theme.words if each.theme else None, 36),
    Column(_("Acuerdo"), lambda each: each.decision.label if each.decision else None, 12),
    Column(_("Reunión"), lambda each: each.meeting.title if each.meeting else None, 36),
)


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A line of the plan with one of its milestones or indicators, or with none."""

    row: LineRow
    milestone: MilestoneRow | None = None
    indicator: IndicatorRow | None = None


def plan_rows(rows: Iterable[LineRow]) -> list[PlanEntry]:
    """The plan as a sheet: one row for each milestone and indicator, and one for a line that has neither."""
    entries = []
    for row in rows:
        own = [PlanEntry(row, milestone=each) for each in row.milestones]
        own += [PlanEntry(row, indicator=each) for each in row.indicators]
        entries += own or [PlanEntry(row)]
    return entries


def _kind(each: PlanEntry) -> str | None:
    if each.milestone:
        return _now("Hito")
    return _now("Indicador") if each.indicator else None


def _name(each: PlanEntry) -> str | None:
    if each.milestone:
        return each.milestone.milestone.title
    return each.indicator.indicator.words if each.indicator else None


def _indicator(value: Callable[[IndicatorRow], Cell]) -> Callable[[PlanEntry], Cell]:
    return lambda each: value(each.indicator) if each.indicator else None


def _milestone(value: Callable[[MilestoneRow], Cell]) -> Callable[[PlanEntry], Cell]:
    return lambda each: value(each.milestone) if each.milestone else None


PLAN: tuple[Column[PlanEntry], ...] = (
    Column(_("Línea de trabajo"), lambda each: each.row.line.title, 44),
    Column(_("Tema"), lambda each: each.row.line.theme.words if each.row.line.theme else None, 30),
    Column(_("Estado"), lambda each: str(each.row.line.get_state_display()), 18),
    Column(_("Responsables"), lambda each: each.row.owners or None, 36),
    Column(_("Tipo"), _kind, 12),
    Column(_("Hito o indicador"), _name, 44),
    Column(_("Fecha prevista"), _milestone(lambda each: each.milestone.due_on), 14),
    Column(_("Cumplido el"), _milestone(lambda each: each.milestone.done_on), 14),
    Column(_("Unidad"), _indicator(lambda each: each.indicator.unit), 16),
    Column(_("Línea de base"), _indicator(lambda each: each.indicator.baseline), 14),
    Column(_("Meta"), _indicator(lambda each: each.indicator.target), 14),
    Column(_("Último valor"), _indicator(lambda each: each.latest.value if each.latest else None), 14),
    Column(
        _("Fecha del valor"), _indicator(lambda each: each.latest.measured_on if each.latest else None), 14
    ),
    Column(_("Avance (%)"), _indicator(lambda each: each.progress.percent), 12),
)

ATTENDANCE: tuple[Column[MeetingSeat], ...] = (
    Column(_("Integrante"), lambda each: each.organisation_name or each.seat.organisation.code, 44),
    Column(_("Respuesta"), lambda each: str(each.get_answer_display()), 16),
    Column(_("Asistencia"), lambda each: str(each.get_presence_display()), 22),
    Column(_("Quién asistió"), lambda each: each.present_name or None, 36),
)


def _local(each: Meeting) -> datetime | None:
    return timezone.localtime(each.starts_at, zone_of(each)) if each.starts_at else None


def _day(each: Meeting) -> date | None:
    local = _local(each)
    return local.date() if local else None


def _hour(each: Meeting) -> str | None:
    local = _local(each)
    return local.strftime("%H:%M") if local else None


MEETINGS: tuple[Column[Meeting], ...] = (
    Column(_("Reunión"), lambda each: each.title, 50),
    Column(_("Tipo"), lambda each: str(each.get_kind_display()), 24),
    Column(_("Serie"), lambda each: each.series.name if each.series else None, 30),
    Column(_("Fecha"), _day, 12),
    Column(_("Hora"), _hour, 8),
    Column(_("Zona horaria"), lambda each: each.time_zone, 24),
    Column(_("Duración en minutos"), lambda each: each.planned_minutes, 12),
    Column(_("Lugar"), lambda each: each.place or None, 36),
    Column(_("Estado"), lambda each: str(each.get_state_display()), 14),
    Column(_("Puntos"), lambda each: getattr(each, "items_count", None), 10),
    Column(_("Orden del día publicado"), lambda each: getattr(each, "agenda_number", None), 12),
)


def _leads(each: Theme) -> str | None:
    return ", ".join(str(lead.organisation_name) for lead in getattr(each, "leads_today", ())) or None


THEMES: tuple[Column[Theme], ...] = (
    Column(_("Tema"), lambda each: each.words, 50),
    Column(_("Lidera"), _leads, 40),
    Column(_("Desde"), lambda each: each.validity.lower, 12),
    Column(_("Líneas de trabajo"), lambda each: getattr(each, "lines_count", None), 12),
    Column(_("Acuerdos en vigor"), lambda each: getattr(each, "decisions_count", None), 12),
    Column(_("Compromisos abiertos"), lambda each: getattr(each, "commitments_count", None), 12),
)
