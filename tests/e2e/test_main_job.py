"""The main job in a real browser: correct a result, publish, download the ficha, and let others verify it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from mcig.pdf.attached import read_attachment
from projects import content
from projects.formats import ficha_json
from projects.models import Revision
from projects.pdf import DATA_NAME
from tests.support.browser import InUse, Opener, axe, log_in
from tests.support.pdfs import flat, page_texts

pytestmark = pytest.mark.e2e
CORRECTED = "La mesa adoptó en 2024 un plan de trabajo común para las 24 embajadas."


def correct_last_result(page: Page, text: str) -> None:
    page.wait_for_load_state()  # what is typed before the scripts are there saves itself with the next letter
    page.get_by_label("Resultados").last.fill(text)
    page.get_by_label("Resultados").last.blur()
    expect(page.locator("#guardado")).to_contain_text("Guardado a las")


def publish(page: Page) -> None:
    page.get_by_role("button", name="Guardar y revisar").click()
    page.get_by_role("button", name="Publicar").click()
    expect(page.locator("#avisos")).to_contain_text("La ficha quedó publicada como versión 2.")


def download(page: Page, link: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(started.value.path()).read_bytes()


def verification_path(pdf: bytes) -> str:
    """The path of the address that the first page of the PDF links to."""
    links: Any = PdfReader(BytesIO(pdf)).pages[0]["/Annots"]
    [address] = {link["/A"]["/URI"] for link in (each.get_object() for each in links) if "/A" in link}
    return urlsplit(str(address)).path


def test_chile_corrects_a_result_publishes_and_downloads(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk().open()
    log_in(page, "chile@mcig.example")
    page.get_by_role("link", name="Proyectos", exact=True).click()
    page.get_by_role("link", name="Copresidencia de la mesa").click()
    before = download(page, "Exportar ficha (PDF)")
    page.get_by_role("link", name="Actualizar información").click()
    correct_last_result(page, CORRECTED)
    draft = content.read(Revision.objects.drafts().get(project=in_use.project))
    assert draft.results[-1] == CORRECTED
    publish(page)
    after = download(page, "Exportar ficha (PDF)")

    assert CORRECTED in flat(" ".join(page_texts(after)))
    assert CORRECTED not in flat(" ".join(page_texts(before)))
    assert ficha_json.load(read_attachment(after, DATA_NAME)) == draft
    assert axe(page) == []

    anyone = at_desk().open(verification_path(after))
    expect(anyone.locator("main")).to_contain_text("Este documento es el vigente.")
    anyone.goto(at_desk().address + verification_path(before))
    expect(anyone.locator("main")).to_contain_text("Este documento ya no es el vigente.")
    assert axe(anyone) == []


def test_the_same_without_javascript(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("chile", java_script_enabled=False).open(f"{in_use.page}editar/")
    results = page.get_by_label("Resultados")
    before = [results.nth(place).input_value() for place in range(results.count())]
    results.first.fill("Primero, corregido.")
    page.get_by_role("button", name="Agregar un resultado").click()
    expect(results).to_have_count(len(before) + 1)
    results.last.fill("Agregado.")
    page.locator("#results").get_by_role("button", name=f"Subir: {len(before) + 1}").click()
    page.locator("#results").get_by_role("button", name="Quitar: 2").click()
    expect(results).to_have_count(len(before))
    publish(page)
    published = Revision.objects.published().get(project=in_use.project, number=2)
    assert list(published.results) == ["Primero, corregido.", *before[2:-1], "Agregado.", before[-1]]


def test_added_row_equals_a_fresh_page(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("chile").open(f"{in_use.page}editar/")
    page.get_by_role("button", name="Agregar un resultado").click()
    expect(page.get_by_label("Resultados")).to_have_count(4)
    swapped, fresh = page.evaluate(SWAPPED_AND_FRESH, f"{in_use.page}editar/?fila=results")
    assert swapped == fresh


# What the browser itself adds is not compared: one-time tokens, marks of htmx and of the sortable lists.
SWAPPED_AND_FRESH = """async (address) => {
  const answer = await (await fetch(address)).text();
  const fresh = new DOMParser().parseFromString(answer, 'text/html').querySelector('#editor');
  return [document.querySelector('#editor'), fresh].map((editor) => {
    const copy = editor.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll('*')]) {
      element.classList.remove('sortable-ready', 'htmx-request', 'htmx-settling', 'htmx-added');
      if (!element.classList.length) element.removeAttribute('class');
      if (element.name === 'csrfmiddlewaretoken') element.removeAttribute('value');
    }
    return copy.outerHTML;
  });
}"""
