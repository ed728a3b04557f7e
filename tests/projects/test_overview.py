"""The register drawn: every figure is what its link finds, and nothing of it is anybody else's draft."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from projects import actions
from projects.drawing import SHADES, shapes
from projects.models import Project
from projects.rules import Goal
from projects.rules.record import STATES, Place, Record
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.meetings import theme
from tests.support.queries import own_queries, queries_of


def placed(
    cast: Cast,
    who: str,
    states: tuple[str, ...],
    *,
    publish: bool = True,
    theme: str | None = None,
    **changes: Any,
) -> Project:
    """A project in these states, of this theme."""
    owner = {"french": cast.france, "chilean": cast.chile}[who]
    made = project(cast.actor(who), owner, replace(COMPLETE, **changes))
    record = Record(theme=theme, places=tuple(Place("MX", state) for state in states))
    actions.save_record(actor=cast.actor(who), project=made, record=record, version=made.version)
    made.refresh_from_db()
    if publish:
        actions.publish(actor=cast.actor(who), project=made, version=made.version)
    return made


def overview(cast: Cast, who: str = "secretary", query: str = "") -> Any:
    return cast.client(who).get(f"{reverse('project-overview')}?{query}")


def test_map_knows_every_state() -> None:
    assert shapes().keys() == STATES.keys()


def test_every_figure_is_what_its_link_finds(cast: Cast) -> None:
    theme("cuidados", "Sistemas de cuidado")
    placed(
        cast,
        "french",
        ("MX-OAX", "MX-CHP"),
        theme="cuidados",
        thematic_area="Educación",
        goals=(Goal(4),),
    )
    placed(cast, "french", ("MX-OAX",))
    placed(cast, "chilean", (), thematic_area="")
    page = overview(cast)
    bars = [*page.context["states"], *(bar for chart in page.context["charts"] for bar in chart.bars)]
    matrix = page.context["matrix"]
    figures = [(bar.query, bar.count) for bar in bars]
    figures += [(query, count) for row in matrix.rows for count, query in row.cells if count]
    assert len(figures) == 16
    browser = cast.client("secretary")
    for query, count in figures:
        listed = browser.get(f"{reverse('project-list')}?{query}")
        assert len(listed.context["rows"]) == count, query
        assert f"?{query.replace('&', '&amp;')}" in page.content.decode()
    assert [(bar.label, bar.count, bar.percent) for bar in page.context["states"]] == [
        ("Oaxaca", 2, 100.0),
        ("Chiapas", 1, 50.0),
    ]
    assert [(row.label, [count for count, _query in row.cells], row.total) for row in matrix.rows] == [
        ("Embajada de Chile en México", [None, 1], 1),
        ("Embajada de Francia en México", [1, 1], 2),
    ]
    assert [label for label, _query in matrix.themes] == ["Sistemas de cuidado", "Sin tema declarado"]
    shades = {area.label: area.shade for area in page.context["areas"] if area.count}
    assert shades == {"Oaxaca": SHADES, "Chiapas": 3}
    assert len(re.findall(r'<path class="shade-\d"', page.content.decode())) == 32


def test_overview_follows_the_filter(cast: Cast) -> None:
    placed(cast, "french", ("MX-OAX",))
    placed(cast, "chilean", ("MX-PUE",))
    page = overview(cast, query="integrante=FR")
    assert [bar.label for bar in page.context["states"]] == ["Oaxaca"]
    assert page.context["states"][0].query == "integrante=FR&entidad=MX-OAX"
    assert "No hay proyectos que dibujar" in overview(cast, query="ods=17").content.decode()


def test_drafts_of_others_are_not_drawn(cast: Cast) -> None:
    placed(cast, "french", ("MX-ZAC",), publish=False, thematic_area="Secreta")
    page = overview(cast, "administrator")
    assert page.context["found"].whole == 0
    assert "Secreta" not in page.content.decode()
    assert overview(cast, "french").context["found"].by_area == {"secreta": 1}


def test_overview_costs_the_same_at_one_and_three(cast: Cast) -> None:
    counted = []
    for number in range(3):
        theme(f"tema-{number}", f"Tema {number}")
        placed(cast, "french", ("MX-OAX",), theme=f"tema-{number}", thematic_area=f"Área {number}")
        browser = cast.client("german")
        counted.append(len(own_queries(queries_of(browser, reverse("project-overview")))))
    assert counted == [counted[0]] * 3
    assert counted[0] <= 10


def test_many_are_drawn_as_far_as_they_are_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projects.queries.overview.MOST_DRAWN", 2)
    for _number in range(3):
        placed(cast, "french", ("MX-OAX",))
    page = overview(cast, "german", "entidad=MX-OAX")
    assert (page.context["found"].whole, page.context["found"].by_state) == (2, {"MX-OAX": 2})
    assert "Hay más de 2 proyectos con este filtro" in page.content.decode()
    assert "Hay más de" not in overview(cast, "german").content.decode()
