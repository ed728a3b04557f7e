"""The pages of the meetings: list and filters, creating, facts, who sees what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.models import Item, Meeting, MeetingSeries
from tests.support.cast import Cast
from tests.support.meetings import STARTS, convened, meeting
from tests.support.pages import field_in, page

pytestmark = pytest.mark.django_db
LIST_QUERIES = 11
DURATION = "La duración va de 1 minuto a 24 horas (1440 minutos)."
NEW = {
    "title": "Reunión ordinaria de mayo",
    "kind": "ordinary",
    "starts_at": "2024-05-14T10:00",
    "planned_minutes": "90",
    "time_zone": "America/Mexico_City",
}


def test_list_tells_what_comes_and_what_was(cast: Cast) -> None:
    convened(cast, "La que viene")
    convened(cast, "La que fue", 2, starts_at=STARTS - timedelta(days=60), state="held")
    meeting(cast, "Borrador secreto", starts_at=None)
    browser = cast.client("french")
    coming, past = page(browser, "/reuniones/"), page(browser, "/reuniones/?cuando=anteriores")
    assert ("La que viene" in coming, "La que fue" in coming, "Borrador secreto" in coming) == (
        True,
        False,
        False,
    )
    assert ("La que viene" in past, "La que fue" in past) == (False, True)
    assert "Borrador secreto" in page(cast.client("chilean"), "/reuniones/")
    assert "9 de abril de 2024, de 10:00 a 12:00 (hora de la Ciudad de México)" in coming


def test_filters_narrow_the_list_and_ignore_nonsense(cast: Cast) -> None:
    series = MeetingSeries.objects.create(name="Plenarias 2024")
    convened(cast, "Plenaria de abril", series=series)
    convened(cast, "Taller de abril", 2, kind="event")
    browser = cast.client("french")
    for query, seen in {
        f"serie={series.pk}": (True, False),
        "tipo=event": (False, True),
        "estado=cancelled": (False, False),
        "tipo=x&estado=no&serie=uno": (True, True),
    }.items():
        text = page(browser, f"/reuniones/?{query}")
        assert ("Plenaria de abril" in text, "Taller de abril" in text) == seen, query


@pytest.mark.parametrize(("rows", "items"), [(1, 3), (3, 3), (20, 60)])
def test_list_takes_the_same_queries_however_long(
    cast: Cast, rows: int, items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        made = convened(cast, f"Reunión {number}", number + 1)
        Item.objects.bulk_create(
            Item(meeting=made, title=f"Punto {place}", minutes=15, position=place + 1)
            for place in range(items)
        )
    browser = cast.client("secretary")
    page(browser, "/reuniones/")
    with django_assert_num_queries(LIST_QUERIES):
        text = page(browser, "/reuniones/")
    assert text.count(f"{items} puntos, ") == rows


def created(browser: Client, data: dict[str, Any]) -> Any:
    once = field_in(page(browser, "/reuniones/nueva/"), "once")
    return browser.post("/reuniones/nueva/", data | {"once": once})


def test_a_meeting_is_prepared_on_the_clock_of_its_zone(cast: Cast) -> None:
    answer = created(cast.client("chilean"), NEW | {"time_zone": "Europe/Berlin"})
    made = Meeting.objects.get()
    assert answer["Location"] == f"/reuniones/{made.pk}/"
    assert made.starts_at == datetime(2024, 5, 14, 8, 0, tzinfo=UTC)
    assert (made.state, made.number, made.announced_at) == ("draft", None, None)
    text = page(cast.client("chilean"), f"/reuniones/{made.pk}/")
    assert "14 de mayo de 2024, de 10:00 a 11:30 (hora de Berlín)" in text


def test_a_double_click_is_one_meeting(cast: Cast) -> None:
    browser = cast.client("secretary")
    once = field_in(page(browser, "/reuniones/nueva/"), "once")
    first, second = (browser.post("/reuniones/nueva/", NEW | {"once": once}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Este campo es obligatorio."),
        ({"planned_minutes": "-5"}, DURATION),
        ({"planned_minutes": "10000"}, DURATION),
        ({"starts_at": "mañana"}, "Escriba el día y la hora, así: 31/05/2026 18:00."),
        ({"starts_at": "9999-12-31T23:00"}, "La fecha debe estar entre los años 2000 y 2199."),
        ({"starts_at": "0202-05-14T10:00"}, "La fecha debe estar entre los años 2000 y 2199."),
        ({"time_zone": "America/Mexico City"}, "Escoja una opción válida."),
        ({"link": "javascript:alert(1)"}, "Introduzca una URL válida."),
        ({"title": "x\0y"}, "Los caracteres nulos no están permitidos."),
        (
            {"proposals_until": "2024-05-14T10:01"},
            "El plazo para proponer puntos termina antes de la reunión.",
        ),
        (
            {"time_zone": "Europe/Berlin", "starts_at": "2024-03-31T02:30"},
            "Esa hora no existe ese día: el reloj se adelanta.",
        ),
    ],
)
def test_wrong_facts_are_refused_in_words_and_kept(cast: Cast, wrong: dict[str, str], sentence: str) -> None:
    answer = created(cast.client("secretary"), NEW | {"place": "Sala Frida"} | wrong)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert 'value="Sala Frida"' in text
    assert not Meeting.objects.exists()


def edit_form(browser: Client, made: Meeting) -> dict[str, str]:
    text = page(browser, f"/reuniones/{made.pk}/editar/")
    return {name: field_in(text, name) for name in ("version", "base")}


def test_two_who_edit_different_facts_are_merged_and_the_same_stand_side_by_side(cast: Cast) -> None:
    made = meeting(cast, "Reunión de mayo", place="Sala A")
    data = NEW | {"title": "Reunión de mayo", "place": "Sala A", "starts_at": "2024-04-09T10:00"}
    data |= {"planned_minutes": "120"}
    sara, anna = cast.client("secretary"), cast.client("german")
    hers, theirs = edit_form(sara, made), edit_form(anna, made)
    saved = anna.post(f"/reuniones/{made.pk}/editar/", data | theirs | {"place": "Sala B", "quorum": "9"})
    assert saved.status_code == 302
    stale = sara.post(
        f"/reuniones/{made.pk}/editar/", data | hers | {"place": "Sala C", "title": "Plenaria de mayo"}
    )
    text = stale.content.decode()
    assert stale.status_code == 409
    assert ("Sala B" in text, "Sala C" in text) == (True, True)
    assert 'name="conflict-place"' in text
    assert 'name="conflict-title"' not in text
    assert 'name="quorum" value="9"' in text
    made.refresh_from_db()
    assert (made.title, made.place) == ("Reunión de mayo", "Sala B")
    fresh = {name: field_in(text, name) for name in ("version", "base")}
    resolved = (
        data
        | fresh
        | {
            "title": "Plenaria de mayo",
            "place": "Sala C",
            "quorum": "9",
            "conflict-place": "theirs",
        }
    )
    assert sara.post(f"/reuniones/{made.pk}/editar/", resolved).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.place, made.quorum) == ("Plenaria de mayo", "Sala B", 9)


def test_what_was_held_is_edited_no_more(cast: Cast) -> None:
    made = convened(cast, state="held")
    answer = cast.client("secretary").post(f"/reuniones/{made.pk}/editar/", NEW | {"version": "1"})
    assert answer.status_code == 422
    assert "La reunión ya no se prepara: sus datos no cambian." in answer.content.decode()
