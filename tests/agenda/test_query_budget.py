"""Every page of the agenda asks the database twelve times at most, whoever looks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mcig.access.sitemap import Route, routes
from tests.support.cast import Cast
from tests.support.fichas import project
from tests.support.meetings import paper_of, published
from tests.support.minutes import begun
from tests.support.outcomes import commitment, decision
from tests.support.queries import FRAME, queries_of
from tests.support.samples import samples_for

MOST = 12
# The memory of a theme asks once for each of its six chapters.
MORE = {"theme-detail ": 13}
LOOKERS = ("french", "chilean", "secretary", "administrator")
OWN = ("/agenda-tematica/", "/reuniones/", "/acuerdos/", "/compromisos/")
# Files, made from everything there is, and not pages.
FILES = (".pdf", ".xlsx", ".json", ".ics", "-pdf", "-xlsx", "-export", "-json", "-file", "-feed")


def is_page(route: Route) -> bool:
    methods = route.declaration.methods if route.declaration else ()
    is_file = route.route.endswith(FILES) or route.name.endswith(FILES)
    return route.route.startswith(OWN) and "GET" in methods and not is_file


def asked(browser: Client, address: str) -> int:
    """How often the page asks; none where this person may not look."""
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(address)
    if response.streaming:
        b"".join(response)  # read to its end, so that its file is closed
    queries = [each["sql"] for each in captured if not each["sql"].startswith(FRAME)]
    return len(queries) if response.status_code == 200 else 0


def share(cast: Cast, who: str, address: str) -> int:
    """What a visit asks; what only the very first visit asks is not counted."""
    browser = cast.client(who)
    number = asked(browser, address)
    return number if number <= MOST else asked(browser, address)


@pytest.mark.parametrize("who", LOOKERS)
def test_no_page_asks_more_than_its_share(cast: Cast, who: str) -> None:
    project(cast.actor("secretary"), cast.france, publish=True)
    found = {
        f"{route.name} {label}": share(cast, who, address)
        for route in filter(is_page, routes())
        for label, address in samples_for(route.name, cast)
    }
    assert {page: number for page, number in found.items() if number > MORE.get(page, MOST)} == {}
    assert sum(number > 0 for number in found.values()) >= 10


@pytest.mark.parametrize(("who", "count"), [("french", 11), ("chilean", 12), ("secretary", 12)])
def test_the_page_of_a_meeting_with_everything(cast: Cast, who: str, count: int) -> None:
    made = begun(cast).meeting
    published(made, cast)
    paper_of(made, cast)
    browser = cast.client(who)
    browser.post(reverse("folder-ask", args=[made.pk]))
    browser.get(made.get_absolute_url())
    assert made.folders.exists()
    assert len(queries_of(browser, made.get_absolute_url())) == count


@pytest.mark.parametrize("who", ["chilean", "secretary"])
def test_the_page_of_the_minutes_with_everything(cast: Cast, who: str) -> None:
    made = begun(cast)
    decision(cast, meeting=made.meeting_id)
    commitment(cast, meeting=made.meeting_id)
    browser = cast.client(who)
    browser.get(made.get_absolute_url())
    assert len(queries_of(browser, made.get_absolute_url())) == 12
