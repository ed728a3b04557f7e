"""The page that says who presides."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import DjangoAssertNumQueries

from mcig.access import Role
from members.drawing import draw
from members.models import Mandate, MandateHolder, MandateRole
from members.queries.mandates import following, mandate_rows, rotation_of
from members.rules.rotation import Term
from tests.members.test_pages import text
from tests.support.cast import TODAY, Cast, mandate, organisation
from tests.support.fichas import project

NEXT_TERM = DateRange(date(2025, 1, 1), date(2027, 1, 1))
IN_SHADOW = date(2024, 11, 2)
SAVEPOINTS = 3  # the read-only transaction of a page: begin, set, roll back


def shown(cast: Cast, query: str = "", who: str = "french") -> str:
    return text(cast.client(who).get(f"/presidencia/{query}"))


def test_page_says_who_presides_today_and_what_follows_by_rule(cast: Cast) -> None:
    page = shown(cast)
    assert (
        "Copresidencia Embajada de Chile en México Embajada de Alemania en México "
        "Del 1 de enero de 2023 al 31 de diciembre de 2024" in page
    )
    assert "Secretaría técnica ONU Mujeres México Desde el 1 de enero de 2018" in page
    assert (
        "El mandato vigente termina el 31 de diciembre de 2024. "
        "Por la regla de rotación, al que sigue le corresponden estas fechas, y nadie lo tiene todavía: "
        "Del 1 de enero de 2025 al 31 de diciembre de 2026" in page
    )


def test_page_says_who_presided_on_a_date(cast: Cast) -> None:
    page = shown(cast, "?fecha=2022-12-31")
    assert "Quién presidía la mesa el 31 de diciembre de 2022" in page
    held = page.split("Qué sigue", 1)[0]
    assert "ONU Mujeres México" in held
    assert "Embajada de Chile" not in held
    assert "No hay registro de quién tenía la presidencia" in shown(cast, "?fecha=2017-12-31")


def test_unknown_presidencies_are_named_as_such_and_never_filled(cast: Cast) -> None:
    assert "Presidencia Sin registro Del 1 de enero de 2018 al 31 de diciembre de 2022 — —" in shown(cast)


def test_next_mandate_is_shown_as_proposed(cast: Cast) -> None:
    mandate(MandateRole.PRESIDENCY, NEXT_TERM, cast.france)
    page = shown(cast)
    assert (
        "Presidencia: Embajada de Francia en México. Del 1 de enero de 2025 al 31 de diciembre de 2026"
        in page
    )
    assert "Del 1 de enero de 2025 al 31 de diciembre de 2026 Propuesto" in page


def test_open_mandate_is_not_followed_by_anything(cast: Cast) -> None:
    Mandate.objects.filter(role="presidency").update(planned=DateRange(date(2023, 1, 1), None))
    assert "El mandato vigente no tiene fecha de término" in shown(cast)


def test_mesa_whose_register_ended_long_ago_is_offered_a_term_from_today(cast: Cast) -> None:
    rows = mandate_rows(date(2031, 5, 1))
    assert following(rows, rotation_of(cast.mesa), date(2031, 5, 1)).term == Term(
        date(2031, 5, 1), date(2033, 5, 1)
    )


def test_drawing_shows_mandates_and_unknown_times_in_order(cast: Cast) -> None:
    drawing = draw(mandate_rows(TODAY), TODAY, expected=Term(date(2025, 1, 1), date(2027, 1, 1)))
    assert [year for _x, year in drawing.ticks] == list(range(2018, 2027))
    presidency, secretariat = drawing.tracks
    assert [(bar.kind, [line for _y, line in bar.lines]) for bar in presidency.bars] == [
        ("unknown", ["sin registro"]),
        ("current", ["Chile", "Alemania"]),
    ]
    assert [bar.kind for bar in secretariat.bars] == ["current"]
    assert presidency.bars[0].x + presidency.bars[0].width == pytest.approx(presidency.bars[1].x, abs=0.2)


def test_drawing_is_plain_svg_without_style(cast: Cast) -> None:
    page = cast.client("french").get("/presidencia/?fecha=2024-03-12").content.decode()
    svg = page[page.index('<svg class="mandate-chart"') :].split("</svg>", 1)[0]
    assert "style=" not in svg
    assert re.findall(r"<text[^>]*>(\d{4})</text>", svg) == [str(year) for year in range(2018, 2027)]
    assert "Copresidencia: Embajada de Chile en México, Embajada de Alemania en México." in svg


def test_empty_register_says_so(cast: Cast) -> None:
    MandateHolder.objects.all().delete()
    Mandate.objects.all().delete()
    page = shown(cast)
    assert "No hay registro de quién tenía la presidencia" in page
    assert "Hoy no hay un mandato vigente." in page


def test_trio_with_one_pro_tempore(cast: Cast) -> None:
    trio = mandate(
        MandateRole.PRESIDENCY,
        DateRange(date(2025, 1, 1), date(2025, 7, 1)),
        cast.france,
        cast.chile,
        cast.germany,
    )
    trio.seats.filter(organisation=cast.france).update(pro_tempore=True)
    assert "Embajada de Francia en México (pro tempore)" in shown(cast, "?fecha=2025-02-01")


def test_embassy_may_hold_the_secretariat(cast: Cast) -> None:
    Mandate.objects.filter(role="secretariat").update(planned=DateRange(date(2018, 1, 1), date(2024, 1, 1)))
    mandate(MandateRole.SECRETARIAT, DateRange(date(2024, 1, 1), date(2025, 1, 1)), cast.france)
    assert "Secretaría técnica Embajada de Francia en México" in shown(cast)
    assert cast.actor("french").holds(Role.SECRETARIAT)


def test_page_takes_the_same_queries_for_two_and_for_twelve_mandates(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(mandate_rows(TODAY)) == 2
    for year in range(2025, 2035):
        mandate(
            MandateRole.PRESIDENCY,
            DateRange(date(year, 1, 1), date(year + 1, 1, 1)),
            organisation(f"X{year}", f"Organismo {year}"),
        )
    with django_assert_num_queries(1):
        assert len(mandate_rows(TODAY)) == 12


def test_incoming_presidency_reads_drafts_and_changes_none(cast: Cast) -> None:
    mandate(MandateRole.PRESIDENCY, NEXT_TERM, cast.france)
    draft = project(cast.actor("chilean"), cast.chile)
    before, during, after = (
        cast.actor("french", day) for day in (date(2024, 11, 1), IN_SHADOW, NEXT_TERM.lower)
    )
    assert not before.holds(Role.INCOMING)
    assert during.holds(Role.INCOMING)
    assert during.capacity == "Embajada de Francia en México · Presidencia entrante"
    assert during.needs_second_factor
    assert (after.holds(Role.INCOMING), after.holds(Role.PRESIDENCY)) == (False, True)
    projects = type(draft).objects
    assert not projects.visible_to(before).exists()
    assert list(projects.visible_to(during)) == [draft]
    assert not projects.editable_by(during).exists()
    assert during.organisations == {cast.france.pk}


def test_presidency_that_stays_on_is_not_incoming(cast: Cast) -> None:
    mandate(MandateRole.PRESIDENCY, NEXT_TERM, cast.chile)
    assert not cast.actor("chilean", IN_SHADOW).holds(Role.INCOMING)


def test_page_asks_eight_queries_at_most(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mandate(MandateRole.PRESIDENCY, NEXT_TERM, cast.france)
    browser = cast.client("chilean")
    browser.get("/presidencia/")
    with django_assert_max_num_queries(SAVEPOINTS + 8):
        assert browser.get("/presidencia/").status_code == 200


def test_long_timeline_names_few_years(cast: Cast) -> None:
    mandate(MandateRole.PRESIDENCY, DateRange(date(2025, 1, 1), date(2125, 1, 1)), cast.france)
    ticks = draw(mandate_rows(TODAY), TODAY).ticks
    assert [year for _x, year in ticks][:3] == [2018, 2024, 2030]
    assert len(ticks) == 18
