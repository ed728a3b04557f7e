"""Meetings made from others: templates, duplicates, series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.actions import copies as actions
from agenda.forms.copies import DuplicateForm, NameForm, SeriesForm, TemplateForm, stored_template
from agenda.models import Meeting, MeetingSeries, MeetingTemplate
from agenda.queries import copies as queries
from agenda.views.meetings import visible, warn_of_date
from mcig.access import Actor, ActorRequest
from mcig.rules import Broken
from mcig.web import editing
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse


@dataclass(frozen=True, slots=True)
class Planned:
    """A date of a series, and what speaks against it."""

    starts_at: datetime
    notes: list[str]


def _crumbs(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    return ((_("Reuniones"), reverse("meeting-list")), (meeting.title, meeting.get_absolute_url()))


def template_list(request: ActorRequest) -> HttpResponse:
    context = {"templates": MeetingTemplate.objects.select_related("created_by")}
    return render(request, "agenda/copies/templates.html", context)


def template_save(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Keep the agenda of a meeting as a template."""
    meeting = visible(request.actor, pk)
    form = NameForm(request.POST or None, initial={"name": meeting.title})

    def make() -> str:
        actions.save_template(actor=request.actor, meeting=meeting, name=form.cleaned_data["name"])
        return reverse("template-list")

    page = editing.Page(
        title=_("Guardar como plantilla"),
        button=_("Guardar la plantilla"),
        done=_("La plantilla está guardada."),
        crumbs=_crumbs(meeting),
        lead=_("Guarda los apartados y los puntos, con su duración y su propósito; ni textos ni documentos."),
    )
    return editing.create(request, page, form, make)


def template_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Correct the name, the duration and the items of a template."""
    template = get_object_or_404(MeetingTemplate, pk=pk)

    def build(data: QueryDict | None) -> TemplateForm:
        return TemplateForm(data, initial=stored_template(template) if data is None else None)

    def save(form: TemplateForm, version: int) -> None:
        actions.edit_template(actor=request.actor, template=template, version=version, **form.cleaned_data)

    page = editing.Page(
        title=_("Editar la plantilla"),
        button=_("Guardar la plantilla"),
        done=_("La plantilla está guardada."),
        crumbs=((_("Reuniones"), reverse("meeting-list")), (_("Plantillas"), reverse("template-list"))),
        lead=_("Las reuniones que ya empezaron con ella no cambian."),
    )
    return editing.edit(request, page, build, save, version=template.version)


def template_remove(request: ActorRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(MeetingTemplate, pk=pk)
    actions.remove_template(actor=request.actor, template=template)
    messages.success(request, _("La plantilla «%(name)s» ya no está.") % {"name": template.name})
    return redirect("template-list")


def meeting_duplicate(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Prepare another meeting with the facts and the agenda of this one."""
    meeting = visible(request.actor, pk)
    form = DuplicateForm(request.POST or None, zone=meeting.zone, initial={"title": meeting.title})

    def make() -> str:
        made = actions.duplicate(actor=request.actor, meeting=meeting, **form.cleaned_data)
        warn_of_date(request, made)
        return made.get_absolute_url()

    page = editing.Page(
        title=_("Duplicar la reunión"),
        button=_("Duplicar"),
        done=_("La reunión nueva está en borrador."),
        crumbs=_crumbs(meeting),
        lead=_("Copia los datos y el orden del día. No copia documentos, notas internas ni respuestas."),
        icon="copy",
    )
    return editing.create(request, page, form, make)


def series_create(request: ActorRequest) -> HttpResponseBase:
    """Shows the dates of a series and what speaks against them; the second button makes the meetings."""
    once = request.POST.get(ONCE, "") or new_key()
    zone = request.mesa.time_zone if request.mesa else "UTC"
    form = SeriesForm(request.POST or None, zone=zone, templates=queries.template_choices())

    def make() -> str:
        return f"{reverse('meeting-list')}?serie={_made(request.actor, form).pk}"

    if request.method == "POST" and form.is_valid() and "crear" in request.POST:
        try:
            address = create_once(actor=request.actor, key=once, create=make)
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Las reuniones de la serie están en borrador."))
            return redirect(address)
    country = request.mesa.country if request.mesa else ""
    planned = _planned(form, country) if form.is_bound and form.is_valid() else []
    context = {"form": form, "once": once, "planned": planned, "zone": zone}
    status = 422 if form.is_bound and not planned else 200
    return render(request, "agenda/copies/series.html", context, status=status)


def _made(actor: Actor, form: SeriesForm) -> MeetingSeries:
    data = form.cleaned_data
    return actions.create_series(
        actor=actor,
        name=data["name"],
        facts=form.facts,
        starts=data["starts"],
        unit=data["unit"],
        template=MeetingTemplate.objects.filter(pk=data["template"] or 0).first(),
    )


def _planned(form: SeriesForm, country: str) -> list[Planned]:
    zone, minutes = ZoneInfo(form.zone), form.cleaned_data["planned_minutes"]
    return [
        Planned(moment, queries.date_notes(moment, zone, minutes, country=country))
        for moment in form.cleaned_data["starts"]
    ]
