"""The register of commitments: list, page, and how the secretariat keeps it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.actions import commitments as actions
from agenda.forms.choices import in_words
from agenda.forms.outcomes import Choices, CommitmentForm, NoteForm, RegisterFilter, stored_commitment
from agenda.forms.outcomes import FiledUpdateForm as UpdateForm
from agenda.models import Commitment, CommitmentState, Theme
from agenda.models.meetings import READS_DRAFTS
from agenda.queries import commitments as queries
from agenda.queries import decisions, themes
from agenda.queries.history import history_of
from agenda.queries.owners import possible_owners
from agenda.tables import COMMITMENTS
from agenda.views.decisions import theme_rows
from mcig.access import ActorRequest, Role
from mcig.sheets.answers import exported
from mcig.web.editing import Page, create, edit, history
from mcig.web.numbers import whole_number

PER_PAGE = 50


def register_crumb() -> tuple[str, str]:
    return _("Compromisos"), reverse("commitment-list")


def page_of(commitment: Commitment, title: str, button: str, done: str, **more: Any) -> Page:
    """A page with one form about a commitment."""
    label = _("Compromiso %(label)s") % {"label": commitment.label}
    crumbs = (register_crumb(), (label, commitment.get_absolute_url()))
    return Page(title=title, button=button, done=done, crumbs=crumbs, **more)


def visible(request: ActorRequest, number: str) -> Commitment:
    """The commitment of this number, or 404 alike for a hidden and for a missing one."""
    found = queries.register(request.actor).select_related("item")
    return get_object_or_404(found, **decisions.numbered(number))


def commitment_list(request: ActorRequest) -> HttpResponse:
    wanted = queries.read_wanted(request.GET.dict())
    page = Paginator(queries.register(request.actor, wanted), PER_PAGE).get_page(request.GET.get("page"))
    states = [(queries.OPEN, _("Abiertos")), (queries.OVERDUE, _("Vencidos"))]
    offered = (
        ("estado", _("Estado"), [*states, *in_words(CommitmentState.choices)]),
        ("responsable", _("Responsable"), queries.owners(request.actor)),
        ("tema", _("Tema"), theme_rows()),
        ("anio", _("Año"), [(year, str(year)) for year in queries.years(request.actor)]),
    )
    context = {
        "page": page,
        "wanted": wanted,
        "on": request.actor.on,
        "form": RegisterFilter(request.GET, offered=offered),
        "writes": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "agenda/outcomes/commitments.html", context)


def commitment_export(request: ActorRequest, suffix: str) -> HttpResponse:
    found = queries.register(request.actor, queries.read_wanted(request.GET.dict()))
    return exported(
        request, suffix, title=_("Compromisos"), columns=COMMITMENTS, rows=found, name="compromisos"
    )


def commitment_detail(request: ActorRequest, number: str) -> HttpResponse:
    commitment = visible(request, number)
    return render(request, "agenda/outcomes/commitment.html", standing(request, commitment))


def standing(request: ActorRequest, commitment: Commitment) -> dict[str, Any]:
    """What the page of a commitment shows to this actor; its owner finds the form to tell of it."""
    is_own = queries.answers_for(request.actor, commitment)
    return {
        "commitment": commitment,
        "is_overdue": commitment.is_overdue(request.actor.on),
        "steps": queries.steps_of(commitment),
        "is_own": is_own,
        "form": UpdateForm(commitment=commitment) if is_own else None,
        "comment_form": None if is_own else NoteForm(label=_("Comentario")),
        "writes": request.actor.holds(Role.SECRETARIAT),
        "reads_history": request.actor.holds(*READS_DRAFTS),
    }


def _choices(request: ActorRequest, commitment: Commitment | None = None) -> Choices:
    of = commitment or Commitment()
    owners = [commitment.owner.organisation_id] if commitment else []
    return Choices(
        themes=themes.choices(request.actor.on, besides=of.theme_id),
        meetings=decisions.meeting_choices(besides=of.meeting_id),
        decisions=decisions.choices(besides=of.decision_id),
        owners=possible_owners(request.actor.on, besides=owners),
    )


def commitment_create(request: ActorRequest) -> HttpResponseBase:
    """Register a commitment; `?acuerdo=2024-003` and `?tema=…` begin with what it follows from."""
    form = CommitmentForm(request.POST or None, choices=_choices(request), initial=_initial(request))

    def make() -> str:
        return actions.register_commitment(actor=request.actor, facts=form.facts).get_absolute_url()

    page = Page(
        title=_("Registrar un compromiso"),
        button=_("Registrar"),
        done=_("El compromiso quedó registrado y se avisó a su responsable."),
        crumbs=(register_crumb(),),
        icon="flag",
    )
    return create(request, page, form, make)


def _initial(request: ActorRequest) -> dict[str, Any]:
    asked = decisions.numbered(request.GET.get("acuerdo", ""))
    decision = decisions.register(request.actor).filter(**asked).first()
    theme = Theme.objects.filter(pk=whole_number(request.GET.get("tema", "")) or 0).first()
    return {
        "start_on": request.actor.on,
        "needs_evidence": True,
        "decision": decision.pk if decision else None,
        "meeting": decision.meeting_id if decision else None,
        "theme": decision.theme_id if decision else theme.pk if theme else None,
    }


def commitment_edit(request: ActorRequest, number: str) -> HttpResponseBase:
    commitment = visible(request, number)
    choices = _choices(request, commitment)

    def build(data: QueryDict | None) -> CommitmentForm:
        initial = stored_commitment(commitment) if data is None else None
        return CommitmentForm(data, choices=choices, initial=initial)

    def save(form: CommitmentForm, version: int) -> None:
        actions.correct_commitment(
            actor=request.actor, commitment=commitment, version=version, facts=form.facts
        )

    page = page_of(commitment, _("Corregir el compromiso"), _("Guardar"), _("El compromiso quedó corregido."))
    return edit(request, page, build, save, version=commitment.version)


def commitment_history(request: ActorRequest, number: str) -> HttpResponse:
    commitment = visible(request, number)
    title = _("Compromiso %(label)s") % {"label": commitment.label}
    entries = history_of([commitment], on=request.actor.on)
    return history(request, title, commitment.get_absolute_url(), entries)
