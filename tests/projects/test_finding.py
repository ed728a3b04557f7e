"""Finding projects: words as people type them, facets, and what nobody else may learn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from mcig.words import spellings, words_of
from projects import actions, queries
from projects.models import Project, RegisterEntry, Revision, SavedView
from projects.models.trigrams import compares_letters
from projects.queries.freshness import state_of
from projects.rules import Ficha, Goal, Institution, PartialDate, Precision, Status
from projects.rules.finding import PARAMETERS, Filter, latest_news
from projects.rules.freshness import Freshness
from projects.rules.record import Modality, Place, Record, Significance
from projects.rules.translation import Translation
from tests.support.cast import TODAY, Cast
from tests.support.fichas import COMPLETE, project

LIST = "project-list"


def codes(cast: Cast, query: str, who: str = "secretary") -> list[str]:
    return [row.code for row in cast.client(who).get(f"{reverse(LIST)}?{query}").context["rows"]]


def counts(cast: Cast, who: str, part: str, query: str = "") -> dict[str, int]:
    found = cast.client(who).get(f"{reverse(LIST)}?{query}").context["found"]
    return {each.label: each.count for facet in found.facets if facet.part == part for each in facet.choices}


def published(cast: Cast, who: str = "chilean", **changes: object) -> Project:
    owner = {"chilean": cast.chile, "french": cast.france, "german": cast.germany}[who]
    return project(cast.actor(who), owner, replace(COMPLETE, **changes), publish=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("La cooperación entre municipios", "cooperacion"),
        ("La cooperación entre municipios", "COOPERACIONES"),
        ("Las cooperaciones del sur", "cooperación"),
        ("Las cooperaciones del sur", "cooperacion"),
        ("Una propuesta educativa", "educación"),
        ("La educación de las jóvenes", "educativa"),
        ("Taller para niñas", "ninas"),
        ("Taller para niñas", "niña"),
        ("Economía social", "economia"),
        ("Aplicación de la CEDAW", "cedaw"),
        ("Con apoyo de la A.M.E.X.C.I.D.", "a.m.e.x.c.i.d."),
        ("El sistema de cuidados", "de cuidados"),
    ],
)
def test_words_are_found_as_people_type_them(cast: Cast, written: str, typed: str) -> None:
    made = published(cast, description=f"{written}.")
    published(cast, "french", name="Otra cosa", description="Nada de eso.")
    assert codes(cast, f"q={typed}") == [made.code]


def test_words_may_stand_in_different_rows_code_and_owner_are_found_too(cast: Cast) -> None:
    made = published(cast, institutions=(Institution("México", "Instituto Náhuatl"),))
    published(cast, "french")
    assert codes(cast, "q=nahuatl+defensoras") == [made.code]
    assert codes(cast, "q=nahuatl+inexistente") == []
    assert codes(cast, f"q={made.code.lower()}") == [made.code]
    assert codes(cast, "q=embajada+de+chile") == [made.code, "FR-2024-001"]


@pytest.mark.parametrize(
    ("typed", "spanish", "english"),
    [
        ("community defender", [], ["CL-2024-001"]),
        ("defenders of the networks", [], ["CL-2024-001"]),
        ("network ONU Mujeres", [], ["CL-2024-001"]),
        ("defensora comunitaria", ["CL-2024-001", "FR-2024-001"], ["CL-2024-001", "FR-2024-001"]),
        ("nothing", [], []),
    ],
)
def test_english_texts_are_found_by_english_readers(
    cast: Cast, typed: str, spanish: list[str], english: list[str]
) -> None:
    chilean = cast.actor("chilean")
    made = project(chilean, cast.chile)
    name = Translation("name", 0, COMPLETE.name, "Support network for community defenders")
    record = Record(translations=(name,))
    made = actions.save_record(actor=chilean, project=made, record=record, version=made.version)
    actions.publish(actor=chilean, project=made, version=made.version)
    published(cast, "french")
    for language, expected in (("es", spanish), ("en", english)):
        with override(language):
            rows, _following = queries.register(cast.actor("german"), Filter(words=typed))
        assert [row.code for row in rows] == expected, language


def test_english_of_a_draft_is_found_by_who_sees_it(cast: Cast) -> None:
    french = cast.actor("french")
    made = published(cast, "french")
    secret = Translation("name", 0, COMPLETE.name, "Canary network")
    made = actions.save_record(
        actor=french, project=made, record=Record(translations=(secret,)), version=made.version
    )

    def found(who: str) -> list[str]:
        with override("en"):
            return [row.code for row in queries.register(cast.actor(who), Filter(words="canaries"))[0]]

    assert (found("french"), found("administrator")) == (["FR-2024-001"], [])
    actions.discard_draft(actor=french, project=made, version=made.version)
    assert found("french") == []


def test_every_facet_narrows_and_counts(cast: Cast) -> None:
    ficha = replace(
        COMPLETE,
        thematic_area="Educación",
        goals=(Goal(4), Goal(5)),
        status=Status.CONCLUDED,
        start=PartialDate(date(2021, 5, 1), Precision.MONTH),
        months=14,
    )
    record = Record(
        modality=Modality.REGIONAL, marker=Significance.PRINCIPAL, places=(Place("MX", "MX-OAX"),)
    )
    made = project(cast.actor("french"), cast.france, ficha)
    actions.save_record(actor=cast.actor("french"), project=made, record=record, version=made.version)
    made.refresh_from_db()
    actions.publish(actor=cast.actor("french"), project=made, version=made.version)
    published(cast)
    chosen = "integrante=FR area=educacion ods=4 estado=concluded modalidad=regional entidad=MX-OAX"
    for narrowing in f"{chosen} marcador=2 anio=2022 vigencia=ended".split():
        assert codes(cast, narrowing) == ["FR-2024-001"], narrowing
    assert codes(cast, "marcador=sin") == ["CL-2024-001"]
    assert codes(cast, "ficha=borrador") == []
    assert codes(cast, "vigencia=fresh") == ["CL-2024-001"]
    assert counts(cast, "secretary", "goal") == {
        "4. Educación de calidad": 1,
        "5. Igualdad de género": 2,
        "10. Reducción de las desigualdades": 1,
    }
    assert counts(cast, "secretary", "year") == {"2021": 1, "2022": 1, "2023": 1, "2024": 1}
    assert counts(cast, "secretary", "state") == {"Oaxaca": 1}
    assert counts(cast, "secretary", "member", "ods=4") == {"Embajada de Francia en México": 1}


def test_what_is_no_value_narrows_nothing(cast: Cast) -> None:
    published(cast)
    wrong = "ods=99&anio=abc&estado=x&entidad=ZZ&marcador=9&vigencia=-&modalidad=1&ficha=x&integrante=%C3%B1"
    assert codes(cast, wrong) == ["CL-2024-001"]
    assert Filter.read(QueryDict(wrong)) == Filter()


def test_drafts_are_neither_found_nor_counted_by_others(cast: Cast) -> None:
    french = cast.actor("french")
    made = published(cast, "french", thematic_area="Educación")
    secret = replace(COMPLETE, name="Canario", thematic_area="Secreto", goals=(Goal(17),))
    actions.save_draft(actor=french, project=made, ficha=secret, version=made.version)
    project(french, cast.france, replace(secret, place="Canario"))
    project(cast.actor("chilean"), cast.chile, publish=True)
    assert codes(cast, "q=canario", "german") == ["FR-2024-001", "FR-2024-002"]  # presides
    refused = [cast.client(who).get(reverse(LIST)).status_code for who in ("former", "stranger", "anonymous")]
    assert refused == [403, 403, 302]
    assert codes(cast, "q=canario", "french") == ["FR-2024-001", "FR-2024-002"]
    assert codes(cast, "q=canario", "administrator") == []
    assert counts(cast, "administrator", "area") == {"Desarrollo social": 1, "Educación": 1}
    assert counts(cast, "french", "area") == {"Secreto": 2, "Desarrollo social": 1}
    assert counts(cast, "administrator", "goal") == {
        "5. Igualdad de género": 2,
        "10. Reducción de las desigualdades": 2,
    }
    page = cast.client("administrator").get(f"{reverse(LIST)}?q=canari")
    assert "Canario" not in page.content.decode()


def test_the_register_follows_every_change(cast: Cast) -> None:
    french = cast.actor("french")
    made = project(french, cast.france)
    assert entry_rows() == [("FR-2024-001", True, False, None, [5, 10])]
    actions.publish(actor=french, project=made, version=made.version)
    assert entry_rows() == [("FR-2024-001", False, False, 1, [5, 10])]
    made.refresh_from_db()
    newer = replace(COMPLETE, goals=(Goal(3),))
    actions.save_draft(actor=french, project=made, ficha=newer, version=made.version)
    assert entry_rows() == [
        ("FR-2024-001", False, True, 1, [5, 10]),
        ("FR-2024-001", True, False, 1, [3]),
    ]
    made.refresh_from_db()
    actions.discard_draft(actor=french, project=made, version=made.version)
    assert entry_rows() == [("FR-2024-001", False, False, 1, [5, 10])]
    made.refresh_from_db()
    actions.save_draft(actor=french, project=made, ficha=newer, version=made.version)
    made.refresh_from_db()
    actions.publish(actor=french, project=made, version=made.version)
    assert entry_rows() == [("FR-2024-001", False, False, 2, [3])]
    assert RegisterEntry.objects.get().revision == Revision.objects.get(number=2)


def entry_rows() -> list[tuple[object, ...]]:
    return list(
        RegisterEntry.objects.order_by("is_draft").values_list(
            "code", "is_draft", "has_newer", "current_number", "goals"
        )
    )


def test_nothing_found_says_what_to_leave_out_and_what_was_meant(cast: Cast) -> None:
    published(cast, name="Red de mediadoras comunitarias")
    browser = cast.client("french")
    page = browser.get(f"{reverse(LIST)}?q=mediadoras&ods=17").content.decode()
    assert "Ningún proyecto corresponde a lo que buscó" in page
    assert "Quitar «ODS»: 1 proyecto" in page
    assert "Quitar «mediadoras»" not in page
    assert "¿Quiso decir «mediadoras»?" in browser.get(f"{reverse(LIST)}?q=medaidoras").content.decode()
    lacking = "Esta base de datos no compara letras"
    assert (lacking in browser.get(f"{reverse(LIST)}?q=zzzzzz").content.decode()) is not compares_letters()
    assert lacking not in browser.get(f"{reverse(LIST)}?ods=17").content.decode()
    assert "¿Quiso decir" not in browser.get(f"{reverse(LIST)}?q=zzzzzz").content.decode()


def test_pages_follow_one_another_and_keep_the_filter(cast: Cast) -> None:
    for _number in range(27):
        project(cast.actor("chilean"), cast.chile)
    page = cast.client("chilean").get(f"{reverse(LIST)}?integrante=CL")
    assert [len(page.context["rows"]), page.context["following"]] == [25, "CL-2024-025"]
    assert "?integrante=CL&amp;despues=CL-2024-025" in page.content.decode()
    assert codes(cast, "integrante=CL&despues=CL-2024-025") == ["CL-2024-026", "CL-2024-027"]


def test_counts_end_where_they_are_no_longer_read(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projects.queries.facets.MOST_COUNTED", 2)
    monkeypatch.setattr("projects.queries.finding.MOST_COUNTED", 2)
    for _number in range(3):
        project(cast.actor("chilean"), cast.chile)
    page = " ".join(cast.client("chilean").get(reverse(LIST)).content.decode().split())
    assert "Más de 2 proyectos" in page
    assert '<span class="facet-count">2+</span>' in page
    assert codes(cast, "q=defensoras") == ["CL-2024-001", "CL-2024-002", "CL-2024-003"]
    assert codes(cast, "q=defensoras&despues=CL-2024-001") == ["CL-2024-002", "CL-2024-003"]


def test_views_are_kept_replaced_forgotten_and_ones_own(cast: Cast) -> None:
    browser = cast.client("french")
    keep = reverse("project-view-keep")
    answer = browser.post(keep, {"consulta": "ods=5&estado=nada", "nombre": " Lo  nuestro "})
    assert answer["Location"] == f"{reverse(LIST)}?ods=5"
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Lo nuestro", "ods=5")
    browser.post(keep, {"consulta": "ods=4", "nombre": "Lo nuestro"})
    assert list(SavedView.objects.values_list("name", "query")) == [("Lo nuestro", "ods=4")]
    for consulta, name in (("", "Todo"), ("ods=4", " "), ("ods=4", "x" * 81)):
        browser.post(keep, {"consulta": consulta, "nombre": name})
    assert SavedView.objects.count() == 1
    assert "Lo nuestro" not in cast.client("chilean").get(reverse(LIST)).content.decode()
    forget = reverse("project-view-forget", args=[view.pk])
    assert cast.client("chilean").post(forget).status_code == 404
    assert browser.post(forget).status_code == 302
    assert SavedView.objects.count() == 0


@given(st.dates(date(2019, 1, 1), date(2027, 12, 31)), st.integers(0, 400))
def test_borders_of_freshness_agree_with_its_rule(today: date, age: int) -> None:
    updated = today - timedelta(days=age)
    stands = state_of(updated, "", today, 6)
    for each in (Freshness.FRESH, Freshness.DUE, Freshness.LATE):
        after, until = latest_news(each, today)
        inside = (after is None or updated > after) and (until is None or updated <= until)
        assert inside is (each is stands)


def test_an_address_gives_the_filter_back() -> None:
    wanted = Filter(words="niñas & niños", member="CL", goal="5", state="MX-OAX", marker="sin")
    assert Filter.read(QueryDict(wanted.query)) == wanted
    for part in PARAMETERS:
        assert wanted.narrowing(part)("x y") == wanted.narrowed(**{part: "x y"}).query
    assert wanted.without("goal").chosen.keys() == {"words", "member", "state", "marker"}


def test_spellings_and_words() -> None:
    assert spellings("Cooperacion") == ("cooperacion", "cooperación")
    assert spellings("niñas") == ("niñas", "ninas")
    assert words_of("«O.N.U.» y D'Artagnan, 5.2 (CEDAW)") == ["ONU", "y", "D'Artagnan", "52", "CEDAW"]


def test_ficha_and_register_agree_on_today(cast: Cast) -> None:
    """The filter by freshness and the shown state are one rule."""
    for days in (1, 150, 160, 170, 180, 190, 250):
        published(cast, updated_on=TODAY - timedelta(days=days))
    shown = {row.code: row.state for row in queries.freshness_rows(cast.actor("french"))}
    for state in (Freshness.FRESH, Freshness.DUE, Freshness.LATE):
        rows, _following = queries.register(cast.actor("french"), Filter(freshness=state.value))
        assert {row.code for row in rows} == {code for code, stands in shown.items() if stands is state}


def test_unwritten_ficha_is_found_by_its_code(cast: Cast) -> None:
    project(cast.actor("french"), cast.france, Ficha(name="X"))
    assert codes(cast, "q=FR-2024", "french") == ["FR-2024-001"]
