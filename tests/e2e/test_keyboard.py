"""Everything of the main job by keyboard alone, and the focus always to be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from projects.models import Revision
from tests.support.browser import PHONE, InUse, Opener

pytestmark = pytest.mark.e2e


def tab_to(page: Page, target: Locator, *, most: int = 120) -> None:
    """Press Tab until `target` has the focus; it must be seen where it is, and not covered by anything."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            assert target.evaluate(SEEN) == "", target
            return
    raise AssertionError(f"{most} presses of Tab do not reach {target}")


# Why the focus cannot be seen: no outline, or something else lies over the middle of the element.
SEEN = """element => {
  if (parseFloat(getComputedStyle(element).outlineWidth) < 2) return 'no outline';
  const box = element.getBoundingClientRect();
  const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return element.contains(above) ? '' : `covered by ${above?.outerHTML.slice(0, 80)}`;
}"""


def test_results_are_ordered_and_published_by_keyboard(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("chile").open(in_use.page)
    tab_to(page, page.get_by_role("link", name="Ir al contenido"), most=1)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Actualizar información"), most=8)
    page.keyboard.press("Enter")
    results = page.get_by_label("Resultados")
    first, second = results.nth(0).input_value(), results.nth(1).input_value()

    up = page.locator("#results").get_by_role("button", name="Subir: 2")
    tab_to(page, up)
    page.keyboard.press("Enter")
    expect(results.nth(0)).to_have_value(second)
    expect(up).to_be_focused()
    expect(page.locator("#guardado")).to_contain_text("Guardado a las")

    tab_to(page, page.get_by_role("button", name="Guardar y revisar"))
    page.keyboard.press("Enter")
    page.wait_for_url("**estado=borrador")
    tab_to(page, page.get_by_role("button", name="Publicar"))
    page.keyboard.press("Enter")
    expect(page.locator("#avisos")).to_contain_text("La ficha quedó publicada como versión 2.")
    published = Revision.objects.published().get(project=in_use.project, number=2)
    assert list(published.results[:2]) == [second, first]


def test_menus_open_and_close_by_keyboard(in_use: InUse, at_desk: Opener) -> None:
    page = at_desk("francia", viewport=PHONE).open("/")
    account = page.locator(".account > summary")
    tab_to(page, account)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sesiones abiertas")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Sesiones abiertas")).to_be_hidden()
    expect(account).to_be_focused()

    projects = page.get_by_role("link", name="Proyectos", exact=True)
    expect(projects).to_be_hidden()
    tab_to(page, page.locator(".nav-toggle > summary"))
    page.keyboard.press("Enter")
    tab_to(page, projects)
    page.keyboard.press("Enter")
    page.wait_for_url("**/proyectos/")
