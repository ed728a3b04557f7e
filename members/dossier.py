"""The handover dossier: sections that each app registers, and those of the members themselves.

A section is a table: the same rows are printed in the PDF and written to JSON and CSV.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mcig.alphabet import alphabetical
from members.models import Consultation, Mandate, Posting
from members.queries.mandates import MandateRow, mandate_rows
from members.queries.mesa_documents import adopted_versions
from members.queries.papers import papers_of
from members.queries.register import last_name_of, members_on
from members.rules.consultation import Phase
from members.templatetags.periods import period

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the dossier. `key` names its data files; the rows have one text per column."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which mandate the dossier is, and on which day it is made."""

    mandate: int
    on: date


Source = Callable[[Asked], Section]


@dataclass(frozen=True, slots=True)
class _Registered:
    order: int
    source: Source


_sources: list[_Registered] = []


def register(order: int) -> Callable[[Source], Source]:
    """Add a section at this place; used from an app's `dossier.py`.

    A section holds what every holder of a mandate may read: no drafts of others, no internal notes.
    """

    def add(source: Source) -> Source:
        _sources.append(_Registered(order, source))
        _sources.sort(key=lambda each: each.order)
        return source

    return add


def sections_for(asked: Asked) -> list[Section]:
    """Every registered section, in order."""
    return [registered.source(asked) for registered in _sources]


def subject_of(asked: Asked) -> MandateRow:
    """The mandate that the dossier is of."""
    return next(row for row in mandate_rows(asked.on) if row.key == asked.mandate)


def day(value: date | None) -> str:
    return date_format(value) if value else ""


@register(10)
def the_mandate(asked: Asked) -> Section:
    row = subject_of(asked)
    mandate = Mandate.objects.get(pk=asked.mandate)
    facts: list[tuple[str, str | StrPromise]] = [
        (_("Función"), row.title),
        (_("Titulares"), "\n".join(_holder_words(holder.name, holder.pro_tempore) for holder in row.holders)),
        (_("Fechas previstas"), period(row.planned)),
        (_("Fechas reales"), period(row.term) if row.differs_from_plan else ""),
        (_("Fundamento"), mandate.basis),
        (_("Prioridades"), mandate.priorities),
    ]
    return Section(
        key="mandato",
        title=_("El mandato"),
        columns=(_("Dato"), _("Contenido")),
        rows=tuple((label, str(text)) for label, text in facts if text),
        empty="",
    )


def _holder_words(name: str, pro_tempore: bool) -> str:  # noqa: FBT001 - a word of the field
    return f"{name} (pro tempore)" if pro_tempore else name


@register(15)
def papers(asked: Asked) -> Section:
    """The documents of the mandate; the ZIP carries the files themselves."""
    found = papers_of(Mandate.objects.get(pk=asked.mandate))
    return Section(
        key="documentos",
        title=_("Documentos del mandato"),
        columns=(_("Documento"), _("Archivo"), _("Tamaño"), _("Huella SHA-256")),
        rows=tuple(
            (paper.title, paper.stored.name, filesizeformat(paper.stored.size), paper.stored.sha256)
            for paper in found
        ),
        empty=_("El mandato no tiene documentos."),
    )


@register(20)
def all_mandates(asked: Asked) -> Section:
    rows = sorted(mandate_rows(asked.on), key=lambda row: row.term.start, reverse=True)
    return Section(
        key="mandatos",
        title=_("Presidencias y secretaría técnica"),
        columns=(_("Función"), _("Titulares"), _("Fechas"), _("Fundamento")),
        rows=tuple((row.title, row.names, period(row.term), row.basis) for row in rows),
        empty=_("No hay mandatos registrados."),
    )


@register(30)
def the_members(asked: Asked) -> Section:
    return Section(
        key="integrantes",
        title=_("Integrantes de la mesa"),
        columns=(_("Organización"), _("Tipo"), _("Desde"), _("Titular"), _("Suplente")),
        rows=tuple(
            (row.name, str(row.kind), day(row.since), row.titular, row.alternate)
            for row in members_on(asked.on)
        ),
        empty=_("No hay integrantes registrados en esta fecha."),
    )


@register(40)
def contacts(asked: Asked) -> Section:
    postings = (
        Posting.objects.on(asked.on)
        .annotate(organisation_name=last_name_of("seat__organisation_id", asked.on))
        .select_related("person", "catalogued")
    )
    rows = [_contact(posting) for posting in postings]
    return Section(
        key="contactos",
        title=_("Contactos"),
        columns=(_("Organización"), _("Persona"), _("Cargo"), _("Correo"), _("Teléfono")),
        rows=tuple(sorted(rows, key=lambda row: (alphabetical(row[0]), alphabetical(row[1])))),
        empty=_("No hay personas con una adscripción vigente."),
    )


def _contact(posting: Any) -> tuple[str, ...]:
    person = posting.person
    return (posting.organisation_name, person.name, str(posting.worded), person.email, person.phone)


@register(50)
def pending_consultations(asked: Asked) -> Section:
    pending = Consultation.objects.filter(state=Phase.OPEN).order_by("deadline")
    return Section(
        key="consultas-pendientes",
        title=_("Consultas pendientes"),
        columns=(_("Número"), _("Asunto"), _("Plazo")),
        rows=tuple(
            (each.number, each.subject, date_format(timezone.localtime(each.deadline), "DATETIME_FORMAT"))
            for each in pending
            if each.deadline is not None
        ),
        empty=_("Ninguna consulta está abierta."),
    )


@register(55)
def mesa_documents(asked: Asked) -> Section:
    """The documents of the mesa that are in force and that members read."""
    return Section(
        key="documentos-de-la-mesa",
        title=_("Documentos de la mesa vigentes"),
        columns=(_("Documento"), _("Clase"), _("Versión"), _("Vigente desde"), _("Archivo")),
        rows=tuple(
            (
                each.document.title,
                each.document.get_kind_display(),
                str(each.number),
                day(timezone.localdate(each.in_force_at) if each.in_force_at else None),
                each.stored.name if each.stored else "",
            )
            for each in adopted_versions()
        ),
        empty=_("Ningún documento de la mesa está vigente."),
    )


@register(60)
def handover_items(asked: Asked) -> Section:
    mandate = Mandate.objects.get(pk=asked.mandate)
    later = Mandate.objects.filter(role=mandate.role, validity__fully_gt=mandate.validity)
    following = later.order_by("validity").first() or mandate
    items = following.handover.annotate(owner_name=last_name_of("owner_id", asked.on))
    return Section(
        key="traspaso",
        title=_("Lista del traspaso"),
        columns=(_("Qué se entrega"), _("Responsable"), _("Fecha compromiso"), _("Entregado"), _("Recibido")),
        rows=tuple(
            (
                item.title,
                item.owner_name,
                day(item.due),
                day(timezone.localdate(item.outgoing_at) if item.outgoing_at else None),
                day(timezone.localdate(item.incoming_at) if item.incoming_at else None),
            )
            for item in items
        ),
        empty=_("La lista del traspaso está vacía."),
    )
