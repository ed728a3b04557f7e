"""What everybody reads of the meetings: events and minutes that are marked, papers whose level is public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agenda.clock import when_words, zone_of
from agenda.models import Disclosed, Disclosure, Meeting, Minutes, Paper, PaperLevel, PaperVersion
from agenda.pdf.minutes import file_name
from agenda.queries.papers import known_papers
from agenda.rules.minutes import Audience, Record, for_audience, from_data, to_data
from agenda.wording import minutes_words
from mcig.access import Actor
from mcig.documents.delivery import deliver_issued, in_language_of_page
from mcig.files import deliver_stored
from mcig.mesa.middleware import request_mesa
from mcig.public.parts import Attachment, Entry, Part, register
from mcig.sheets.columns import Column


@register
class Events(Part[Disclosure]):
    """Announced events that who conducts them marked; without the link by which one takes part."""

    slug = "eventos"
    title = _("Eventos")
    lead = _("Los eventos que la mesa anuncia a todas las personas.")
    order = 40
    columns = (
        Column(_("Evento"), lambda each: each.meeting.title, key="title"),
        Column(_("Fecha"), lambda each: _moment(each.meeting), key="starts_at"),
        Column(_("Lugar"), lambda each: each.meeting.place or None, key="place"),
        Column(_("Objetivo"), lambda each: each.meeting.objective or None, key="objective"),
        Column(_("Estado"), lambda each: str(each.meeting.get_state_display()), key="state"),
    )

    def rows(self) -> QuerySet[Disclosure]:
        shown = Disclosure.objects.filter(part=Disclosed.EVENT, meeting__announced_at__isnull=False)
        shown = shown.exclude(meeting__state="draft").exclude(meeting__starts_at=None)
        return shown.select_related("meeting").order_by("-meeting__starts_at", "-pk")

    def latest(self, most: int) -> list[Entry]:
        return self.entries(self.rows().order_by("-disclosed_at")[:most])

    def entries(self, rows: Iterable[Disclosure]) -> list[Entry]:
        return [
            Entry(str(each.meeting_id), each.meeting.title, _event(each.meeting), changed=each.disclosed_at)
            for each in rows
        ]


def _moment(meeting: Meeting) -> str | None:
    """When it begins, as ISO 8601 with the offset of the meeting's own zone."""
    return timezone.localtime(meeting.starts_at, zone_of(meeting)).isoformat() if meeting.starts_at else None


def _event(meeting: Meeting) -> str:
    called_off = str(meeting.get_state_display()) if meeting.state in {"cancelled", "postponed"} else ""
    return " · ".join(filter(None, (called_off, when_words(meeting), meeting.place, meeting.objective)))


def _minutes_title() -> str:
    return capfirst(minutes_words(request_mesa()).plural)


