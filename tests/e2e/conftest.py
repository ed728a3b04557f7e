"""Fixtures of the tests in a browser: one Chromium per session, one mesa in use per test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from mcig.access import actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.demonstration.loading import Loading, load_demonstration
from mcig.machine.install import browser as chromium
from members.models import Organisation
from projects import actions
from projects.demo_texts import CHILE
from tests.support.browser import Desk, InUse, Opener, desk

# Playwright's loop runs in the thread of the tests, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine; `make test` installs it")
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def at_desk(browser: Browser, live_server: LiveServer) -> Iterator[Opener]:
    """Opens a window for a mailbox of the demonstration, or for a user, or for nobody.

    When the test ends, no window may have complained: no script error, no breach of the content policy.
    """
    desks: list[Desk] = []

    def opened(who: str | User | None = None, **options: Any) -> Desk:
        user = User.objects.get(email=f"{who}@{DOMAIN}") if isinstance(who, str) else who
        desks.append(desk(browser, live_server.url, user, **options))
        return desks[-1]

    yield opened
    for each in desks:
        each.context.close()
    assert [complaint for each in desks for complaint in each.complaints] == []


@pytest.fixture(autouse=True)
def catalogue(live_server: LiveServer) -> None:
    """A test with a real server empties every table behind it, those too that a migration filled."""
    import_module("members.migrations.0001_squashed_0011_mesa_documents").fill(apps, None)


@pytest.fixture
def in_use(live_server: LiveServer) -> InUse:
    load_demonstration(Loading(accounts_only=True))
    secretariat = actor_for(User.objects.get(email=f"secretaria@{DOMAIN}"), timezone.localdate())
    owner = Organisation.objects.get(code="CL")
    made = actions.create_project(actor=secretariat, owner=owner, ficha=CHILE)
    actions.publish(actor=secretariat, project=made, version=made.version)
    made.refresh_from_db()
    return InUse(made, secretariat)
