"""Milestones and indicators of a line of the work plan, and the values of an indicator."""

from __future__ import annotations

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agenda.actions import workplan as actions
from agenda.forms.workplan import (
    IndicatorForm,
    MeasurementForm,
    MilestoneForm,
    stored_indicator,
    stored_milestone,
)
from agenda.models import Indicator, Milestone, WorkLine
from agenda.views.workplan import crumbs_of
from mcig.access import ActorRequest
from mcig.web.editing import Page, create, edit


def milestone_create(request: ActorRequest, pk: int) -> HttpResponseBase:
    line = get_object_or_404(WorkLine, pk=pk)
    form = MilestoneForm(request.POST or None)

    def make() -> str:
        actions.add_milestone(actor=request.actor, line=line, facts=form.facts)
        return line.get_absolute_url()

    words = (_("Agregar un hito"), _("Agregar"), _("El hito quedó agregado."))
    return create(request, Page(*words, crumbs=crumbs_of(line), icon="plus"), form, make)


def milestone_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    milestone = get_object_or_404(Milestone.objects.select_related("line"), pk=pk)

    def build(data: QueryDict | None) -> MilestoneForm:
        return MilestoneForm(data, initial=stored_milestone(milestone) if data is None else None)

    def save(form: MilestoneForm, version: int) -> None:
        actions.edit_milestone(actor=request.actor, milestone=milestone, version=version, facts=form.facts)

    words = (_("Editar el hito"), _("Guardar"), _("El hito está guardado."))
    page = Page(*words, crumbs=crumbs_of(milestone.line))
    return edit(request, page, build, save, version=milestone.version)


def indicator_create(request: ActorRequest, pk: int) -> HttpResponseBase:
    line = get_object_or_404(WorkLine, pk=pk)
    form = IndicatorForm(request.POST or None)

    def make() -> str:
        actions.add_indicator(actor=request.actor, line=line, facts=form.facts)
        return line.get_absolute_url()

    words = (_("Agregar un indicador"), _("Agregar"), _("El indicador quedó agregado."))
    return create(request, Page(*words, crumbs=crumbs_of(line), icon="plus"), form, make)


def indicator_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    indicator = get_object_or_404(Indicator.objects.select_related("line"), pk=pk)

    def build(data: QueryDict | None) -> IndicatorForm:
        return IndicatorForm(data, initial=stored_indicator(indicator) if data is None else None)

    def save(form: IndicatorForm, version: int) -> None:
        actions.edit_indicator(actor=request.actor, indicator=indicator, version=version, facts=form.facts)

    words = (_("Editar el indicador"), _("Guardar"), _("El indicador está guardado."))
    page = Page(*words, crumbs=crumbs_of(indicator.line))
    return edit(request, page, build, save, version=indicator.version)


def measurement_add(request: ActorRequest, pk: int) -> HttpResponseBase:
    indicator = get_object_or_404(Indicator.objects.select_related("line"), pk=pk)
    form = MeasurementForm(request.POST or None, initial={"measured_on": request.actor.on})

    def make() -> str:
        actions.measure(actor=request.actor, indicator=indicator, **form.cleaned_data)
        return indicator.line.get_absolute_url()

    words = (_("Registrar un valor"), _("Registrar"), _("El valor quedó registrado."))
    page = Page(*words, crumbs=crumbs_of(indicator.line), lead=indicator.words, icon="trending-up")
    return create(request, page, form, make)
