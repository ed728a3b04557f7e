"""The register of decisions: list, page, and what the secretariat does with one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions import decisions as actions
from agenda.forms.choices import in_words
from agenda.forms.outcomes import (
    Choices,
    DecisionForm,
    FulfilForm,
    RegisterFilter,
    ReplaceForm,
    stored_decision,
)
from agenda.models import Decision, DecisionState
from agenda.models.meetings import READS_DRAFTS
from agenda.queries import decisions as queries
from agenda.queries import themes
from agenda.queries.history import history_of
from agenda.tables import DECISIONS
from mcig.access import ActorRequest, Role
from mcig.sheets.answers import exported
from mcig.web.editing import Page, create, decide, edit, history
from mcig.web.versions import read_version

PER_PAGE = 50


def register_crumb() -> tuple[str, str]:
    return _("Acuerdos"), reverse("decision-list")


def theme_rows() -> list[tuple[int, str]]:
    return [(theme.pk, theme.words) for theme in themes.in_order()]


def visible(request: ActorRequest, number: str) -> Decision:
    """The decision of this number, or 404 alike for a hidden and for a missing one."""
    return get_object_or_404(queries.visible(request.actor), **queries.numbered(number))


def decision_list(request: ActorRequest) -> HttpResponse:
    wanted = queries.read_wanted(request.GET.dict())
    page = Paginator(queries.register(request.actor, wanted), PER_PAGE).get_page(request.GET.get("page"))
    offered = (
        ("estado", _("Estado"), in_words(DecisionState.choices)),
        ("tema", _("Tema"), theme_rows()),
        ("anio", _("Año"), [(year, str(year)) for year in queries.years(request.actor)]),
    )
    context = {
        "page": page,
        "wanted": wanted,
        "form": RegisterFilter(request.GET, offered=offered),
        "writes": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "agenda/outcomes/decisions.html", context)


def decision_export(request: ActorRequest, suffix: str) -> HttpResponse:
    found = queries.register(request.actor, queries.read_wanted(request.GET.dict()))
    return exported(request, suffix, title=_("Acuerdos"), columns=DECISIONS, rows=found, name="acuerdos")


def decision_detail(request: ActorRequest, number: str) -> HttpResponse:
    decision = visible(request, number)
    context = {
        "decision": decision,
        "writes": request.actor.holds(Role.SECRETARIAT),
        "reads_history": request.actor.holds(*READS_DRAFTS),
    }
    return render(request, "agenda/outcomes/decision.html", context)


def _choices(request: ActorRequest, decision: Decision | None = None) -> Choices:
    return Choices(
        themes=themes.choices(request.actor.on, besides=decision.theme_id if decision else None),
        meetings=queries.meeting_choices(besides=decision.meeting_id if decision else None),
        consultations=queries.consultation_choices(besides=decision.consultation_id if decision else None),
    )


def decision_create(request: ActorRequest) -> HttpResponseBase:
    """Register a decision; `?consulta=2024-003` begins with what a consultation adopted."""
    form = DecisionForm(request.POST or None, choices=_choices(request), initial=_adopted(request))

    def make() -> str:
        return actions.register_decision(actor=request.actor, facts=form.facts).get_absolute_url()

    page = Page(
        title=_("Registrar un acuerdo"),
        button=_("Registrar"),
        done=_("El acuerdo quedó registrado."),
        crumbs=(register_crumb(),),
        lead=_("Para lo que se acordó fuera de una reunión, o en una que ya terminó."),
        icon="gavel",
    )
    return create(request, page, form, make)


def _adopted(request: ActorRequest) -> dict[str, Any]:
    """What an adopted consultation begins a decision with."""
    number = queries.numbered(request.GET.get("consulta", ""))
    asked = {"year": number["year"], "sequence": number["number"]}
    found = queries.adopted_consultations().filter(**asked).first()
    if found is None:
        return {"taken_on": request.actor.on}
    taken_on = timezone.localdate(found.closed_at) if found.closed_at else request.actor.on
    return {"text": found.subject, "taken_on": taken_on, "consultation": found.pk}


def _page(decision: Decision, title: str, button: str, done: str, **more: Any) -> Page:
    label = _("Acuerdo %(label)s") % {"label": decision.label}
    crumbs = (register_crumb(), (label, decision.get_absolute_url()))
    return Page(title=title, button=button, done=done, crumbs=crumbs, **more)


def decision_edit(request: ActorRequest, number: str) -> HttpResponseBase:
    decision = visible(request, number)
    choices = _choices(request, decision)

    def build(data: QueryDict | None) -> DecisionForm:
        return DecisionForm(
            data, choices=choices, initial=stored_decision(decision) if data is None else None
        )

    def save(form: DecisionForm, version: int) -> None:
        actions.correct_decision(actor=request.actor, decision=decision, version=version, facts=form.facts)

    page = _page(decision, _("Corregir el acuerdo"), _("Guardar"), _("El acuerdo quedó corregido."))
    return edit(request, page, build, save, version=decision.version)


def decision_replace(request: ActorRequest, number: str) -> HttpResponseBase:
    decision = visible(request, number)
    form = ReplaceForm(request.POST or None, decisions=queries.others_in_force(decision))

    def act(version: int) -> None:
        by = form.cleaned_data["replaced_by"]
        actions.replace_decision(actor=request.actor, decision=decision, version=version, by=by)

    page = _page(
        decision,
        _("Sustituir el acuerdo"),
        _("Sustituir"),
        _("El acuerdo consta como sustituido."),
        lead=_("Deja de estar en vigor; los dos acuerdos quedan enlazados."),
    )
    return decide(request, page, form, act, version=decision.version)


def decision_fulfil(request: ActorRequest, number: str) -> HttpResponseBase:
    decision = visible(request, number)
    form = FulfilForm(request.POST or None, initial={"fulfilled_on": request.actor.on})

    def act(version: int) -> None:
        day = form.cleaned_data["fulfilled_on"]
        actions.fulfil_decision(actor=request.actor, decision=decision, version=version, on=day)

    page = _page(
        decision, _("Dar por cumplido"), _("Dar por cumplido"), _("El acuerdo consta como cumplido.")
    )
    return decide(request, page, form, act, version=decision.version)


def decision_restore(request: ActorRequest, number: str) -> HttpResponse:
    decision = visible(request, number)
    actions.restore_decision(actor=request.actor, decision=decision, version=read_version(request.POST))
    messages.success(request, _("El acuerdo está de nuevo en vigor."))
    return redirect(decision.get_absolute_url())


def decision_history(request: ActorRequest, number: str) -> HttpResponse:
    decision = visible(request, number)
    title = _("Acuerdo %(label)s") % {"label": decision.label}
    return history(request, title, decision.get_absolute_url(), history_of([decision], on=request.actor.on))
