"""The meetings: the list, the page of one, and its facts."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agenda.actions import meetings as actions
from agenda.actions.copies import create_from
from agenda.forms.copies import NewMeetingForm
from agenda.forms.meetings import Choices, FilterForm, MeetingForm, stored_facts
from agenda.models import Meeting, MeetingTemplate
from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.panels import panels_for
from agenda.queries import meetings as queries
from agenda.queries.copies import date_notes, template_choices
from agenda.rules.meeting import EDITABLE
from agenda.tables import MEETINGS
from mcig.access import Actor, ActorRequest
from mcig.rules import Broken
from mcig.sheets.answers import exported
from mcig.web import form_merging as merging
from mcig.web.numbers import whole_number
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version

PER_PAGE = 25


def visible(actor: Actor, pk: int) -> Meeting:
    """The meeting, or 404 alike for a hidden and for a missing one."""
    return get_object_or_404(queries.visible(actor), pk=pk)


def meeting_list(request: ActorRequest) -> HttpResponse:
    wanted = queries.read_filter(request.GET.dict())
    page = Paginator(queries.meetings(request.actor, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "form": FilterForm(request.GET or None, series=queries.series_choices()),
        "writes": request.actor.holds(*WRITES),
    }
    return render(request, "agenda/meetings/list.html", context)


def meeting_export(request: ActorRequest, suffix: str) -> HttpResponse:
    """The meetings that the filter of the page finds."""
    found = queries.meetings(request.actor, queries.read_filter(request.GET.dict()))
    return exported(request, suffix, title=_("Reuniones"), columns=MEETINGS, rows=found, name=_("reuniones"))


def meeting_detail(request: ActorRequest, pk: int) -> HttpResponse:
    meeting = visible(request.actor, pk)
    writes = request.actor.holds(*WRITES)
    context = {
        "meeting": meeting,
        "writes": writes,
        "reads_draft": request.actor.holds(*READS_DRAFTS),
        "may_edit": writes and meeting.state in EDITABLE,
        "panels": panels_for(request.actor, meeting),
    }
    return render(request, "agenda/meetings/detail.html", context)


def choices_for(request: ActorRequest, meeting: Meeting | None = None) -> Choices:
    """What the lists of the form offer this actor; the zone of the meeting, and of the mesa, first."""
    zones = (meeting.time_zone if meeting else "", request.mesa.time_zone if request.mesa else "")
    return Choices(queries.series_choices(), queries.host_choices(request.actor), zones)


def _new_form(request: ActorRequest) -> NewMeetingForm:
    """The form of a new meeting; the template that the address names fills it in."""
    initial: dict[str, Any] = {"planned_minutes": 120, "languages": ["es"], "kind": "ordinary"}
    template = MeetingTemplate.objects.filter(pk=whole_number(request.GET.get("plantilla", "")) or 0).first()
    if template is not None:
        initial |= {
            "template": template.pk,
            "kind": template.kind,
            "planned_minutes": template.planned_minutes,
        }
    return NewMeetingForm(
        request.POST or None,
        choices=choices_for(request),
        templates=template_choices(),
        initial=initial,
    )


def meeting_create(request: ActorRequest) -> HttpResponseBase:
    once = request.POST.get(ONCE, "") or new_key()
    form = _new_form(request)

    def create() -> str:
        chosen = MeetingTemplate.objects.filter(pk=form.cleaned_data.get("template") or 0).first()
        made = create_from(actor=request.actor, facts=form.facts, template=chosen)
        warn_of_date(request, made)
        return made.get_absolute_url()

    if request.method == "POST" and form.is_valid():
        try:
            address = create_once(actor=request.actor, key=once, create=create)
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("La reunión quedó guardada como borrador."))
            return redirect(address)
    context = {"form": form, "once": once}
    return render(request, "agenda/meetings/create.html", context, status=422 if form.is_bound else 200)


def meeting_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    meeting = visible(request.actor, pk)
    choices = choices_for(request, meeting)
    stored = MeetingForm(initial=stored_facts(meeting), choices=choices)
    if request.method != "POST":
        return _editor(request, meeting, stored, stored)
    data = merging.chosen(request.POST, merging.texts(stored))
    form = MeetingForm(data, choices=choices)
    version = read_version(request.POST)
    if not form.is_valid():
        return _editor(request, meeting, form, stored, version=version, status=422)
    try:
        saved = actions.edit_meeting(actor=request.actor, meeting=meeting, version=version, facts=form.facts)
    except Broken as refusal:
        refuse(form, refusal)
        return _editor(request, meeting, form, stored, version=version, status=422)
    except Stale:
        proposal = merging.propose(form, stored, data)
        form = MeetingForm(proposal.data, choices=choices)
        return _editor(request, meeting, form, stored, proposal=proposal, status=409)
    messages.success(request, _("Los datos de la reunión están guardados."))
    warn_of_date(request, saved)
    return redirect("meeting-detail", pk)


def _editor(
    request: ActorRequest,
    meeting: Meeting,
    form: MeetingForm,
    stored: MeetingForm,
    *,
    version: int | None = None,
    proposal: merging.Proposal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The edit page; after a conflict the merged proposal stands in it, and both texts where they differ."""
    kept_base = request.POST.get(merging.FIELD, "") if status == HTTPStatus.UNPROCESSABLE_ENTITY else ""
    context = {
        "meeting": meeting,
        "form": form,
        "version": version or meeting.version,
        "base": kept_base or merging.base_of(stored),
        "proposal": proposal,
    }
    return render(request, "agenda/meetings/edit.html", context, status=status)


def warn_of_date(request: ActorRequest, meeting: Meeting) -> None:
    """Say what speaks against the date of a meeting; nothing forbids it."""
    if meeting.starts_at is None:
        return
    country = request.mesa.country if request.mesa else ""
    for words in date_notes(
        meeting.starts_at, meeting.zone, meeting.planned_minutes, country=country, besides=meeting.pk
    ):
        messages.warning(request, words)
