"""What a hostile visitor sends, and the doors it is sent to: found from the URLconf, not from a list."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st

from mcig.access.sitemap import Route, routes
from tests.support.cast import ROLES, Cast
from tests.support.fichas import project
from tests.support.questions import listening
from tests.support.samples import samples_for

EVIL = (
    "",
    "0",
    "-1",
    "9" * 30,
    "1e309",
    "NaN",
    "²",
    "٣",
    "2024-02-30",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eotro\u2066",
    "\ud800",
    "😀𝕏",
    "á" * 1500,
    "'; DROP TABLE x; --",
    "a & | !(:*",
    "100%_\\",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "../../../etc/passwd",
    "\r\nSet-Cookie: a=b",
    "https://mala.example/",
    "//mala.example/",
    "javascript:alert(1)",
    "=1+1",
)
# Who is asked first: between them they enter every page that anybody enters.
FIRST = ("secretary", "french", "chilean", "administrator", "anonymous")
values = st.one_of(
    st.sampled_from(EVIL),
    st.text(max_size=60),
    st.integers().map(str),
    st.dates().map(str),
)
# Parameters of Django's own lists, which its admin reads without asking one by one.
OF_LISTS = ("q", "o", "p", "e", "all", "_popup", "_to_field", "id__exact", "id__in", "no_existe")


@dataclass(frozen=True)
class Door:
    """An address of a route, who is let in there, and the parameters that its page reads."""

    route: str
    address: str
    role: str
    names: tuple[str, ...]

    def with_query(self, query: dict[str, str]) -> str:
        mark = "&" if "?" in self.address else "?"
        return f"{self.address}{mark}{urlencode({name: written(value) for name, value in query.items()})}"


def written(value: str) -> bytes:
    """The value as bytes of an address; half a character stays half."""
    return value.encode("utf-8", "surrogatepass")


@contextmanager
def quiet() -> Iterator[None]:
    """Without the log: thousands of refusals would be written into it."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def windows(cast: Cast) -> dict[str, Client]:
    """A browser for each role; a failure is an answer, as it is for a visitor."""
    found = {role: cast.client(role) for role in ROLES}
    for browser in found.values():
        browser.raise_request_exception = False
    return found


def furnish(cast: Cast) -> None:
    """A published project and a draft, which the samples of many pages speak of."""
    project(cast.actor("french"), cast.france, publish=True)
    project(cast.actor("french"), cast.france)


def doors(cast: Cast, patch: pytest.MonkeyPatch, browsers: dict[str, Client]) -> Iterator[Door]:
    """One page of each route with the parameters that it was heard to read, for the first who is let in."""
    for route in own_routes("GET"):
        asked = ((address, role) for _label, address in samples_for(route.name, cast) for role in FIRST)
        for address, role in asked:
            with listening(patch, "GET") as heard:
                answer = ask(browsers[role], "get", address)
            if answer.status_code == 200:
                yield Door(route.name, address, role, tuple(sorted(heard)))
                break
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        yield Door("admin:changelist", address, "administrator", OF_LISTS)


def own_routes(method: str) -> Iterator[Route]:
    """Every route that answers to the method, without Django's admin."""
    for route in routes():
        if route.declaration and method in route.declaration.methods and ":" not in route.name:
            yield route


def ask(browser: Client, method: str, address: str, *sent: object) -> HttpResponse:
    """Send a request, read its answer to the end, and undo what it did to the data and to the session."""
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        answer: HttpResponse = getattr(browser, method)(address, *sent)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return answer


def paths(route: Route, value: str) -> Iterator[str]:
    """The addresses of a route with the value in place of each argument in turn, and in all at once."""
    pieces = re.split(r"(<[^>]+>)", route.route)
    arguments = [place for place, piece in enumerate(pieces) if piece.startswith("<")]
    for chosen in (*([place] for place in arguments), arguments):
        yield "".join(
            quote(written(value), safe="") if place in chosen else "1" if piece.startswith("<") else piece
            for place, piece in enumerate(pieces)
        )
