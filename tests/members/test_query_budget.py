"""Every page of the members' layer asks the database eight times at most, whoever looks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mcig.access.sitemap import Route, routes
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.queries import FRAME, own_queries
from tests.support.samples import samples_for

MOST = 8
LOOKERS = ("french", "chilean", "secretary", "administrator")
# Files, made from everything there is, and not pages.
FILES = frozenset(
    {
        "audit-export",
        "consultation-certificate",
        "consultation-paper",
        "directory-pdf",
        "directory-vcard",
        "consultation-export",
        "directory-export",
        "member-export",
        "dossier-file",
        "mandate-paper",
        "mesa-document-export",
        "mesa-document-file",
        "member-import-template",
        "person-vcard",
        "statement-issued",
        "statement-print",
    }
)


OWN = (
    "/integrantes/",
    "/personas/",
    "/adscripciones/",
    "/directorio/",
    "/presidencia/",
    "/consultas/",
    "/documentos/",
)


def is_page(route: Route) -> bool:
    methods = route.declaration.methods if route.declaration else ()
    return route.route.startswith(OWN) and "GET" in methods and route.name not in FILES


def asked(cast: Cast, who: str, address: str) -> int:
    """How often the page asks; none where this person may not look."""
    browser = cast.client(who)
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(address)
    if response.streaming:
        b"".join(response)  # read to its end, so that its file is closed
    queries = [each["sql"] for each in captured if not each["sql"].startswith(FRAME)]
    return len(own_queries(queries)) if response.status_code == 200 else 0


@pytest.mark.parametrize("who", LOOKERS)
def test_no_page_asks_more_than_its_share(cast: Cast, who: str) -> None:
    project(cast.actor("secretary"), cast.france, publish=True)
    found = {}
    too_many = {}
    for route in filter(is_page, routes()):
        for label, address in samples_for(route.name, cast):
            number = asked(cast, who, address)
            found[f"{route.name} {label}"] = number
            if number > MOST:
                too_many[f"{route.name} {label}"] = number
    assert too_many == {}
    assert sum(number > 0 for number in found.values()) >= 10
