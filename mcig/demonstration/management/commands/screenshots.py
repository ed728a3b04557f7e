"""`manage.py screenshots`: take the pictures of README from the demonstration, as a person sees it."""

from __future__ import annotations

import shutil
import subprocess
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.test.testcases import LiveServerThread

from mcig.demonstration.accounts import DOMAIN, PASSWORD, TOTP_SECRET
from mcig.machine.install import browser as chromium
from mcig.web.terminal import Error

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}
DOTS_PER_INCH = 96
COLOURS = 192
PROJECT = "Copresidencia de la mesa"


class Command(BaseCommand):
    help = "Toma de nuevo, con Chromium, las imágenes de la documentación."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.ROOT / "docs" / "images")

    def handle(self, *args: Any, **options: Any) -> None:
        path = chromium()
        if path is None:
            raise Error("Hace falta Chromium; «make screenshots» lo instala.")
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("demo", stdout=StringIO())
        with server() as address, window(path) as page:
            log_in(page, address)
            for name, picture in pictures(page):
                file = folder / f"{name}.png"
                file.write_bytes(smaller(picture))
                self.stdout.write(f"{file} · {file.stat().st_size // 1024} KB")


@contextmanager
def server() -> Iterator[str]:
    """The application on a free port of this machine; its address."""
    thread = LiveServerThread("localhost", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://localhost:{thread.port}"
    finally:
        thread.terminate()
        connections.close_all()


@contextmanager
def window(path: str) -> Iterator[Page]:
    """An empty page of a browser as a Mexican office has it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of development

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--lang=es-MX"])
        context = browser.new_context(
            locale="es-MX", timezone_id="America/Mexico_City", viewport=WIDE, reduced_motion="reduce"
        )
        yield context.new_page()
        browser.close()


def log_in(page: Page, address: str) -> None:
    """Log Chile's focal point in with password and second factor."""
    page.goto(address)
    page.get_by_label("Correo electrónico").fill(f"chile@{DOMAIN}")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar", exact=True).click()
    code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
    page.get_by_label("Código").fill(code)
    page.get_by_role("button", name="Entrar", exact=True).click()
    page.get_by_role("heading", name="Inicio").wait_for()


def pictures(page: Page) -> Iterator[tuple[str, bytes]]:
    """Names and PNGs, in the order of the main job."""
    yield "inicio", page.screenshot()
    page.get_by_role("link", name="Proyectos", exact=True).first.click()
    page.get_by_role("heading", name="Proyectos de cooperación").wait_for()
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


def smaller(picture: bytes) -> bytes:
    """The same PNG with few colours: text and flat areas lose nothing that an eye sees."""
    from PIL import Image  # noqa: PLC0415 - comes with the PDF engine

    out = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
