"""The sections of the record in the browser: typed, refused, merged, narrowed."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from projects import actions, record
from projects.forms.sections import SECTIONS
from projects.models import Project, Revision
from projects.rules.record import Beneficiaries, Participation, Reach, Record, Sex, Significance, Working
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.records import FULL


def url(own: Project, section: str) -> str:
    return reverse("project-section", args=[own.code, section])


def stored(own: Project) -> Record:
    return record.read(Revision.objects.drafts().get(project=own))


def shown(form: Any) -> dict[str, Any]:
    """What a browser sends back of a form that nobody touched."""
    data: dict[str, Any] = {}
    for bound in form:
        columns = getattr(bound.field, "columns", ())
        rows = form.initial.get(bound.name) or [("",) * len(columns)]
        if columns:
            for index, column in enumerate(columns):
                data[f"{bound.name}-{column.name}"] = [row[index] for row in rows]
        else:
            value = form.initial.get(bound.name)
            data[bound.name] = "" if value is None else str(value)
    return data


@pytest.mark.parametrize("section", list(SECTIONS))
def test_section_sent_back_untouched_changes_nothing(cast: Cast, section: str) -> None:
    own = project(cast.actor("french"), cast.france)
    own = actions.save_record(actor=cast.actor("french"), project=own, record=FULL, version=own.version)
    browser = cast.client("french")
    page = browser.get(url(own, section))
    answer = browser.post(url(own, section), shown(page.context["form"]) | {"version": own.version})
    assert answer.status_code == 302, answer.context["form"].errors
    assert stored(own) == FULL
    own.refresh_from_db()
    assert own.version == page.context["version"]


def test_institutions_of_the_ficha_wait_with_an_undeclared_role(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    rows = browser.get(url(own, "instituciones")).context["form"].initial["participations"]
    assert [row[:2] for row in rows] == [
        ("Secretaría de las Mujeres", "undeclared"),
        ("Embajada de Chile en México", "undeclared"),
        ("ONU Mujeres -México", "undeclared"),
    ]
    browser.post(
        url(own, "instituciones"),
        {
            "version": own.version,
            "modality": "",
            "participations-name": "Embajada de Chile en México",
            "participations-role": "funding",
            "participations-partner": "",
            "participations-member": "CL",
        },
    )
    assert stored(own).participations == (
        Participation("Embajada de Chile en México", Working.FUNDING, None, "CL"),
    )


def test_amount_that_two_countries_read_differently_is_asked_back(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    answer = cast.client("french").post(
        url(own, "montos"),
        {
            "version": own.version,
            "total": "75.640",
            "currency": "eur",
            "contributions-contributor": "",
            "contributions-amount": "",
            "contributions-currency": "",
            **{
                f"flows-{name}": ""
                for name in ("contributor", "year", "currency", "committed", "disbursed", "foreseen")
            },
        },
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["total"] == [
        "«75.640» puede leerse de dos maneras: 75640 o 75.640. Escríbalo sin separador de miles."
    ]
    assert 'value="75.640"' in answer.content.decode()


def test_stale_section_shows_both_texts_and_stores_neither(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    page = browser.get(url(own, "personas"))
    theirs = Record(beneficiary_counts=(Beneficiaries(Reach.DIRECT, Sex.WOMEN, 10, "<b>suyas</b>"),))
    actions.save_record(actor=cast.actor("secretary"), project=own, record=theirs, version=own.version)
    sent = {
        "version": own.version,
        "base": page.context["base"],
        "beneficiary_counts-group": "mías",
        "beneficiary_counts-reach": "direct",
        "beneficiary_counts-sex": "men",
        "beneficiary_counts-count": "20",
    }
    answer = browser.post(url(own, "personas"), sent)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "mías: 20 hombres y niños (directos)" in text
    assert "&lt;b&gt;suyas&lt;/b&gt;: 10 mujeres y niñas (directos)" in text
    assert stored(own) == theirs


def test_section_merges_what_others_changed_elsewhere(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    page = browser.get(url(own, "genero"))
    theirs = Record(purpose_code="15170")
    actions.save_record(actor=cast.actor("secretary"), project=own, record=theirs, version=own.version)
    answer = browser.post(
        url(own, "genero"), {"version": own.version, "base": page.context["base"], "marker": "0"}
    )
    assert (answer.status_code, answer.context["conflicts"]) == (409, ())
    browser.post(url(own, "genero"), {"version": answer.context["version"], "marker": "0"})
    assert stored(own) == Record(purpose_code="15170", marker=Significance.NOT_TARGETED)


def test_blank_marker_is_not_zero(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    browser = cast.client("french")
    browser.post(url(own, "genero"), {"version": own.version, "marker": "0"})
    own.refresh_from_db()
    assert stored(own).marker is Significance.NOT_TARGETED
    browser.post(url(own, "genero"), {"version": own.version, "marker": ""})
    assert stored(own).marker is None


def test_targets_are_narrowed_by_area_and_goals(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    form = cast.client("french").get(url(own, "metas")).context["form"]
    groups = form.fields["targets"].widget.offered["code"]
    assert [group[0] for group in groups[:4]] == [
        "",
        "Según el área temática",
        "De los objetivos de la ficha",
        "Objetivo 1",
    ]
    assert [code for code, _name in groups[1][1]] == ["10.2", "10.3"]
    assert sum(len(codes) for _label, codes in groups[1:]) == 169


def test_coach_says_that_two_is_not_better_and_asks_for_evidence(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    own = actions.save_record(actor=cast.actor("french"), project=own, record=FULL, version=own.version)
    page = cast.client("french").get(url(own, "genero"))
    assert "Un 2 no es mejor que un 1" in page.content.decode()
    assert [str(warning.message) for warning in page.context["warnings"]] == [
        "Marcador «Significativo (1)»: falta la evidencia de 4 de sus criterios mínimos."
    ]


def test_autosave_answers_with_the_new_version(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    answer = cast.client("french").post(
        url(own, "genero"),
        {"version": own.version, "marker": "1", "do": "autosave"},
        headers={"hx-request": "true"},
    )
    text = answer.content.decode()
    assert "Guardado a las" in text
    assert f'name="version" value="{own.version + 1}"' in text


def test_unknown_section_and_foreign_project_answer_alike(cast: Cast) -> None:
    own = project(cast.actor("french"), cast.france)
    foreign = project(cast.actor("chilean"), cast.chile)
    browser = cast.client("french")
    assert browser.get(url(own, "otra")).status_code == 404
    assert browser.get(url(foreign, "lugares")).status_code == 404
