"""The live page, the roll and the projector in a browser without JavaScript, and what htmx gets."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from agenda.actions import session as actions
from agenda.models import Commitment, Decision, Item, Meeting
from mcig.web.once import new_key
from tests.conftest import NOON
from tests.support.cast import Cast
from tests.support.meetings import convened, item, meeting, seat_of
from tests.support.pdfs import flat
from tests.support.sessions import ended, live, put_on

pytestmark = pytest.mark.django_db
INTERNAL, NOTE = "canario-interno", "canario-nota"
SESSION_QUERIES = 14


def page(browser: Client, address: str, status: int = 200, **more: Any) -> str:
    response = browser.get(address, **more)
    assert response.status_code == status
    return flat(response.content.decode())


def address(of: Meeting, rest: str = "sesion/") -> str:
    return f"/reuniones/{of.pk}/{rest}"


def notes(browser: Client, of: Item, text: str, version: int, **more: Any) -> HttpResponse:
    data = {"notes": text, "version": version} | more.pop("data", {})
    return browser.post(address(of.meeting, f"sesion/puntos/{of.pk}/notas/"), data, **more)  # type: ignore[return-value]


@pytest.mark.parametrize("state", ["draft", "postponed", "cancelled"])
def test_a_meeting_that_is_not_convened_has_no_session(cast: Cast, state: str) -> None:
    made = convened(cast, state=state) if state != "draft" else meeting(cast)
    browser = cast.client("secretary")
    assert "La reunión no está convocada: no hay una sesión que registrar." in page(browser, address(made))
    response = browser.post(address(made, "sesion/iniciar/"), {"version": made.version})
    assert response.status_code == 400
    assert "La reunión no está convocada" in response.content.decode()
    made.refresh_from_db()
    assert (made.state, made.started_at) == (state, None)


def test_a_session_from_start_to_end_without_javascript(cast: Cast, clock: Traveller) -> None:
    clock.move_to(NOON, tick=False)
    made = convened(cast)
    first, second = item(made, "Bienvenida", minutes=5), item(made, "Plan de trabajo", minutes=20)
    browser = cast.client("secretary")
    assert "Iniciar la sesión" in page(browser, address(made))
    browser.post(address(made, "sesion/iniciar/"), {"version": 1})
    browser.post(address(made, "sesion/punto/"), {"punto": first.pk, "desde": ""})
    clock.shift(timedelta(minutes=6))
    text = page(browser, address(made))
    assert "1. Bienvenida" in text
    assert 'data-clock="360" data-step="1">6:00' in text
    assert 'data-clock="-60" data-step="-1">−1:00' in text
    browser.post(address(made, "sesion/punto/"), {"punto": second.pk, "desde": first.pk})
    late = browser.post(address(made, "sesion/punto/"), {"punto": second.pk, "desde": first.pk})
    assert late.status_code == 409
    assert "2. Plan de trabajo" in page(browser, address(made))
    assert 'data-clock="1200" data-step="-1">20:00' in page(browser, address(made))
    browser.post(address(made, "sesion/terminar/"), {"version": 2})
    made.refresh_from_db()
    assert made.state == "held"
    over = page(browser, address(made))
    assert "Reanudar la sesión" in over
    assert f'href="/reuniones/{made.pk}/#minuta"' in over


def test_notes_are_kept_and_a_second_text_stands_beside_the_first(cast: Cast, clock: Traveller) -> None:
    clock.move_to(NOON, tick=False)
    made = live(cast)
    first = made.items.get(position=1)
    saved = notes(cast.client("secretary"), first, "Abre Chile.", 1, headers={"HX-Request": "true"})
    assert 'name="version" value="2"' in saved.content.decode()
    assert "Guardado a las 12:00:00" in saved.content.decode()
    german = cast.client("german")
    stale = notes(german, first, "Abre <b>Alemania</b>.", 1, headers={"HX-Request": "true"})
    text = stale.content.decode()
    assert (stale.status_code, stale["HX-Retarget"]) == (409, "#notas")
    assert "Abre &lt;b&gt;Alemania&lt;/b&gt;." in text
    assert "Abre Chile." in text
    assert 'name="version" value="2"' in text
    assert "<html" not in text
    whole = notes(german, first, "Abre Alemania.", 1)
    assert whole.status_code == 409
    assert "Abre Chile." in whole.content.decode()
    notes(german, first, "Abren ambas.", 2)
    first.refresh_from_db()
    assert first.record.notes == "Abren ambas."


def test_the_stored_text_may_be_chosen(cast: Cast) -> None:
    made = live(cast)
    first = made.items.get(position=1)
    notes(cast.client("secretary"), first, "Abre Chile.", 1)
    notes(cast.client("german"), first, "Otra cosa.", 2, data={"conflict-notes": "theirs"})
    first.refresh_from_db()
    assert first.record.notes == "Abre Chile."


def test_a_megabyte_of_notes_is_refused_and_kept_on_the_page(cast: Cast) -> None:
    made = live(cast)
    response = notes(cast.client("secretary"), made.items.get(position=1), "palabra " * 130_000, 1)
    assert response.status_code == 422
    text = response.content.decode()
    assert "caben 20 000 caracteres. No se guardó nada." in text
    assert text.count("palabra ") > 100_000
    assert not made.records.exclude(notes="").exists()


def test_nobody_without_the_right_reads_or_writes_a_session(cast: Cast) -> None:
    made = live(cast)
    first = made.items.get(position=1)
    actions.save_notes(actor=cast.actor("secretary"), item=first, notes=NOTE, version=1)
    for name in ("french", "administrator", "former", "stranger"):
        browser = cast.client(name)
        for rest in ("sesion/", "proyeccion/", "asistencia/"):
            assert browser.get(address(made, rest)).status_code == 403
        assert notes(browser, first, "x", 2).status_code == 403


def test_the_projector_shows_nothing_internal(cast: Cast, clock: Traveller) -> None:
    clock.move_to(NOON, tick=False)
    made = live(cast, quorum=2)
    Item.objects.filter(meeting=made).update(internal_notes=INTERNAL)
    for each in made.items.all():
        actions.save_notes(actor=cast.actor("secretary"), item=each, notes=NOTE, version=1)
    put_on(cast, made, 1)
    clock.shift(timedelta(minutes=2))
    _decide(cast, made, "Se adopta el plan.")
    browser = cast.client("secretary")
    for headers in ({}, {"HX-Request": "true"}):
        text = page(browser, address(made, "proyeccion/"), headers=headers)
        assert (INTERNAL in text, NOTE in text) == (False, False)
        assert "1. Bienvenida" in text
        assert 'data-clock="180" data-step="-1">3:00' in text
        assert "2. Sistema de cuidados" in text
        assert "Se adopta el plan." in text
        assert "No hay quórum: se requieren 2 y faltan 2." in text


def test_a_decision_noted_twice_by_a_double_click_is_one(cast: Cast) -> None:
    made = live(cast)
    browser, first = cast.client("secretary"), made.items.get(position=1)
    data = {"acuerdo-text": "Se adopta el plan.", "once": new_key()}
    for _time in range(2):
        response = browser.post(address(made, f"sesion/puntos/{first.pk}/acuerdos/"), data)
        assert response["Location"] == f"{address(made)}?punto={first.pk}#acuerdos"
    assert Decision.objects.get().text == "Se adopta el plan."


def test_a_commitment_is_noted_in_one_line_and_refused_in_words(cast: Cast) -> None:
    made = live(cast)
    browser, first = cast.client("secretary"), made.items.get(position=1)
    place = address(made, f"sesion/puntos/{first.pk}/compromisos/")
    data = {
        "compromiso-text": "Enviar el borrador.",
        "compromiso-owner": seat_of(cast.france).pk,
        "compromiso-due_on": "2024-03-01",
        "once": new_key(),
    }
    refused = browser.post(place, data)
    assert refused.status_code == 422
    assert "La fecha compromiso es anterior a la reunión." in refused.content.decode()
    assert "Enviar el borrador." in refused.content.decode()
    browser.post(place, data | {"compromiso-due_on": "2024-04-01"})
    made_one = Commitment.objects.get()
    assert (made_one.text, made_one.owner, str(made_one.due_on), made_one.number) == (
        "Enviar el borrador.",
        seat_of(cast.france),
        "2024-04-01",
        None,
    )
    text = page(browser, f"{address(made)}?punto={first.pk}")
    assert "Embajada de Francia en México · hasta el 1 de abril de 2024" in text


def test_correcting_what_was_noted_meets_another_hand(cast: Cast) -> None:
    made = live(cast)
    _decide(cast, made, "Se adopta el plan.")
    noted = Decision.objects.get()
    place = address(made, f"sesion/acuerdos/{noted.pk}/")
    browser = cast.client("german")
    assert "Se adopta el plan." in page(browser, place)
    browser.post(place, {"text": "Se adopta el plan 2024.", "version": 1})
    stale = browser.post(place, {"text": "Se aprueba el plan.", "version": 1})
    assert stale.status_code == 409
    for words in ("Se aprueba el plan.", "Se adopta el plan 2024."):
        assert words in stale.content.decode()
    browser.post(place, {"remove": "1", "text": "x", "version": 2})
    assert not Decision.objects.exists()


def test_the_roll_is_marked_with_one_click(cast: Cast) -> None:
    made = live(cast, quorum=1)
    seat = made.seats.get(seat=seat_of(cast.france))
    browser = cast.client("secretary")
    place = address(made, f"asistencia/lugares/{seat.pk}/")
    response = browser.post(
        place, {"presence": "alternate", "name": "", "version": 1}, headers={"HX-Request": "true"}
    )
    text = flat(response.content.decode())
    assert "Simon Suplente" in text
    assert 'id="quorum" hx-swap-oob="true"' in text
    assert "Hay quórum: se requieren 1." in text
    assert browser.post(place, {"presence": "absent", "name": "", "version": 1}).status_code == 409
    plain = browser.post(place, {"presence": "remote", "name": "Otra Persona", "version": 2})
    assert plain["Location"] == f"{address(made, 'asistencia/')}#lugar-{seat.pk}"
    assert re.findall(r"a distancia</strong>: Otra Persona", page(browser, address(made, "asistencia/")))


def test_guests_come_and_go(cast: Cast) -> None:
    made = live(cast)
    browser = cast.client("secretary")
    empty = browser.post(address(made, "asistencia/invitadas/"), {"name": " ", "once": new_key()})
    assert (empty.status_code, "Escriba el nombre" in empty.content.decode()) == (422, True)
    data = {"name": "Dra. Invitada", "represents": "CEPAL", "once": new_key()}
    for _time in range(2):
        browser.post(address(made, "asistencia/invitadas/"), data)
    guest = made.guests.get()
    assert "Dra. Invitada" in page(browser, address(made, "asistencia/"))
    browser.post(address(made, f"asistencia/invitadas/{guest.pk}/retirar/"))
    assert not made.guests.exists()


def test_times_are_refused_in_words(cast: Cast) -> None:
    made = ended(cast)
    data = {"started_at": "2024-03-12T11:00", "ended_at": "2024-03-12T10:00", "version": made.version}
    response = cast.client("secretary").post(address(made, "sesion/horas/"), data)
    assert response.status_code == 422
    assert "no puede terminar antes de haber comenzado" in response.content.decode()
    response = cast.client("secretary").post(
        address(made, "sesion/horas/"), data | {"ended_at": "9999-12-31T23:00"}
    )
    assert (response.status_code, "entre los años 2000 y 2199" in response.content.decode()) == (422, True)


def test_the_session_costs_the_same_with_one_item_and_with_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = convened(cast)
    item(made, "Uno")
    made = actions.start(actor=cast.actor("secretary"), meeting=made, version=made.version)
    browser = cast.client("secretary")
    page(browser, address(made))
    with django_assert_num_queries(SESSION_QUERIES):
        page(browser, address(made))
    for title in ("Dos", "Tres"):
        item(made, title)
        _decide(cast, made, title)
    with django_assert_num_queries(SESSION_QUERIES):
        page(browser, address(made))


def _decide(cast: Cast, of: Meeting, text: str) -> None:
    first = of.items.get(position=1)
    data = {"acuerdo-text": text, "once": new_key()}
    cast.client("secretary").post(address(of, f"sesion/puntos/{first.pk}/acuerdos/"), data)


def test_members_read_that_the_session_is_on_and_nothing_of_it(cast: Cast) -> None:
    made = live(cast, quorum=2)
    words = "La sesión está en curso desde el 12 de marzo de 2024, 12:00 (hora de la Ciudad de México)."
    seen = page(cast.client("french"), made.get_absolute_url())
    assert (words in seen, "Abrir la sesión" in seen, "quórum: se requieren" in seen) == (True, False, False)
    conducted = page(cast.client("chilean"), made.get_absolute_url())
    assert (words in conducted, "Abrir la sesión" in conducted) == (True, True)
    other = convened(cast, "Otra", 2)
    assert 'id="sesion"' not in page(cast.client("french"), other.get_absolute_url())
