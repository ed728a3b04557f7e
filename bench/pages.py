"""What a page costs: the frame around a view, the register of projects, a ficha that was published before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import resolve

from bench.fichas import ficha
from bench.measure import Line, medians, milliseconds
from bench.printing import print_one
from mcig.documents.models import IssuedDocument
from members.models import Membership, Organisation, OrganisationKind, OrganisationName
from projects import actions
from projects.rules import Goal
from tests.support.cast import Cast, assemble, sign_in

LATER = date(2030, 1, 1)


@contextmanager
def database() -> Iterator[None]:
    """A database of our own beside the configured one, gone afterwards."""
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.close()
        connection.creation.destroy_test_db(name, verbosity=0)


def lines(rounds: int, repeat: int) -> Iterator[Line]:
    """All lines about pages; needs `database()`."""
    with override_settings(ROOT_URLCONF="bench.hello", ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        cast = assemble()
        project = _register(cast, 25)
        client = sign_in(Client(), cast.chilean)
        yield from _stored(cast, f"/proyectos/{project}/ficha.pdf?lang=es", rounds, repeat)
        yield from _hello(client, rounds, repeat)
        yield from _list(cast, client, rounds, max(repeat // 5, 1))
        yield from _members(client, rounds, max(repeat // 5, 1))


def _register(cast: Cast, count: int) -> str:
    """`count` projects of Chile, the first one published; gives the code of that one."""
    actor = cast.actor("chilean")
    codes = []
    for seed in range(count):
        content = replace(ficha(seed), goals=(Goal(5), Goal(10)))
        made = actions.create_project(actor=actor, owner=cast.chile, ficha=content)
        codes.append(made.code)
        if seed == 0:
            actions.publish(actor=actor, project=made, version=made.version)
    return codes[0]


def _get(client: Client, address: str, **headers: str) -> Callable[[], bytes]:
    def get() -> bytes:
        return _body(client.get(address, headers=headers))

    return get


def _body(response: Any) -> bytes:
    assert response.status_code in {200, 304}, response.status_code
    body: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return body


def _stored(cast: Cast, address: str, rounds: int, repeat: int) -> Iterator[Line]:
    """A published ficha is stored bytes: its view must cost next to nothing beside a rendering.

    The view alone, as the rendering alone: what the frame costs has its own lines.
    """
    client = sign_in(Client(), cast.chilean)
    etag = f'"{IssuedDocument.objects.get(language="es").sha256}"'
    stored = _view(cast, address)
    unchanged = _view(cast, address, **{"if-none-match": etag})
    rendering = medians({"rendering": print_one}, rounds=max(rounds, 5))["rendering"]
    took = medians(
        {"again": stored, "unchanged": unchanged, "request": _get(client, address)},
        rounds=rounds,
        repeat=repeat,
    )
    note = milliseconds(rendering=rendering, again=took["again"], whole_request=took["request"])
    yield Line(
        "a published ficha again against a rendering", took["again"] / rendering, 1 / 50, "×", note=note
    )
    note = milliseconds(rendering=rendering, unchanged=took["unchanged"])
    yield Line("and with a matching ETag", took["unchanged"] / rendering, 1 / 50, "×", note=note)
    status = client.get(address, headers={"if-none-match": etag}).status_code
    yield Line("status with a matching ETag", status, 304, "status")


def _view(cast: Cast, address: str, **headers: str) -> Callable[[], bytes]:
    found = resolve(address.partition("?")[0])
    request: Any = RequestFactory().get(address, headers=headers)
    request.actor = cast.actor("chilean")

    def call() -> bytes:
        return _body(found.func(request, **found.kwargs))

    return call


def _hello(client: Client, rounds: int, repeat: int) -> Iterator[Line]:
    """What it costs to know who asks, against a page that asks nobody."""
    with override_settings(MIDDLEWARE=[]):
        outside = Client()
        outside.handler.load_middleware()
    subjects = {
        "outside": _get(outside, "/hola/suelto/"),
        "bare": _get(Client(), "/hola/publico/"),
        "hello": _get(client, "/hola/"),
    }
    took = medians(subjects, rounds=rounds, repeat=repeat)
    note = milliseconds(bare=took["bare"], signed_in=took["hello"], without_middleware=took["outside"])
    yield Line("signed-in hello against bare hello", took["hello"] / took["bare"], 6, "×", note=note)


def _list(cast: Cast, client: Client, rounds: int, repeat: int) -> Iterator[Line]:
    """The register of projects: its price, and the same queries however many there are."""
    took = medians(
        {"list": _get(client, "/proyectos/"), "hello": _get(client, "/hola/")}, rounds=rounds, repeat=repeat
    )
    yield Line(
        "list of 25 projects against signed-in hello",
        took["list"] / took["hello"],
        3.5,
        "×",
        note=milliseconds(list=took["list"], signed_in=took["hello"]),
    )
    few = _queries(client)
    yield Line("queries of the list at 25 projects", few, 8, "queries")
    _register(cast, 75)
    yield Line("queries more at 100 projects", _queries(client) - few, 0, "queries")


def _members(client: Client, rounds: int, repeat: int) -> Iterator[Line]:
    """The page of members at 24 and at 500 organisations; membership of the others begins years later.

    Both are asked of the same register in turn, by the date: the same rows lie in the tables each time.
    """
    made = Organisation.objects.bulk_create(
        Organisation(code=f"M{number}", kind=OrganisationKind.EMBASSY, country="NO") for number in range(497)
    )
    since = date(2024, 1, 1)
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=each, name=f"Embajada {each.code}", validity=DateRange(None, None))
        for each in made
    )
    Membership.objects.bulk_create(
        Membership(organisation=each, validity=DateRange(since if place < 21 else LATER, None))
        for place, each in enumerate(made)
    )
    few, many = f"/integrantes/?fecha={since}", f"/integrantes/?fecha={LATER}"
    took = medians({"few": _get(client, few), "many": _get(client, many)}, rounds=rounds, repeat=repeat)
    note = milliseconds(at_24=took["few"], at_500=took["many"])
    name = "page of members at 500 organisations against 24"
    yield Line(name, took["many"] / took["few"], 1.3, "×", note=note)
    yield Line("queries of the page of members", _queries(client, many), 8, "queries")


def _queries(client: Client, address: str = "/proyectos/") -> int:
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)()
    return sum(
        not each["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")) for each in captured
    )
