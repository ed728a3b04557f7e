"""Papers of a meeting: list, upload, replace, order, remove, download."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.actions import papers as actions
from agenda.forms.papers import AddPapersForm, ChangePaperForm
from agenda.models import Meeting, Paper, PaperLevel
from agenda.models.meetings import WRITES
from agenda.panels import Panel, register_panel
from agenda.queries import papers as queries
from agenda.views.meetings import visible
from mcig.access import Actor, ActorRequest
from mcig.files import deliver_stored
from mcig.rules import Broken
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version
from members.models.levels import levels_of


@register_panel(20)
def papers_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """The papers that the actor reads, and the folder that joins them."""
    papers = list(queries.readable(actor, meeting))
    writes = actor.holds(*WRITES)
    if not papers and not writes:
        return None
    audience = queries.audience_of(actor)
    context: dict[str, Any] = {
        "groups": queries.grouped(meeting, papers),
        "writes": writes,
        "may_join": meeting.announced_at is not None,
        "folder": queries.current_folder(meeting, audience, get_language() or "es", papers),
    }
    return Panel(_("Documentos"), "agenda/papers/panel.html", "documentos", context)


def _offered(request: ActorRequest, meeting: Meeting) -> dict[str, Any]:
    return {"items": queries.item_choices(meeting), "levels": levels_of(request.actor)}


def meeting_papers(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The papers of a meeting with a form that adds to them."""
    meeting = visible(request.actor, pk)
    once = request.POST.get(ONCE, "") or new_key()
    offered = _offered(request, meeting)
    form = AddPapersForm(
        request.POST or None, request.FILES or None, initial={"level": PaperLevel.MEMBERS}, **offered
    )

    def create() -> str:
        data = dict(form.cleaned_data)
        actions.add_papers(actor=request.actor, meeting=meeting, files=data.pop("papers"), **data)
        return reverse("meeting-papers", args=[pk])

    if request.method == "POST" and form.is_valid():
        try:
            return redirect(create_once(actor=request.actor, key=once, create=create))
        except Broken as refusal:
            refuse(form, refusal)
    papers = list(queries.readable(request.actor, meeting))
    context = {"meeting": meeting, "form": form, "once": once, "papers": papers}
    return render(request, "agenda/papers/list.html", context, status=422 if form.is_bound else 200)


def _paper(request: ActorRequest, meeting: Meeting, paper: int) -> Paper:
    return get_object_or_404(queries.readable(request.actor, meeting), pk=paper)


def paper_edit(request: ActorRequest, pk: int, paper: int) -> HttpResponseBase:
    """Describe a paper anew, or replace it by a newer version."""
    meeting = visible(request.actor, pk)
    found = _paper(request, meeting, paper)
    initial = {"title": found.title, "item": found.item_id, "level": found.level}
    offered = _offered(request, meeting)
    form = ChangePaperForm(request.POST or None, request.FILES or None, initial=initial, **offered)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _change(request, found, form)
            except Broken as refusal:
                refuse(form, refusal)
            except Stale:
                form.add_error(None, _("Otra persona cambió este documento. Revise cómo quedó y guarde."))
                status = 409
            else:
                return redirect("meeting-papers", pk)
    context = {"meeting": meeting, "paper": found, "form": form}
    return render(request, "agenda/papers/edit.html", context, status=status)


def _change(request: ActorRequest, paper: Paper, form: ChangePaperForm) -> None:
    data = dict(form.cleaned_data)
    files = data.pop("paper")
    actions.change_paper(
        actor=request.actor,
        paper=paper,
        version=read_version(request.POST),
        file=files[0] if files else None,
        **data,
    )


def paper_shift(request: ActorRequest, pk: int, paper: int) -> HttpResponse:
    meeting = visible(request.actor, pk)
    found = _paper(request, meeting, paper)
    try:
        actions.shift_paper(actor=request.actor, paper=found, up=request.POST.get("move") == "up")
    except Broken as refusal:
        messages.error(request, str(refusal))
    return redirect("meeting-papers", pk)


def paper_remove(request: ActorRequest, pk: int, paper: int) -> HttpResponse:
    meeting = visible(request.actor, pk)
    removed = actions.remove_paper(actor=request.actor, paper=_paper(request, meeting, paper))
    messages.success(request, _("«%(title)s» quedó retirado.") % {"title": removed.title})
    return redirect("meeting-papers", pk)


def paper_file(request: ActorRequest, pk: int, paper: int, number: int) -> HttpResponseBase:
    """A file of a paper; who does not prepare meetings reads the newest one only."""
    meeting = visible(request.actor, pk)
    found = _paper(request, meeting, paper)
    versions = list(found.versions.all())
    if not request.actor.holds(*WRITES):
        versions = versions[:1]
    wanted = next((each for each in versions if each.number == number), None)
    if wanted is None:
        return redirect("paper-file", pk, paper, versions[0].number)
    return deliver_stored(request, wanted.stored)
