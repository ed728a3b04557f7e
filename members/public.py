"""What the mesa shows of itself to everybody: its members, who presides, its documents; never a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.files import deliver_stored
from mcig.public.parts import Attachment, Entry, Part, register
from mcig.sheets.columns import Column
from members.models import DocumentVersion
from members.models.levels import PaperLevel
from members.queries import MemberRow, members_on
from members.queries.mandates import MandateRow, mandate_rows
from members.queries.mesa_documents import in_protocol_order, signatures_of
from members.rules.mesa_documents import SignaturePhase, VersionPhase
from members.rules.rotation import MandateState
from members.templatetags.periods import period


@register
class Members(Part[MemberRow]):
    """Who belongs to the mesa today and takes part."""

    slug = "integrantes"
    title = _("Integrantes")
    lead = _("Las representaciones, agencias y organismos que integran hoy la mesa.")
    order = 10
    columns = (
        Column(_("Clave"), lambda each: each.code, key="code"),
        Column(_("Nombre"), lambda each: each.name, key="name"),
        Column(_("Tipo"), lambda each: str(each.kind), key="kind"),
        Column(_("País"), lambda each: each.country or None, key="country"),
        Column(_("Integrante desde"), lambda each: each.since, key="member_since"),
    )

    def rows(self) -> Sequence[MemberRow]:
        return [each for each in members_on(timezone.localdate()) if not each.suspended]

    def entries(self, rows: Iterable[MemberRow]) -> list[Entry]:
        return [
            Entry(each.code.lower(), each.name, " · ".join(filter(None, (str(each.kind), each.country))))
            for each in rows
        ]


@register
class Presidency(Part[MandateRow]):
    """The mandates that began: the one in force first, then those before it."""

    slug = "presidencia"
    title = _("Presidencia")
    lead = _("Quién preside la mesa y quién ejerce la secretaría técnica, hoy y antes.")
    order = 20
    counts = False
    columns = (
        Column(_("Función"), lambda each: each.title, key="office"),
        Column(_("Titulares"), lambda each: each.names, key="holders"),
        Column(_("Inicio"), lambda each: each.term.lower, key="start"),
        Column(_("Último día"), lambda each: each.term.last_day, key="last_day"),
    )

    def rows(self) -> Sequence[MandateRow]:
        begun = [
            each
            for each in mandate_rows(timezone.localdate())
            if each.state is not MandateState.PROPOSED and each.holders
        ]
        newest = sorted(begun, key=lambda each: each.term.start, reverse=True)
        return sorted(newest, key=lambda each: each.state is not MandateState.CURRENT)

    def entries(self, rows: Iterable[MandateRow]) -> list[Entry]:
        return [Entry(str(each.key), each.names, _told(each)) for each in rows]


def _told(each: MandateRow) -> str:
    """«Copresidencia · Del 1 de enero de 2023 al 31 de diciembre de 2024»."""
    return f"{each.title} · {period(each.term)}"


@register
class Documents(Part[DocumentVersion]):
    """Documents of the mesa that are in force and whose level is public."""

    slug = "documentos"
    title = _("Documentos")
    lead = _("Los documentos vigentes y públicos de la mesa: términos de referencia, comunicados, planes.")
    order = 25
    template = "public/document.html"
    columns = (
        Column(_("Título"), lambda each: each.document.title, key="title"),
        Column(_("Clase"), lambda each: str(each.document.get_kind_display()), key="kind"),
        Column(_("Versión"), lambda each: each.number, key="version"),
        Column(_("Vigente desde"), lambda each: timezone.localdate(each.in_force_at), key="in_force_since"),
        Column(_("Texto"), lambda each: each.text or None, key="text"),
    )

    def rows(self) -> QuerySet[DocumentVersion]:
        shown = DocumentVersion.objects.filter(level=PaperLevel.PUBLIC, state=VersionPhase.IN_FORCE)
        return shown.select_related("document", "stored").order_by("document__kind", "document__title", "pk")

    def latest(self, most: int) -> list[Entry]:
        return self.entries(self.rows().order_by("-in_force_at")[:most])

    def entries(self, rows: Iterable[DocumentVersion]) -> list[Entry]:
        return [_document(each) for each in rows]

    def row(self, key: str) -> DocumentVersion | None:
        return next((each for each in self.rows() if str(each.document_id) == key), None)

    def page(self, row: DocumentVersion) -> dict[str, Any]:
        signed = [each for each in signatures_of(row) if each.state == SignaturePhase.SIGNED]
        names = [each.organisation_name or each.seat.organisation.code for each in in_protocol_order(signed)]
        return {"version": row, "signatures": names}

    def give(self, request: HttpRequest, row: DocumentVersion, name: str) -> HttpResponseBase | None:
        return deliver_stored(request, row.stored) if name == "archivo" and row.stored else None


def _document(each: DocumentVersion) -> Entry:
    files = (Attachment("archivo", each.stored.description.words),) if each.stored else ()
    return Entry(
        key=str(each.document_id),
        title=each.document.title,
        note=str(each.document.get_kind_display()).capitalize(),
        on=timezone.localdate(each.in_force_at),
        changed=each.in_force_at,
        files=files,
    )
