"""The folder of a meeting: ask for it, see it grow, download it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.actions.folders import ask_for_folder
from agenda.models import Folder, FolderState, Meeting
from agenda.queries import papers as queries
from agenda.views.meetings import visible
from mcig.access import ActorRequest
from mcig.files import deliver
from mcig.rules import Broken


def _current(request: ActorRequest, meeting: Meeting) -> Folder | None:
    audience = queries.audience_of(request.actor)
    return queries.current_folder(meeting, audience, get_language() or "es")


def folder_page(request: ActorRequest, pk: int) -> HttpResponse:
    """How far the folder is; for htmx the progress alone."""
    meeting = visible(request.actor, pk)
    context = {"meeting": meeting, "folder": _current(request, meeting)}
    template = "agenda/papers/folder.html"
    return render(request, f"{template}#progress" if request.htmx else template, context)


def folder_ask(request: ActorRequest, pk: int) -> HttpResponse:
    meeting = visible(request.actor, pk)
    try:
        ask_for_folder(actor=request.actor, meeting=meeting, language=get_language() or "es")
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("meeting-detail", pk)
    return redirect("folder-page", pk)


def folder_file(request: ActorRequest, pk: int) -> HttpResponseBase:
    meeting = visible(request.actor, pk)
    folder = _current(request, meeting)
    if folder is None or folder.state != FolderState.READY:
        raise Http404
    name = _("carpeta")
    return deliver(
        request,
        folder.file,
        filename=f"{name}-{pk}.pdf",
        content_type="application/pdf",
        sha256=folder.sha256,
    )
