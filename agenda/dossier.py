"""The agenda in the handover dossier: decisions in force, open commitments, themes and the work plan."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.clock import when_words
from agenda.models import Commitment, Decision, DecisionState, Meeting, Minutes, MinutesState
from agenda.queries import themes as theme_queries
from agenda.queries import workplan
from agenda.queries.commitments import SOONEST_FIRST, named
from agenda.templatetags.workplan import plain, reading
from members.dossier import Asked, Section, day, register, subject_of


@register(70)
def decisions_in_force(asked: Asked) -> Section:
    found = Decision.objects.registered().filter(state=DecisionState.IN_FORCE)
    rows = found.select_related("theme").order_by("-year", "-number")
    return Section(
        key="acuerdos-en-vigor",
        title=_("Acuerdos en vigor"),
        columns=(_("Número"), _("Acuerdo"), _("Fecha"), _("Tema")),
        rows=tuple(
            (each.label, each.text, day(each.taken_on), each.theme.words if each.theme else "")
            for each in rows
        ),
        empty=_("Ningún acuerdo está en vigor."),
    )


@register(72)
def open_commitments(asked: Asked) -> Section:
    found = named(Commitment.objects.registered().open(), asked.on).order_by(*SOONEST_FIRST)
    return Section(
        key="compromisos-abiertos",
        title=_("Compromisos abiertos"),
        columns=(_("Número"), _("Compromiso"), _("Responsable"), _("Fecha compromiso"), _("Estado")),
        rows=tuple(
            (
                each.label,
                each.text,
                each.owner_name,
                day(each.due_on),
                _("vencido") if each.is_overdue(asked.on) else str(each.get_state_display()),
            )
            for each in found
        ),
        empty=_("Ningún compromiso está abierto."),
    )


@register(74)
def themes(asked: Asked) -> Section:
    found: list[Any] = list(theme_queries.of_term(subject_of(asked), asked.on))
    return Section(
        key="temas",
        title=_("Temas del mandato"),
        columns=(_("Tema"), _("Descripción"), _("Quiénes lo lideran")),
        rows=tuple(
            (
                theme.words,
                theme.telling,
                "\n".join(lead.organisation_name for lead in theme.leads_today),
            )
            for theme in found
        ),
        empty=_("La agenda temática está vacía."),
    )


@register(76)
def work_plan(asked: Asked) -> Section:
    return Section(
        key="plan-de-trabajo",
        title=_("Plan de trabajo"),
        columns=(_("Línea de trabajo"), _("Estado"), _("Responsables"), _("Hitos"), _("Indicadores")),
        rows=tuple(
            (
                row.line.title,
                str(row.line.get_state_display()),
                row.owners,
                _("%(done)d de %(total)d") % {"done": row.done, "total": len(row.milestones)},
                "\n".join(_indicator(each) for each in row.indicators),
            )
            for row in workplan.plan(asked.mandate, asked.on)
        ),
        empty=_("Este mandato aún no tiene un plan de trabajo."),
    )


def _indicator(row: workplan.IndicatorRow) -> str:
    value = plain(row.latest.value if row.latest else None)
    return f"{row.indicator.words}: {value} ({reading(row.progress)})"


@register(77)
def calendar(asked: Asked) -> Section:
    """The meetings of the mandate that members know of, and those that are to come after it, by date."""
    since = datetime.combine(subject_of(asked).term.start, time(), timezone.get_current_timezone())
    found = Meeting.objects.exclude(announced_at=None).filter(Q(starts_at=None) | Q(starts_at__gte=since))
    rows = found.annotate(versions=Count("agenda_versions")).select_related("minutes_record")
    return Section(
        key="calendario-de-reuniones",
        title=_("Calendario de reuniones"),
        columns=(
            _("Reunión"),
            _("Número"),
            _("Fecha y hora"),
            _("Lugar"),
            _("Estado"),
            _("Versiones del orden del día"),
            _("Documento aprobado"),
        ),
        rows=tuple(_meeting_row(each) for each in rows.order_by("starts_at", "pk")),
        empty=_("No hay reuniones anunciadas desde que empezó el mandato."),
    )


def _meeting_row(meeting: Any) -> tuple[str, ...]:
    minutes: Minutes | None = getattr(meeting, "minutes_record", None)
    return (
        meeting.title,
        f"{meeting.number}/{meeting.year}" if meeting.number else "",
        when_words(meeting),
        "\n".join(filter(None, (meeting.place, meeting.link))),
        str(meeting.get_state_display()),
        str(meeting.versions),
        minutes.label if minutes else "",
    )


@register(78)
def approved_minutes(asked: Asked) -> Section:
    """What every holder of a mandate may look up, without the texts themselves."""
    found = Minutes.objects.filter(state=MinutesState.APPROVED).select_related("meeting")
    rows = found.order_by("-year", "-number")
    return Section(
        key="documentos-de-reuniones",
        title=_("Documentos aprobados de las reuniones"),
        columns=(_("Número"), _("Reunión"), _("Fecha"), _("Fecha de aprobación")),
        rows=tuple(
            (each.label, each.meeting.title, _day(each.meeting.started_at), _day(each.approved_at))
            for each in rows
        ),
        empty=_("Ningún documento de una reunión está aprobado."),
    )


def _day(moment: datetime | None) -> str:
    return day(timezone.localdate(moment)) if moment else ""
