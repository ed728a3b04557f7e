"""The theme of the agenda that a project declares: chosen, shown, found, remembered, told in history."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from agenda.memory import Asked
from agenda.models import Theme
from mcig.history.entries import entries_about
from mcig.rules import Broken
from projects import actions, queries
from projects import record as records
from projects.memory import projects
from projects.models import Project
from projects.queries.exporting import exported_one
from projects.rules.finding import Filter
from projects.rules.record import Record
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.meetings import theme

pytestmark = pytest.mark.django_db
NAME = "Sistema nacional o integral de cuidados"


def of_theme(cast: Cast, slug: str | None, *, who: str = "french", publish: bool = False) -> Project:
    own = project(cast.actor(who), {"french": cast.france, "chilean": cast.chile}[who])
    own = actions.save_record(
        actor=cast.actor(who), project=own, record=Record(theme=slug), version=own.version
    )
    if publish:
        actions.publish(actor=cast.actor(who), project=own, version=own.version)
        own.refresh_from_db()
    return own


def ended(past: Theme) -> None:
    past.validity = DateRange(date(2018, 1, 1), date(2019, 1, 1))
    past.save()


def posted(own: Project, **changes: Any) -> dict[str, Any]:
    return {"version": own.version, "theme": "", "purpose_code": "", "targets-order": ""} | changes


def test_theme_is_chosen_among_those_of_the_date(cast: Cast) -> None:
    theme(name_en="Care system")
    ended(theme("antiguo", "Tema de antes"))
    own = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    address = reverse("project-section", args=[own.code, "metas"])
    offered = browser.get(address).context["form"].fields["theme"].choices
    assert list(offered) == [("", "sin declarar"), ("cuidados", NAME)]
    assert browser.post(address, posted(own, theme="antiguo")).status_code == 422
    assert browser.post(address, posted(own, theme="cuidados")).status_code == 302
    draft = queries.draft_row(own, cast.actor("french"))
    assert draft is not None
    assert records.read(draft) == Record(theme="cuidados")
    shown = browser.get(reverse("project-record", args=[own.code])).content.decode()
    assert f'<p class="prose">{NAME}</p>' in shown


def test_theme_that_ended_may_stay_but_not_begin(cast: Cast) -> None:
    theme("antiguo", "Tema de antes")
    own = of_theme(cast, "antiguo")
    ended(Theme.objects.get())
    french = cast.actor("french")
    wanted = Record(theme="antiguo", purpose_code="15170")
    own = actions.save_record(actor=french, project=own, record=wanted, version=own.version)
    own = actions.save_record(actor=french, project=own, record=Record(), version=own.version)
    for slug in ("antiguo", "inexistente"):
        with pytest.raises(Broken, match="tema vigente"):
            actions.save_record(actor=french, project=own, record=Record(theme=slug), version=own.version)


def test_register_is_narrowed_by_theme_and_by_its_absence(cast: Cast) -> None:
    theme()
    of_theme(cast, "cuidados", publish=True)
    of_theme(cast, None, who="chilean", publish=True)
    german = cast.actor("german")
    found = queries.facets_of(german, Filter())
    [facet] = [each for each in found.facets if each.part == "theme"]
    assert [(each.label, each.count, each.query) for each in facet.choices] == [
        ("Sin tema declarado", 1, "tema=-"),
        (NAME, 1, "tema=cuidados"),
    ]
    for query, code in (("tema=cuidados", "FR-2024-001"), ("tema=-", "CL-2024-001")):
        page = cast.client("german").get(f"{reverse('project-list')}?{query}")
        assert [row.code for row in page.context["rows"]] == [code]
    chips = queries.facets_of(german, Filter(theme="cuidados")).chips
    assert chips == (("Tema de la agenda", NAME, Filter()),)


def test_memory_prefers_what_is_declared(cast: Cast) -> None:
    care = theme("cuidados", "Desarrollo social")
    other = theme("otro", "Red de apoyo")
    of_theme(cast, "otro", publish=True)
    of_theme(cast, None, who="chilean", publish=True)

    def told(about: Any) -> list[str]:
        chapter = projects(Asked(cast.actor("german"), about, None))
        return [entry.note[:11] for entry in chapter.entries]

    # The French one has the area and the words of both, but declares the second.
    assert told(care) == ["CL-2024-001"]
    assert told(other) == ["CL-2024-001", "FR-2024-001"]


def test_history_and_exports_name_the_theme(cast: Cast) -> None:
    theme()
    own = of_theme(cast, "cuidados", publish=True)
    french = cast.actor("french")
    changes = [
        (change.label, change.before, change.after)
        for entry in queries.history_of(own, french)
        for change in entry.changes
        if change.label == "tema de la agenda"
    ]
    assert changes == [("tema de la agenda", "", "cuidados")]
    # Nothing of the project in the theme's history: it would tell of a draft.
    told = [
        change.label
        for entry in entries_about([Theme.objects.get()], ignore=frozenset())
        for change in entry.changes
    ]
    assert "tema de la agenda" not in told
    assert own.current is not None
    assert exported_one(french, own, own.current).theme == NAME
