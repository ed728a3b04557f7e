"""The work plan of a mandate: page, print, spreadsheet, and its lines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.actions import workplan as actions
from agenda.drawing import curve
from agenda.forms.ordering import posted_keys
from agenda.forms.themes import PeriodForm
from agenda.forms.workplan import LineForm, stored_line
from agenda.models import WorkLine
from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.pdf.workplan import workplan_pdf
from agenda.queries import themes
from agenda.queries import workplan as queries
from agenda.queries.history import history_of
from agenda.queries.owners import possible_owners
from agenda.tables import PLAN, plan_rows
from agenda.views.themes import asked_term, term_choices
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.sheets.answers import download, exported
from mcig.web.editing import Page, create, edit, history
from mcig.web.versions import Stale, read_version
from members.models import Mandate
from members.queries.mandates import MandateRow


def plan_crumb(mandate: int) -> tuple[str, str]:
    return _("Plan de trabajo"), f"{reverse('workplan')}?mandato={mandate}"


def workplan(request: ActorRequest) -> HttpResponse:
    terms = themes.terms(request.mesa, request.actor.on)
    term = asked_term(request, terms) or terms.current
    rows = queries.plan(term.key, request.actor.on) if term else []
    initial = {"mandato": term.key if term else ""}
    context = {
        "term": term,
        "rows": rows,
        "totals": queries.totals(rows),
        "form": PeriodForm(initial=initial, mandates=term_choices(terms)) if len(terms.rows) > 1 else None,
        "writes": request.actor.holds(*WRITES),
    }
    return render(request, "agenda/workplan/plan.html", context)


def _term(request: ActorRequest, pk: int) -> MandateRow:
    found = themes.terms(request.mesa, request.actor.on).find(pk)
    if found is None:
        raise Http404
    return found


def workplan_as_pdf(request: ActorRequest, pk: int) -> HttpResponse:
    term = _term(request, pk)
    language = get_language() or "es"
    rows = queries.plan(pk, request.actor.on)
    content = workplan_pdf(term, rows, mesa=request.mesa, on=request.actor.on, language=language)
    return download(request, content, content_type="application/pdf", name="plan-de-trabajo", suffix="pdf")


def workplan_export(request: ActorRequest, pk: int, suffix: str) -> HttpResponse:
    _term(request, pk)
    rows = plan_rows(queries.plan(pk, request.actor.on))
    return exported(
        request, suffix, title=_("Plan de trabajo"), columns=PLAN, rows=rows, name="plan-de-trabajo"
    )


def line_create(request: ActorRequest, pk: int) -> HttpResponseBase:
    _term(request, pk)
    mandate = get_object_or_404(Mandate, pk=pk)
    form = LineForm(
        request.POST or None,
        themes=themes.choices(request.actor.on),
        organisations=possible_owners(request.actor.on),
        initial={"state": "planned"},
    )

    def make() -> str:
        return actions.add_line(actor=request.actor, mandate=mandate, facts=form.facts).get_absolute_url()

    words = (_("Agregar una línea de trabajo"), _("Agregar"), _("La línea quedó agregada al plan."))
    return create(request, Page(*words, crumbs=(plan_crumb(pk),), icon="plus"), form, make)


def line_order(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The order of the lines. A button moves one and saves; dragging saves with the button below."""
    term = _term(request, pk)
    if request.method != "POST":
        return _order(request, term)
    order, seen = posted_keys(request.POST, "key"), posted_keys(request.POST, "seen")
    mandate = get_object_or_404(Mandate, pk=pk)
    try:
        actions.order_lines(actor=request.actor, mandate=mandate, order=order, seen=seen)
    except Stale:
        return _order(request, term, status=409)
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("work-line-order", pk)
    messages.success(request, _("El orden de las líneas está guardado."))
    return redirect("work-line-order", pk) if "move" in request.POST else redirect(plan_crumb(pk)[1])


def _order(request: ActorRequest, term: MandateRow, *, status: int = 200) -> HttpResponse:
    rows = list(WorkLine.objects.filter(mandate=term.key).order_by("position", "pk"))
    context = {
        "rows": rows,
        "seen": [line.pk for line in rows],
        "term": term,
        "back": plan_crumb(term.key)[1],
        "is_stale": status != 200,  # noqa: PLR2004 - anything else than as usual
    }
    return render(request, "agenda/workplan/order.html", context, status=status)


def line_detail(request: ActorRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(queries.lines(request.actor.on), pk=pk)
    terms = themes.terms(request.mesa, request.actor.on)
    term = terms.find(line.mandate_id)
    row = queries.row_of(line, request.actor.on)
    context = {
        "row": row,
        "line": line,
        "term": term,
        "curves": [(each, curve(each.indicator)) for each in row.indicators],
        "carried_to": queries.carried_to(line) if line.state == "carried" else None,
        "following": terms.following(term) if term else None,
        "writes": request.actor.holds(*WRITES),
        "reads_history": request.actor.holds(*READS_DRAFTS),
    }
    return render(request, "agenda/workplan/line.html", context)


def crumbs_of(line: WorkLine) -> tuple[tuple[str, str], ...]:
    return plan_crumb(line.mandate_id), (line.title, line.get_absolute_url())


def line_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    line = get_object_or_404(WorkLine, pk=pk)
    owners = list(line.owners.order_by("pk").values_list("organisation", flat=True))
    offered: dict[str, Any] = {
        "themes": themes.choices(request.actor.on, besides=line.theme_id),
        "organisations": possible_owners(request.actor.on, besides=owners),
        "carried": line.state == "carried",
    }

    def build(data: QueryDict | None) -> LineForm:
        return LineForm(data, initial=stored_line(line, owners) if data is None else None, **offered)

    def save(form: LineForm, version: int) -> None:
        actions.edit_line(actor=request.actor, line=line, version=version, facts=form.facts)

    words = (_("Editar la línea de trabajo"), _("Guardar"), _("La línea está guardada."))
    return edit(request, Page(*words, crumbs=crumbs_of(line)), build, save, version=line.version)


def line_carry(request: ActorRequest, pk: int) -> HttpResponse:
    """The button that lets a line go on in the mandate that follows."""
    line = get_object_or_404(WorkLine, pk=pk)
    terms = themes.terms(request.mesa, request.actor.on)
    term = terms.find(line.mandate_id)
    following = terms.following(term) if term else None
    if following is None:
        messages.error(request, _("Todavía no hay un mandato siguiente registrado."))
        return redirect(line.get_absolute_url())
    to = get_object_or_404(Mandate, pk=following.key)
    version = read_version(request.POST)
    made = actions.carry_over(actor=request.actor, line=line, version=version, to=to)
    messages.success(request, _("La línea continúa en el plan del mandato siguiente."))
    return redirect(made.get_absolute_url())


def line_history(request: ActorRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(WorkLine, pk=pk)
    # What refers to the line (milestones, indicators) and to its indicators (values) is told with them.
    entries = history_of([line], line.indicators.all(), on=request.actor.on)
    return history(request, line.title, line.get_absolute_url(), entries)
