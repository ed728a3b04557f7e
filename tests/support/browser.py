"""A real Chromium for tests: log in, look, and listen to what the browser complains about."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from mcig.access import Actor
from mcig.accounts.models import User
from mcig.demonstration.accounts import PASSWORD, TOTP_SECRET
from projects.models import Project
from tests.support.cast import sign_in

AXE = Path(__file__).parent.parent / "e2e" / "vendor" / "axe.min.js"
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# What is said of an answer that the test itself asks for: a refusal, a conflict, no network.
EXPECTED = ("Failed to load resource", "htmx:sendError", "htmx:afterRequest", "htmx:responseError")


@dataclass
class Desk:
    """One person's browser window at an office, with everything that it complained about."""

    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        page = self.context.new_page()
        page.goto(self.address + path)
        return page

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.complaints.append(message.text)


Opener = Callable[..., Desk]


@dataclass(frozen=True)
class InUse:
    """The mesa of the demonstration with Chile's project, published once."""

    project: Project
    secretariat: Actor

    @property
    def page(self) -> str:
        return self.project.get_absolute_url()


def desk(browser: Browser, address: str, user: User | None = None, **options: Any) -> Desk:
    """A window in which `user`, if anybody, is logged in; `options` are those of a browser context."""
    context = browser.new_context(
        **{
            "locale": "es-MX",
            "timezone_id": "America/Mexico_City",
            "viewport": WIDE,
            "reduced_motion": "reduce",
        }
        | options
    )
    context.set_default_timeout(20_000)
    made = Desk(context, address)
    context.on("console", made.hear)
    context.on("weberror", lambda error: made.complaints.append(str(error.error)))
    if user is not None:
        session = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    return made


def log_in(page: Page, address: str) -> None:
    """Through the login page as a person does: password, then the code that the app shows now."""
    page.get_by_label("Correo electrónico").fill(address)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar", exact=True).click()
    page.get_by_label("Código").fill(code_now())
    page.get_by_role("button", name="Entrar", exact=True).click()


def code_now(secret: str = TOTP_SECRET, *, steps: int = 0) -> str:
    """What an authenticator app shows now, or `steps` of 30 seconds from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


# Only what is wrong comes back: all that was found right would take longer than to find it. Sheets of style
# are read for experimental rules alone, which axe leaves out; sounds and films are looked at.
RUN_AXE = """options => window.axe
    ? axe.run(document, {...options, preload: {assets: ['media']}}).then(found => found.violations)
    : null"""


def axe(page: Page, *, contrast: bool = True) -> list[str]:
    """What axe finds wrong on the page: rule, and the elements. Measuring contrast takes half the time."""
    options = {
        "resultTypes": ["violations"],
        "selectors": False,
        "rules": {"color-contrast": {"enabled": contrast}},
    }
    found: list[dict[str, Any]] | None = page.evaluate(RUN_AXE, options)
    if found is None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(RUN_AXE, options)
    assert found is not None
    return [
        f"{page.url} · {each['id']}: {' | '.join(node['html'][:160] for node in each['nodes'][:3])}"
        for each in found
    ]


def overflow(page: Page) -> list[str]:
    """How many pixels the page is wider than its window, if it is."""
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{page.url} · {excess} px too wide"] if excess > 0 else []
