"""The directory: as a page, as PDF, as spreadsheet and as contacts."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.sheets.answers import download, exported
from members.exchange import vcard
from members.forms.directory import DirectoryFilter
from members.pdf.directory import directory_pdf
from members.queries.directory import Entry
from members.queries.directory import directory as entries_on
from members.tables import DIRECTORY

PEOPLE_PER_PAGE = 50


def directory(request: ActorRequest) -> HttpResponse:
    form = DirectoryFilter(request.GET)
    entries = entries_on(request.actor.on, **form.wanted())
    is_narrowed = any(form.wanted().values())
    page = Paginator(entries, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "entries": page.object_list, "is_narrowed": is_narrowed}
    return render(request, "members/directory/list.html", context)


def directory_as_pdf(request: ActorRequest) -> HttpResponse:
    language = get_language() or "es"
    content = directory_pdf(_wanted(request), mesa=request.mesa, on=request.actor.on, language=language)
    return _download(request, content, "application/pdf", "pdf")


def directory_export(request: ActorRequest, suffix: str) -> HttpResponse:
    """Personal data: the browser keeps the file that the person saved, and no copy beside it."""
    return exported(
        request,
        suffix,
        title=_("Directorio"),
        columns=DIRECTORY,
        rows=_wanted(request),
        name="directorio",
    )


def directory_as_vcard(request: ActorRequest) -> HttpResponse:
    return _vcards(request, _wanted(request))


def person_as_vcard(request: ActorRequest, pk: int) -> HttpResponse:
    """The contact of somebody who is in the directory today."""
    found = [entry for entry in entries_on(request.actor.on) if entry.person_id == pk]
    if not found:
        raise Http404
    return _vcards(request, found[:1])


def _wanted(request: ActorRequest) -> list[Entry]:
    return entries_on(request.actor.on, **DirectoryFilter(request.GET).wanted())


def _vcards(request: ActorRequest, entries: list[Entry]) -> HttpResponse:
    version = "3.0" if request.GET.get("version") == "3.0" else "4.0"
    content = vcard.write(entries, version=version, site=settings.PUBLIC_URL)
    return _download(request, content, vcard.CONTENT_TYPE, "vcf")


def _download(request: ActorRequest, content: bytes, content_type: str, suffix: str) -> HttpResponse:
    return download(request, content, content_type=content_type, name="directorio", suffix=suffix)
