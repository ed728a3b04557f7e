"""Columns of the directory and of the register of members."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mcig.history.entries import Change
from mcig.history.telling import Told
from mcig.sheets.columns import Column
from members.models import Consultation, DocumentVersion
from members.queries import MemberRow
from members.queries.directory import Entry

MOST_IN_A_CELL = 32_000  # a spreadsheet takes 32 767

DIRECTORY: tuple[Column[Entry], ...] = (
    Column(_("Organización"), lambda entry: entry.organisation, 40),
    Column(_("Tipo"), lambda entry: entry.kind, 22),
    Column(_("País"), lambda entry: entry.country),
    Column(_("Lugar"), lambda entry: entry.seat, 14),
    Column(_("Nombre"), lambda entry: entry.name, 30),
    Column(_("Cargo"), lambda entry: entry.title, 30),
    Column(_("Correo electrónico"), lambda entry: entry.email, 34),
    Column(_("Teléfono de trabajo"), lambda entry: entry.phone),
    Column(_("Desde"), lambda entry: entry.since, 12),
)


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None


DOCUMENTS: tuple[Column[DocumentVersion], ...] = (
    Column(_("Documento"), lambda row: row.document.title, 50),
    Column(_("Clase"), lambda row: row.document.get_kind_display(), 24),
    Column(_("Versión"), lambda row: row.number, 10),
    Column(_("Estado"), lambda row: row.get_state_display(), 14),
    Column(_("Vigente desde"), lambda row: _day(row.in_force_at), 14),
    Column(_("Quién lo lee"), lambda row: row.get_level_display(), 30),
    Column(_("Consulta"), lambda row: row.consultation.number if row.consultation else "", 12),
    Column(_("Firmas"), lambda row: row.signed_seats, 10),  # type: ignore[attr-defined]
    Column(_("Archivo"), lambda row: row.stored.name if row.stored else "", 40),
)


# One line for each column that changed.
AUDIT: tuple[Column[tuple[Told, Change]], ...] = (
    Column(_("Fecha y hora"), lambda row: date_format(localtime(row[0].at), "Y-m-d H:i:s"), 20),
    Column(_("Persona"), lambda row: row[0].person, 28),
    Column(_("En calidad de"), lambda row: row[0].capacity, 40),
    Column(_("Acción"), lambda row: row[0].verb, 10),
    Column(_("Qué"), lambda row: row[0].kind, 26),
    Column(_("Cuál"), lambda row: row[0].called, 40),
    Column(_("Dato"), lambda row: row[1].label, 24),
    Column(_("Antes"), lambda row: row[1].before[:MOST_IN_A_CELL], 50),
    Column(_("Ahora"), lambda row: row[1].after[:MOST_IN_A_CELL], 50),
)


def _yes(value: bool) -> str:  # noqa: FBT001 - it is the value of a cell
    return _now("Sí") if value else _now("No")


REGISTER: tuple[Column[MemberRow], ...] = (
    Column(_("Clave"), lambda each: each.code, 12),
    Column(_("Organización"), lambda each: each.name, 44),
    Column(_("Tipo"), lambda each: str(each.kind), 24),
    Column(_("País"), lambda each: each.country or None, 20),
    Column(_("Integrante desde"), lambda each: each.since, 14),
    Column(_("Titular"), lambda each: each.titular or None, 30),
    Column(_("Suplente"), lambda each: each.alternate or None, 30),
    Column(_("Preside"), lambda each: _yes(each.presides), 10),
    Column(_("Suspendida"), lambda each: _yes(each.suspended), 12),
)


def _date(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None


CONSULTATIONS: tuple[Column[Consultation], ...] = (
    Column(_("Número"), lambda each: each.number, 12),
    Column(_("Asunto"), lambda each: each.subject, 60),
    Column(_("Estado"), lambda each: str(each.get_state_display()), 16),
    Column(_("Regla"), lambda each: str(each.get_rule_display()), 24),
    Column(_("Apertura"), lambda each: _date(each.opened_at), 12),
    Column(_("Plazo"), lambda each: _date(each.deadline), 12),
    Column(_("Cierre"), lambda each: _date(each.closed_at), 12),
)
