"""Walks through the demonstration, each by one person, with a picture at every stop."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
DOTS_PER_INCH = 96
PROJECT = "Copresidencia de la mesa"
Pictures = Iterator[tuple[str, bytes]]


def main_job(page: Page) -> Pictures:
    """The pictures of README: from the home page to the published ficha and its editor."""
    yield "inicio", page.screenshot()
    follow(page, "Proyectos", "Proyectos de cooperación")
    yield "proyectos", page.screenshot()
    page.get_by_role("link", name=PROJECT).click()
    page.locator(".ficha").wait_for()
    yield "ficha", page.screenshot()
    yield "ficha-pdf", first_page(page)
    page.set_viewport_size(PHONE)
    yield "ficha-telefono", page.screenshot()
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Actualizar información").click()
    page.get_by_label("Resultados").first.scroll_into_view_if_needed()
    page.locator("#results").evaluate("section => section.scrollIntoView()")
    yield "editor", page.screenshot()


def focal_point(page: Page) -> Pictures:
    """What waits for an embassy, and how it answers a consultation."""
    yield "inicio-punto-focal", page.screenshot()
    page.get_by_role("link", name="Temas de la siguiente reunión").click()
    page.get_by_label("Rompe el silencio").scroll_into_view_if_needed()
    yield "consulta-responder", page.screenshot()


def secretariat(page: Page) -> Pictures:
    """The pages on which the secretariat spends its week."""
    follow(page, "Integrantes", "Quiénes integran la mesa")
    yield "integrantes", page.screenshot()
    follow(page, "Presidencia", "Quién preside la mesa")
    page.get_by_role("heading", name="Línea de tiempo").scroll_into_view_if_needed()
    yield "presidencia", page.screenshot()
    follow(page, "Reuniones", "Próximas reuniones")
    page.get_by_role("link", name="Reunión ordinaria siguiente").click()
    page.get_by_role("link", name="Preparar el orden del día").first.click()
    page.get_by_role("heading", name="Orden del día", level=1).wait_for()
    yield "orden-del-dia", page.screenshot(full_page=True)
    follow(page, "Reuniones", "Próximas reuniones")
    page.get_by_role("link", name="Anteriores").click()
    page.get_by_role("link", name="Reunión ordinaria de seguimiento").click()
    page.get_by_role("link", name="Minuta 20").first.click()
    page.get_by_role("heading", name="Minuta 20", level=1).wait_for()
    yield "minuta", page.screenshot()
    follow(page, "Proyectos", "Proyectos de cooperación")
    follow(page, "Mapa y gráficas", "Los proyectos de un vistazo")
    yield "panorama", page.screenshot()


TOURS: dict[str, Callable[[Page], Pictures]] = {
    "chile": main_job,
    "francia": focal_point,
    "secretaria": secretariat,
}


def follow(page: Page, link: str, heading: str) -> None:
    """Press a link by its whole name, and wait for the page that it leads to."""
    page.get_by_role("link", name=link, exact=True).first.click()
    page.get_by_role("heading", name=heading).first.wait_for()


def first_page(page: Page) -> bytes:
    """The first page of the downloaded PDF; where no tool can draw it, the sheet as the browser prints it."""
    if not shutil.which("pdftoppm"):
        page.emulate_media(media="print")
        picture = page.locator(".ficha").screenshot()
        page.emulate_media(media="screen")
        return picture
    with page.expect_download() as started:
        page.get_by_role("link", name="Exportar ficha (PDF)", exact=True).click()
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH), str(started.value.path())]
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - fixed words
