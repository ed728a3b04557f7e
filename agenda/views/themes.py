"""The thematic agenda: its themes, the page of one, and their order."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.actions import themes as actions
from agenda.forms.themes import PeriodForm, ThemeForm, stored_theme
from agenda.models import Theme
from agenda.models.meetings import READS_DRAFTS, WRITES
from agenda.queries import themes as queries
from agenda.queries.history import history_of
from agenda.queries.memory import Asked, memory_of
from agenda.queries.owners import possible_owners
from agenda.tables import THEMES
from mcig.access import ActorRequest, Role
from mcig.sheets.answers import exported
from mcig.web.editing import Page, create, edit, history
from mcig.web.numbers import whole_number
from members.queries.mandates import MandateRow
from members.templatetags.periods import period


def agenda_crumb() -> tuple[str, str]:
    return _("Agenda temática"), reverse("theme-list")


def term_choices(terms: queries.Terms) -> list[tuple[int, str]]:
    return [(row.key, f"{row.names}: {period(row.term)}") for row in terms.rows]


def asked_term(request: ActorRequest, terms: queries.Terms) -> MandateRow | None:
    """The mandate that the address asks for; None for another one, or for none in particular."""
    return terms.find(whole_number(request.GET.get("mandato", "")))


def theme_list(request: ActorRequest) -> HttpResponse:
    terms = queries.terms(request.mesa, request.actor.on)
    term = asked_term(request, terms) or terms.current
    themes = queries.of_term(term, request.actor.on)
    initial = {"mandato": term.key if term else ""}
    context = {
        "themes": themes,
        "others": list(queries.elsewhere(themes)),
        "term": term,
        "form": PeriodForm(initial=initial, mandates=term_choices(terms)) if len(terms.rows) > 1 else None,
        "writes": request.actor.holds(*WRITES),
        "may_add_form_themes": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "agenda/themes/list.html", context)


def theme_export(request: ActorRequest, suffix: str) -> HttpResponse:
    """The themes of the mandate that the page shows."""
    terms = queries.terms(request.mesa, request.actor.on)
    found = queries.of_term(asked_term(request, terms) or terms.current, request.actor.on)
    return exported(
        request, suffix, title=_("Agenda temática"), columns=THEMES, rows=found, name="agenda-tematica"
    )


def theme_detail(request: ActorRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme, slug=slug)
    terms = queries.terms(request.mesa, request.actor.on)
    term = asked_term(request, terms)
    asked = Asked(request.actor, theme, term.term if term else None)
    context = {
        "theme": theme,
        "leads": queries.leads_of(theme, request.actor.on),
        "on": request.actor.on,
        "chapters": memory_of(asked),
        "term": term,
        "form": PeriodForm(
            initial={"mandato": term.key if term else ""}, mandates=term_choices(terms), every=_("Todos")
        ),
        "writes": request.actor.holds(*WRITES),
        "reads_history": request.actor.holds(*READS_DRAFTS),
    }
    return render(request, "agenda/themes/detail.html", context)


def theme_create(request: ActorRequest) -> HttpResponseBase:
    form = ThemeForm(
        request.POST or None,
        organisations=possible_owners(request.actor.on),
        initial={"first": request.actor.on, "colour": "plum", "icon": "tag"},
    )

    def make() -> str:
        return actions.create_theme(actor=request.actor, facts=form.facts).get_absolute_url()

    page = Page(
        title=_("Agregar un tema"),
        button=_("Agregar"),
        done=_("El tema quedó agregado a la agenda."),
        crumbs=(agenda_crumb(),),
        icon="plus",
    )
    return create(request, page, form, make)


def theme_edit(request: ActorRequest, slug: str) -> HttpResponseBase:
    theme = get_object_or_404(Theme, slug=slug)
    leads = queries.leading(theme, request.actor.on)
    organisations = possible_owners(request.actor.on, besides=leads)

    def build(data: QueryDict | None) -> ThemeForm:
        initial = stored_theme(theme, leads) if data is None else None
        return ThemeForm(data, organisations=organisations, initial=initial)

    def save(form: ThemeForm, version: int) -> None:
        actions.edit_theme(actor=request.actor, theme=theme, version=version, facts=form.facts)

    page = Page(
        title=_("Editar el tema"),
        button=_("Guardar"),
        done=_("El tema está guardado."),
        crumbs=(agenda_crumb(), (theme.words, theme.get_absolute_url())),
    )
    return edit(request, page, build, save, version=theme.version)


def theme_history(request: ActorRequest, slug: str) -> HttpResponse:
    theme = get_object_or_404(Theme, slug=slug)
    entries = history_of([theme], list(theme.leads.all()), on=request.actor.on)
    return history(request, theme.words, theme.get_absolute_url(), entries)


def theme_add_form(request: ActorRequest) -> HttpResponse:
    """The button that adds the themes which the form of the mesa names."""
    current = queries.terms(request.mesa, request.actor.on).current
    since = current.term.start if current else request.actor.on
    added = actions.add_form_themes(actor=request.actor, since=since)
    if added:
        messages.success(request, _("Los temas del formulario quedaron agregados."))
    else:
        messages.info(request, _("Los temas del formulario ya estaban en la agenda."))
    return redirect("theme-list")
