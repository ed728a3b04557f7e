"""The law: every URL × every role, with own and with foreign objects, against a reviewed text file.

`ACCESS_REVIEW=1 pytest tests/site/test_access.py` writes the file anew; read what changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from mcig.access.sitemap import Route, routes
from mcig.checks import declared_urls
from tests.support.cast import ROLES, Cast, sign_in
from tests.support.fichas import project
from tests.support.samples import samples_for

REVIEWED = Path(__file__).parent / "access.txt"
# The German co-president before a second factor is set up: only the way to it is open.
WITHOUT_FACTOR = "german_half"
COLUMNS = (*ROLES, WITHOUT_FACTOR)
HEADING = f"{'':60}" + " ".join(f"{role:16}" for role in COLUMNS)
DETOURS = {
    "/cuenta/entrar/": "login",
    "/cuenta/segundo-factor/aplicacion/": "2fa",
    "/cuenta/identidad/": "identity",
}


def answer_of(response: HttpResponseBase) -> str:
    """What an answer means for somebody who asks: in, login, second factor, 403, 404 or 405."""
    if response.status_code in {301, 302, 303}:
        target = response["Location"]
        return next((answer for start, answer in DETOURS.items() if target.startswith(start)), "in")
    if response.status_code in {403, 404, 405}:
        return str(response.status_code)
    assert response.status_code < 500, response.status_code
    return "in"


def cases() -> Iterator[tuple[Route, str]]:
    for route in routes():
        if route.declaration is None or ":" in route.name.removeprefix("admin:index"):
            continue
        for method in route.declaration.methods:
            if method != "HEAD":
                yield route, method


def ask(browser: Client, method: str, address: str) -> str:
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        response = browser.get(address) if method == "GET" else browser.post(address)
        answer = answer_of(response)
        if response.streaming:
            b"".join(response)  # reading a stored file to its end also closes it
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


@pytest.fixture
def browsers(cast: Cast) -> dict[str, Client]:
    return {role: cast.client(role) for role in ROLES} | {
        WITHOUT_FACTOR: sign_in(Client(), cast.german, second_factor=False)
    }


def test_every_url_answers_every_role_as_reviewed(cast: Cast, browsers: dict[str, Client]) -> None:
    project(cast.actor("french"), cast.france, publish=True)
    project(cast.actor("french"), cast.france)
    lines = [HEADING]
    for route, method in cases():
        for label, address in samples_for(route.name, cast):
            answers = [ask(browsers[role], method, address) for role in COLUMNS]
            title = f"{method:5}{route.name} {label}".strip()
            lines.append((f"{title:60}" + " ".join(f"{answer:16}" for answer in answers)).rstrip())
    found = "\n".join(lines) + "\n"
    if os.environ.get("ACCESS_REVIEW"):
        REVIEWED.write_text(found, encoding="utf-8")
    assert found == REVIEWED.read_text(encoding="utf-8")


def test_every_route_declares_who_may_enter() -> None:
    assert [route.route for route in routes() if route.declaration is None] == []


def test_undeclared_route_is_refused_and_named_at_start_up(cast: Cast, settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.support.undeclared_urls"
    assert cast.client("secretary").get("/suelta/").status_code == 403
    assert [error.id for error in declared_urls()] == ["mcig.E004"]


def told(response: Any, code: str) -> str:
    """What an answer tells, without the code that was asked for and the form's one-time token."""
    page = response.content.decode().replace(code, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_foreign_and_missing_project_answer_alike(cast: Cast) -> None:
    made = project(cast.actor("chilean"), cast.chile)
    browser = cast.client("french")
    for name in (
        "project-detail",
        "project-edit",
        "project-versions",
        "project-history",
        "project-ficha-pdf",
    ):
        foreign = browser.get(reverse(name, args=[made.code]))
        missing = browser.get(reverse(name, args=["CL-2024-999"]))
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert told(foreign, made.code) == told(missing, "CL-2024-999")
