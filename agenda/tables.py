"""Columns of the registers and of the work plan, for their spreadsheets."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agenda.models import Commitment, Decision
from members.tables import Column

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
