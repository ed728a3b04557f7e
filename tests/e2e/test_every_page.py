"""Every page, in Spanish at a desk and in English on a phone: axe finds nothing, all of it fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Error, Page
from pytest_django.live_server_helper import LiveServer

from mcig.access import EVERYONE, Role
from mcig.access.sitemap import Route, routes
from tests.support.browser import AXE, PHONE, WIDE, Opener, axe, overflow
from tests.support.cast import Cast, assemble
from tests.support.fichas import project
from tests.support.samples import samples_for

pytestmark = pytest.mark.e2e
TAGS = {"es": "es-MX", "en": "en"}
# What a browser shows in a frame of its own, under our policy not at its best: lists for programs.
FOR_PROGRAMS = {"public-feed", "public-sitemap"}
# Who looks at a page: the first of these whom its declaration admits.
LOOKERS = (("secretary", Role.SECRETARIAT), ("french", Role.MEMBER), ("french", Role.SIGNED_IN))


@pytest.fixture
def cast(live_server: LiveServer) -> Cast:
    """The cast with a published project, a draft and a draft newer than its publication."""
    made = assemble()
    secretary = made.actor("secretary")
    project(secretary, made.france, publish=True)
    project(secretary, made.france)
    return made


def looker(route: Route) -> str | None:
    """Who looks at the pages of a route: a name of the cast, «anonymous», or None when nobody here may."""
    assert route.declaration is not None
    if route.declaration.allow == EVERYONE:
        return "anonymous"
    return next((name for name, role in LOOKERS if role in route.declaration.allow), None)


def addresses(cast: Cast) -> Iterator[tuple[str, str]]:
    """Who looks, and at what: every address that GET answers, Django's own administration left out."""
    for route in routes():
        if route.declaration is None or ":" in route.name or "GET" not in route.declaration.methods:
            continue
        name = looker(route)
        if name and route.name not in FOR_PROGRAMS:
            yield from ((name, address) for _label, address in samples_for(route.name, cast))
    yield "french", "/no-existe/"


def opened(page: Page, address: str) -> int:
    """Open the address: the status of the page that answers, or 0 for a file or a list of data."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return 0
        raise
    assert answer is not None
    assert answer.status < 500, address
    return answer.status if answer.headers.get("content-type", "").startswith("text/html") else 0


def language_of(path: str, status: int, chosen: str) -> str:
    """What a page speaks: one of the public face the language of its address, any other the chosen one."""
    face = re.match(r"/publico/(es|en)/", path) if status == 200 else None
    return TAGS[face[1] if face else chosen]


@pytest.mark.parametrize(("language", "viewport"), [("es", WIDE), ("en", PHONE)])
def test_every_page_is_accessible_and_fits(
    language: str, viewport: dict[str, int], cast: Cast, at_desk: Opener
) -> None:
    windows: dict[str, tuple[str, Page]] = {}
    for name in ("anonymous", "french", "secretary"):
        desk = at_desk(getattr(cast, name, None), viewport=viewport)
        desk.context.add_cookies([{"name": "django_language", "value": language, "url": desk.address}])
        desk.context.add_init_script(path=AXE)
        windows[name] = desk.address, desk.context.new_page()
    seen, wrong = 0, list[str]()
    for name, path in addresses(cast):
        server, page = windows[name]
        if status := opened(page, server + path):
            seen += 1
            spoken = page.locator("html").get_attribute("lang")
            assert spoken == language_of(path, status, language), path
            # The colours do not depend on the language.
            wrong += axe(page, contrast=language == "es") + overflow(page)
    assert wrong == []
    assert seen > 30
