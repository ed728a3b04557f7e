"""`manage.py screenshots`: take the pictures of README and the guides from the demonstration."""

from __future__ import annotations

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
from mcig.demonstration.tours import TOURS, WIDE
from mcig.machine.install import browser as chromium
from mcig.web.terminal import Error

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COLOURS = 192


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
        with server() as address, launched(path) as browser:
            for mailbox, tour in TOURS.items():
                page = window(browser)
                log_in(page, address, mailbox)
                for name, picture in tour(page):
                    file = folder / f"{name}.png"
                    file.write_bytes(smaller(picture))
                    self.stdout.write(f"{file} · {file.stat().st_size // 1024} KB")
                page.context.close()


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
def launched(path: str) -> Iterator[Browser]:
    """Chromium without a window."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of development

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--lang=es-MX"])
        yield browser
        browser.close()


def window(browser: Browser) -> Page:
    """An empty page as a Mexican office has it."""
    context = browser.new_context(
        locale="es-MX", timezone_id="America/Mexico_City", viewport=WIDE, reduced_motion="reduce"
    )
    return context.new_page()


def log_in(page: Page, address: str, mailbox: str) -> None:
    """Log somebody of the demonstration in, with the second factor where it is asked for."""
    page.goto(address)
    page.get_by_label("Correo electrónico").fill(f"{mailbox}@{DOMAIN}")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar", exact=True).click()
    page.wait_for_load_state()
    if page.get_by_label("Código").count():
        code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
        page.get_by_label("Código").fill(code)
        page.get_by_role("button", name="Entrar", exact=True).click()
    page.get_by_role("heading", name="Inicio").wait_for()


def smaller(picture: bytes) -> bytes:
    """The same PNG with few colours: text and flat areas lose nothing that an eye sees."""
    from PIL import Image  # noqa: PLC0415 - comes with the PDF engine

    out = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
