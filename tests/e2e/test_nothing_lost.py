"""What was typed survives another person's save, an expired session and a network that went away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from projects import actions, content
from projects.models import Revision
from projects.rules import Ficha
from tests.support.browser import InUse, Opener, axe, log_in, overflow

pytestmark = pytest.mark.e2e


def draft_of(in_use: InUse) -> Ficha:
    return content.read(Revision.objects.drafts().get(project=in_use.project))


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)
    page.get_by_label(label).blur()


def saved_by_another(in_use: InUse, *, place: str) -> None:
    """The secretariat saves meanwhile."""
    in_use.project.refresh_from_db()
    assert in_use.project.current is not None
    ficha = replace(content.read(in_use.project.current), place=place)
    actions.save_draft(
        actor=in_use.secretariat, project=in_use.project, ficha=ficha, version=in_use.project.version
    )


def test_second_save_shows_both_texts_and_loses_neither(in_use: InUse, at_desk: Opener) -> None:
    first = at_desk("chile").open(f"{in_use.page}editar/")
    second = at_desk("secretaria", java_script_enabled=False).open(f"{in_use.page}editar/")
    write(first, "País/ciudad", "Oaxaca")
    expect(first.locator("#guardado")).to_contain_text("Guardado a las")

    second.get_by_label("País/ciudad").fill("Chiapas")
    second.get_by_label("Beneficiarios Finales").fill("240 defensoras")
    second.get_by_role("button", name="Guardar y revisar").click()
    expect(second.locator(".conflict")).to_contain_text("Chiapas")
    expect(second.locator(".conflict")).to_contain_text("Oaxaca")
    expect(second.get_by_label("Beneficiarios Finales")).to_have_value("240 defensoras")
    assert (draft_of(in_use).place, draft_of(in_use).beneficiaries) != ("Chiapas", "240 defensoras")

    second.get_by_label("Usar el guardado").check()
    second.get_by_role("button", name="Guardar y revisar").click()
    expect(second.locator("#avisos")).to_contain_text("El borrador está guardado.")
    assert (draft_of(in_use).place, draft_of(in_use).beneficiaries) == ("Oaxaca", "240 defensoras")


def test_conflict_of_an_autosave_is_shown_where_one_types(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("chile").open(f"{in_use.page}editar/")
    saved_by_another(in_use, place="Oaxaca")
    write(page, "País/ciudad", "Chiapas")
    conflict = page.locator(".conflict")
    expect(conflict).to_contain_text("Chiapas")
    expect(conflict).to_contain_text("Oaxaca")
    assert draft_of(in_use).place == "Oaxaca"
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_contain_text("Otra persona guardó cambios mientras usted escribía.")
    assert axe(page) + overflow(page) == []

    assert page.locator("#editor").get_attribute("hx-post") is None, (
        "the choice is the person's, not a timer's"
    )
    page.get_by_label("Conservar mi texto").check()
    page.get_by_role("button", name="Guardar y revisar").click()
    expect(page.locator("#avisos")).to_contain_text("El borrador está guardado.")
    assert draft_of(in_use).place == "Chiapas"


def test_expired_session_offers_the_text_again(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("chile").open(f"{in_use.page}editar/")
    Session.objects.all().delete()
    write(page, "País/ciudad", "Puebla y Tlaxcala")
    page.wait_for_url("**/cuenta/entrar/**")
    log_in(page, "chile@mcig.example")
    page.wait_for_url(f"**{in_use.page}editar/")
    expect(page.get_by_label("País/ciudad")).to_have_value("México")
    page.get_by_role("button", name="Recuperar lo escrito").click()
    expect(page.get_by_label("País/ciudad")).to_have_value("Puebla y Tlaxcala")
    expect(page.locator("#guardado")).to_contain_text("Guardado a las")
    assert draft_of(in_use).place == "Puebla y Tlaxcala"


def test_lost_network_keeps_the_text_and_saves_when_it_is_back(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("chile").open(f"{in_use.page}editar/")
    page.context.set_offline(True)
    write(page, "País/ciudad", "Puebla")
    expect(page.locator("#avisos")).to_contain_text("No hay conexión con el servidor.")
    expect(page.get_by_label("País/ciudad")).to_have_value("Puebla")
    assert not Revision.objects.drafts().exists()

    page.context.set_offline(False)
    expect(page.locator("#guardado")).to_contain_text("Guardado a las")
    expect(page.locator("#avisos")).to_have_text("")
    assert draft_of(in_use).place == "Puebla"


def test_refused_text_stays_on_the_page(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("chile").open(f"{in_use.page}editar/")
    write(page, "Inicio del proyecto", "cuando se pueda")
    expect(page.locator("#guardado")).to_contain_text("Sin guardar")
    expect(page.locator("#revision")).to_contain_text("Falta algo por corregir.")
    page.get_by_role("button", name="Guardar y revisar").click()
    expect(page.locator(".field-wrong")).to_contain_text("Inicio del proyecto")
    expect(page.get_by_label("Inicio del proyecto")).to_have_value("cuando se pueda")
    assert axe(page) + overflow(page) == []


LONG = "Compromiso de la mesa.\nSegunda línea. " * 400


def fill_and_send(page: Page) -> None:
    page.get_by_label("Asunto").fill("Plan de trabajo")
    page.get_by_label("Texto que se consulta").fill(LONG)
    page.get_by_label("Plazo para responder").fill("2036-09-26T12:00")
    page.locator("[name=rule]").first.check()
    page.get_by_role("button", name="Guardar el borrador").click()


def test_text_that_is_refused_for_its_size_is_not_lost(
    in_use: InUse, at_desk: Opener, settings: LazySettings
) -> None:
    """It is offered again to whoever leaves the page of the refusal by its button instead of going back.

    Without scripts the browser itself keeps it on the page before.
    """
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    page = at_desk("secretaria").open("/consultas/nueva/")
    fill_and_send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("El archivo o el texto es demasiado grande")
    page.get_by_role("link", name="Ir al inicio").click()
    expect(page.locator("body")).not_to_have_attribute("data-error", "")
    page.goto(page.url.rstrip("/") + "/consultas/nueva/")
    expect(page.get_by_label("Texto que se consulta")).to_have_value("")
    page.get_by_role("button", name="Recuperar lo escrito").click()
    expect(page.get_by_label("Asunto")).to_have_value("Plan de trabajo")
    assert page.get_by_label("Texto que se consulta").input_value() == LONG

    plain = at_desk("secretaria", java_script_enabled=False).open("/consultas/nueva/")
    fill_and_send(plain)
    expect(plain.locator("main")).to_contain_text("vuelva a la página anterior y allí lo encontrará")
    plain.go_back()
    assert plain.get_by_label("Texto que se consulta").input_value() == LONG
