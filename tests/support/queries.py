"""The queries of a page, without what opens and closes its transaction."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FRAME = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")


def queries_of(browser: Client, address: str) -> list[str]:
    """What opening the address asks the database, in order. The page must answer."""
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(address)
    assert response.status_code == 200, address
    return [each["sql"] for each in captured if not each["sql"].startswith(FRAME)]


def own_queries(queries: list[str]) -> list[str]:
    """Those of the members' layer and of the frame: what a higher layer adds is its own to count."""
    return [query for query in queries if not any(table in query for table in ('"projects_', '"agenda_'))]
