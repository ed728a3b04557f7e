"""The settings of the mesa: read in words, tried before they are kept, and in force at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from mcig.mesa.models import Mesa
from mcig.mesa.reminders import Reminders, check_reminders
from mcig.rules import Broken
from members.actions import reminders
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE, opened
from tests.support.pages import field_in, page

ADDRESS = "/ajustes/recordatorios/"
DEFAULTS = {
    "reminders_of_consultations": "72, 24",
    "reminders_of_meetings": "7, 2",
    "reminders_of_polls": "2",
    "reminders_before_due": "7, 1",
    "reminders_after_due": "1",
}


def save(browser: Client, address: str = ADDRESS, **data: Any) -> Any:
    html = page(browser, address)
    return browser.post(address, {name: field_in(html, name) for name in ("version", "base")} | data)


def test_defaults_are_those_of_the_rules() -> None:
    assert Mesa().reminders == Reminders()


def test_reminders_are_kept_once_each_with_the_longest_first() -> None:
    assert check_reminders([2, 7, 2], longest=90) == [7, 2]


@pytest.mark.parametrize("values", [[0], [91], [1, 2, 3, 4, 5, 6]])
def test_reminders_that_no_mesa_can_want_are_refused(values: list[int]) -> None:
    with pytest.raises(Broken):
        check_reminders(values, longest=90)


@pytest.mark.django_db
class TestSettings:
    def test_page_says_what_holds_today(self, cast: Cast) -> None:
        html = page(cast.client("secretary"), "/ajustes/")
        assert "<li>La presidencia rota cada 24 meses.</li>" in html
        assert "<li>La ejercen hasta 2 integrantes a la vez.</li>" in html
        assert "<li>«Minuta de la reunión ordinaria 3»</li>" in html
        assert html.count(">Cambiar: ") == html.count("Cambiar: ") == 6

    def test_presidency_reads_and_does_not_change(self, cast: Cast) -> None:
        browser = cast.client("chilean")
        assert page(browser, "/ajustes/").count("Cambiar: ") == 0
        assert browser.get("/ajustes/palabras/").status_code == 403

    def test_change_holds_from_the_next_reminder_on(self, cast: Cast, clock: Traveller) -> None:
        opened(cast)
        response = save(cast.client("secretary"), **DEFAULTS | {"reminders_of_consultations": "48"})
        assert (response.status_code, response["Location"]) == (302, "/ajustes/")
        clock.move_to(DEADLINE - timedelta(hours=72))
        assert reminders.remind() == 0
        clock.move_to(DEADLINE - timedelta(hours=48))
        assert [reminders.remind(), reminders.remind()] == [3, 0]

    def test_preview_says_what_it_would_mean_and_keeps_nothing(self, cast: Cast) -> None:
        browser = cast.client("secretary")
        assert 'name="preview" value="1"' in page(browser, "/ajustes/palabras/")
        response = save(browser, "/ajustes/palabras/", minutes_word="acta", preview="1")
        assert response.status_code == 200
        assert "<li>«El acta queda aprobada.»</li>" in response.content.decode()
        assert Mesa.objects.get().minutes_word == "minuta"

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("dos", "Escriba números enteros separados por comas; por ejemplo: 7, 2."),
            ("-3", "Escriba números enteros separados por comas; por ejemplo: 7, 2."),
            ("91", "Cada recordatorio va de 1 a 90."),
            ("1,2,3,4,5,6", "Caben hasta cinco recordatorios."),
        ],
    )
    def test_wrong_moment_is_said_and_what_was_typed_stays(self, cast: Cast, typed: str, said: str) -> None:
        response = save(cast.client("secretary"), **DEFAULTS | {"reminders_of_meetings": typed})
        html = response.content.decode()
        assert (response.status_code, said in html) == (422, True)
        assert field_in(html, "reminders_of_meetings") == typed
        assert Mesa.objects.get().reminders_of_meetings == [7, 2]

    def test_unknown_time_zone_is_said(self, cast: Cast) -> None:
        names = {"name": "Mesa", "acronym": "M", "country": "MX", "time_zone": "America/Atlantida"}
        response = save(cast.client("secretary"), "/ajustes/nombres/", **names)
        assert response.status_code == 422
        assert "America/Atlantida no es una de las opciones disponibles." in response.content.decode()

    def test_two_people_at_once_lose_neither_change(self, cast: Cast) -> None:
        browser = cast.client("secretary")
        stale = page(browser, ADDRESS)
        save(browser, **DEFAULTS | {"reminders_of_polls": "3"})
        kept = {name: field_in(stale, name) for name in ("version", "base")}
        response = browser.post(ADDRESS, kept | DEFAULTS | {"reminders_of_meetings": "5"})
        html = response.content.decode()
        assert response.status_code == 409
        assert (field_in(html, "reminders_of_polls"), field_in(html, "reminders_of_meetings")) == ("3", "5")
        assert Mesa.objects.get().reminders_of_meetings == [7, 2]

    def test_history_tells_who_changed_what(self, cast: Cast) -> None:
        browser = cast.client("secretary")
        kept = {"rotating_role": "presidency", "seats_per_mandate": "2"}
        save(browser, "/ajustes/rotacion/", **kept | {"term_months": "12"})
        html = page(browser, reverse("mesa-history"))
        assert "duración del mandato en meses" in html.lower()
        assert cast.secretary.name in html


def test_zones_are_named_by_cities_and_an_older_name_is_kept(cast: Cast) -> None:
    browser = cast.client("secretary")
    html = page(browser, "/ajustes/nombres/")
    assert '<option value="America/Mexico_City" selected>Ciudad de México</option>' in html
    assert '<option value="America/Argentina/Buenos_Aires">Buenos Aires</option>' in html
    assert "en la hora de la Ciudad de México, donde" in page(browser, "/ajustes/")
    Mesa.objects.update(time_zone="UTC")
    assert '<option value="UTC" selected>UTC</option>' in page(browser, "/ajustes/nombres/")
