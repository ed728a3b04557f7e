"""The register at a glance: map, charts and matrix."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from projects.drawing import Chart, areas_of_map, by_count, in_order, matrix_of
from projects.queries.overview import Totals, totals
from projects.rules.finding import Filter
from projects.rules.record import STATES
from projects.wording import goal_name


def project_overview(request: ActorRequest) -> HttpResponse:
    """What the filter finds, counted and drawn; each figure leads to the projects that it counts."""
    wanted = Filter.read(request.GET)
    found = totals(request.actor, wanted)
    context = {
        "wanted": wanted,
        "found": found,
        "areas": areas_of_map(found, wanted),
        "states": by_count(found.by_state, "state", wanted, STATES.__getitem__),
        "charts": _charts(found, wanted),
        "matrix": matrix_of(found, wanted),
    }
    return render(request, "projects/overview.html", context)


def _charts(found: Totals, wanted: Filter) -> tuple[Chart, ...]:
    return (
        _theme_chart(found, wanted),
        Chart(
            "ods",
            _("Por Objetivo de Desarrollo Sostenible"),
            _("ODS"),
            in_order(found.by_goal, "goal", wanted, goal_name),
        ),
        Chart(
            "areas",
            _("Por área temática"),
            _("Área temática"),
            by_count(found.by_area, "area", wanted, found.areas.__getitem__),
        ),
        Chart(
            "integrantes",
            _("Por integrante"),
            _("Integrante"),
            by_count(found.by_member, "member", wanted, found.members.__getitem__),
        ),
        Chart("anios", _("Por año en ejecución"), _("Año"), in_order(found.by_year, "year", wanted)),
    )


def _theme_chart(found: Totals, wanted: Filter) -> Chart:
    bars = by_count(found.by_theme, "theme", wanted, lambda theme: found.themes.get(theme, theme))
    return Chart("temas", _("Por tema de la agenda"), _("Tema de la agenda"), bars)
