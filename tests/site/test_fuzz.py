"""Whatever stands in an address, the answer is a page, another address or a refusal: never a failure.

The fields of forms are sent the same in `make drill` (tests/drills/test_hostile.py), which takes minutes.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.cast import ROLES, Cast
from tests.support.hostile import EVIL, ask, doors, furnish, own_routes, paths, quiet, values, windows

# The same examples in every run.
bounded = settings(
    max_examples=1,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    with quiet():
        yield


def failed(browser: Client, address: str) -> list[str]:
    status = ask(browser, "get", address).status_code
    return [f"{status} {address}"] if status >= 500 else []


def test_every_parameter_of_every_page_takes_anything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    browsers = windows(cast)
    furnish(cast)
    known = list(doors(cast, monkeypatch, browsers))
    heard = {(door.route, name) for door in known for name in door.names}
    assert {("project-list", "q"), ("member-list", "page"), ("account_login", "next")} <= heard

    @bounded
    @given(st.data())
    def everywhere(data: st.DataObject) -> None:
        failures = []
        for door in known:
            for name in door.names:
                role = data.draw(st.sampled_from([door.role, *ROLES]))
                failures += failed(browsers[role], door.with_query({name: data.draw(values)}))
        assert failures == []

    everywhere()


def test_every_argument_of_every_path_takes_anything(cast: Cast) -> None:
    browser = windows(cast)["secretary"]
    failures = []
    for number, route in enumerate(route for route in own_routes("GET") if "<" in route.route):
        for place, address in enumerate(paths(route, EVIL[number % len(EVIL)] or "9" * 19)):
            failures += failed(browser, address) if place < 2 else []
    assert failures == []
