"""Published agendas and their running order: preview, publish, read, print, tell."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.actions.publishing import publish
from agenda.models import AgendaVersion, Meeting
from agenda.models.meetings import WRITES
from agenda.notices import agenda as notices
from agenda.panels import Panel, register_panel
from agenda.pdf.agenda import as_published, running_order_pdf
from agenda.queries import desk, versions
from agenda.rules.meeting import EDITABLE
from agenda.rules.published import sentence
from agenda.views.meetings import visible
from mcig.access import Actor, ActorRequest, Role
from mcig.documents.delivery import deliver_issued
from mcig.notices import hold
from mcig.rules import Broken
from mcig.web.numbers import whole_number
from mcig.web.versions import Stale, read_version


@register_panel(10)
def agenda_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """The newest published agenda; to those who prepare it also that there is none yet."""
    found = versions.versions_of(meeting)
    if not found and not actor.holds(*WRITES):
        return None
    context: dict[str, Any] = {"versions": found, "writes": actor.holds(*WRITES)}
    if found:
        context |= _shown(found[0])
    return Panel(_("Orden del día"), "agenda/versions/panel.html", "orden-del-dia", context)


def _shown(version: AgendaVersion) -> dict[str, Any]:
    return {
        "version": version,
        "rows": versions.rows_of(version.data),
        "changes": [sentence(change) for change in version.changes],
    }


def agenda_version(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """A version as it was published, with what changed in it; older ones beside it."""
    meeting = visible(request.actor, pk)
    found = versions.versions_of(meeting)
    version = _of(found, number)
    context = _shown(version) | {
        "meeting": meeting,
        "as_published": as_published(version),
        "versions": found,
        "is_newest": version == found[0],
        "may_announce": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "agenda/versions/detail.html", context)


def _of(found: list[AgendaVersion], number: int) -> AgendaVersion:
    version = next((each for each in found if each.number == number), None)
    if version is None:
        raise Http404
    return version


def agenda_document(request: ActorRequest, pk: int, number: int, language: str) -> HttpResponseBase:
    meeting = visible(request.actor, pk)
    version = get_object_or_404(meeting.agenda_versions, number=number)
    document = get_object_or_404(version.documents.select_related("document"), language=language).document
    return deliver_issued(request, document)


def agenda_publish(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Shows what would be published and what changes by it; the button publishes."""
    meeting = visible(request.actor, pk)
    if request.method != "POST":
        return _preview(request, meeting)
    try:
        made = publish(
            actor=request.actor,
            meeting=meeting,
            version=read_version(request.POST),
            seen=whole_number(request.POST.get("seen", "")) or 0,
        )
    except Stale:
        words = _("El borrador cambió mientras usted lo revisaba. Aquí está como quedó: revíselo de nuevo.")
        messages.warning(request, words)
        return _preview(request, visible(request.actor, pk), status=409)
    except Broken as refusal:
        messages.error(request, str(refusal))
        return _preview(request, meeting, status=422)
    done = _("La versión %(number)d está publicada: los integrantes ya la ven. No se ha escrito a nadie.")
    messages.success(request, done % {"number": made.number})
    return redirect("agenda-version", pk, made.number)


def _preview(request: ActorRequest, meeting: Meeting, *, status: int = 200) -> HttpResponse:
    data = versions.drafted(meeting, request.actor.on)
    last = versions.newest(meeting)
    changes = versions.differences(last.data, data) if last else []
    context = {
        "meeting": meeting,
        "rows": versions.rows_of(data),
        "last": last,
        "changes": [sentence(change) for change in changes],
        "seen": desk.newest_step(meeting),
        "may_publish": bool(data["items"]) and (last is None or changes) and meeting.state in EDITABLE,
    }
    return render(request, "agenda/versions/publish.html", context, status=status)


def agenda_announce(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """Prepare the letters about a version; they wait until somebody looks at them and sends them."""
    meeting = visible(request.actor, pk)
    version = get_object_or_404(meeting.agenda_versions.select_related("meeting"), number=number)
    title = _("Orden del día, versión %(number)d: %(meeting)s") % {"number": number, "meeting": meeting}
    try:
        dispatch = hold(
            actor=request.actor,
            kind=notices.PUBLISHED,
            title=title,
            why="",
            letters=notices.letters_for(version),
        )
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("agenda-version", pk, number)
    messages.success(request, _("El envío está preparado: revíselo y envíelo cuando quiera."))
    return redirect("dispatch-detail", dispatch.pk)


def running_order(request: ActorRequest, pk: int) -> HttpResponse:
    """The agenda with clock, presenters and internal notes, for whoever conducts the meeting."""
    meeting = visible(request.actor, pk)
    context = {"meeting": meeting, "board": desk.board(meeting, request.actor)}
    return render(request, "agenda/versions/running-order.html", context)


def running_order_file(request: ActorRequest, pk: int) -> HttpResponse:
    meeting = visible(request.actor, pk)
    board = desk.board(meeting, request.actor)
    content = running_order_pdf(board, mesa=request.mesa, language=get_language() or "es")
    response = HttpResponse(content, content_type="application/pdf", status=HTTPStatus.OK)
    name = _("guion")
    response["Content-Disposition"] = f'attachment; filename="{name}-{pk}.pdf"'
    return response