@register
class PublicMinutes(Part[Minutes]):
    """Approved minutes that are marked, in their public rendering and in no other."""

    slug = "minutas"
    title = lazy(_minutes_title, str)()
    lead = _("Lo aprobado por la mesa, en su versión para todas las personas: sin nombres de quienes hablan.")
    order = 50
    template = "public/minutes.html"
    columns = (
        Column(_("Número"), lambda each: each.label, key="number"),
        Column(_("Reunión"), lambda each: each.meeting.title, key="meeting"),
        Column(_("Fecha"), lambda each: _day(each.meeting), key="held_on"),
        Column(_("Aprobada el"), lambda each: timezone.localdate(each.approved_at), key="approved_on"),
    )

    def rows(self) -> QuerySet[Minutes]:
        shown = Disclosure.objects.filter(part=Disclosed.MINUTES).values("meeting")
        return Minutes.objects.filter(state="approved", meeting__in=shown).select_related("meeting")

    def latest(self, most: int) -> list[Entry]:
        return self.entries(self.rows().order_by("-approved_at")[:most])

    def entries(self, rows: Iterable[Minutes]) -> list[Entry]:
        word = capfirst(minutes_words(request_mesa()).name)
        return [
            Entry(
                key=each.label,
                title=f"{word} {each.label}",
                note=each.meeting.title,
                on=_day(each.meeting),
                changed=each.approved_at,
                files=(Attachment("documento.pdf", "PDF"), Attachment("texto.json", _("Datos (JSON)"))),
            )
            for each in rows
        ]

    def row(self, key: str) -> Minutes | None:
        year, _dash, number = key.partition("-")
        if not (year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
            return None
        found = self.rows().filter(year=int(year[:4]), number=int(number[:6])).first()
        return found if found and found.label == key else None

    def page(self, row: Minutes) -> dict[str, Any]:
        return {"record": _record(row), "words": minutes_words(request_mesa())}

    def give(self, request: HttpRequest, row: Minutes, name: str) -> HttpResponseBase | None:
        if name == "texto.json":
            return _as_json(row)
        return _issued(request, row) if name == "documento.pdf" else None


def _record(minutes: Minutes) -> Record:
    assert minutes.record is not None  # approved minutes have one
    return for_audience(from_data(minutes.record), Audience.PUBLIC)


def _as_json(minutes: Minutes) -> HttpResponse:
    response = JsonResponse({"number": minutes.label, "minutes": to_data(_record(minutes))})
    name = file_name(minutes, Audience.PUBLIC, get_language() or "es").replace(".pdf", ".json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _issued(request: HttpRequest, minutes: Minutes) -> HttpResponseBase | None:
    """The issued document of the public rendering in the language of the page, else in Spanish."""
    issued = minutes.documents.filter(audience=Audience.PUBLIC).select_related("document")
    document = in_language_of_page(each.document for each in issued)
    if document is None:
        return None
    return deliver_issued(request, document)


def _day(meeting: Meeting) -> Any:
    return timezone.localdate(meeting.starts_at, zone_of(meeting)) if meeting.starts_at else None


@register
class Papers(Part[Paper]):
    """Papers whose level is public, of announced meetings; of an item only once its agenda is published."""

    slug = "documentos-de-reuniones"
    title = _("Documentos de reuniones")
    lead = _("Los documentos que la mesa trató y que son públicos.")
    order = 60
    columns = (
        Column(_("Título"), lambda each: each.title, key="title"),
        Column(_("Archivo"), lambda each: _newest(each).stored.name, key="file"),
        Column(_("Tamaño en bytes"), lambda each: _newest(each).stored.size, key="bytes"),
        Column(_("Huella SHA-256"), lambda each: _newest(each).stored.sha256, key="sha256"),
    )

    def rows(self) -> Sequence[Paper]:
        files = PaperVersion.objects.select_related("stored").order_by("-number")
        found = Paper.objects.filter(
            level=PaperLevel.PUBLIC, removed_at=None, meeting__announced_at__isnull=False
        )
        everybody = Actor(AnonymousUser(), timezone.localdate())
        known = known_papers(everybody, found.prefetch_related(Prefetch("versions", files)))
        return list(known.order_by("-pk"))

    def entries(self, rows: Iterable[Paper]) -> list[Entry]:
        return [_paper(each) for each in rows]

    def row(self, key: str) -> Paper | None:
        return next((each for each in self.rows() if str(each.pk) == key), None)

    def give(self, request: HttpRequest, row: Paper, name: str) -> HttpResponseBase | None:
        return deliver_stored(request, _newest(row).stored) if name == "archivo" else None


def _newest(paper: Paper) -> PaperVersion:
    return paper.versions.all()[0]


def _paper(each: Paper) -> Entry:
    stored = _newest(each).stored
    words = f"{stored.description.words}"
    return Entry(
        key=str(each.pk),
        title=each.title,
        on=timezone.localdate(stored.uploaded_at),
        changed=stored.uploaded_at,
        files=(Attachment("archivo", words),),
    )
