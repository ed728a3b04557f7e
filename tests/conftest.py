"""Fixtures that every test may use: a fixed clock and the named cast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
import time_machine
from django.conf import LazySettings
from django.urls import get_resolver
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from mcig.pdf.kept import KeptDocuments
from tests.support.cast import TODAY, Cast, assemble
from tests.support.database import migrated, renew

# How long an example takes says how busy the machine is, not whether a rule holds.
hypothesis.settings.register_profile(
    "mesa", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("mesa")

# What takes longest begins first: begun last, it would keep one process working while the others have done.
LONGEST = frozenset({"test_access.py", "test_translations.py", "test_query_budget.py", "test_every_page.py"})
EMPTIED = pytest.StashKey[bool]()
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 18, 0, tzinfo=UTC)  # 12:00 in Mexico City


def empties_tables(item: pytest.Item) -> bool:
    """Whether the test leaves no row behind it, not even those that a migration made."""
    mark = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return bool(mark and mark.kwargs.get("transaction")) or not {
        "live_server",
        "transactional_db",
    }.isdisjoint(fixtures)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the tests were put in random order: the longest first, those that empty tables last."""
    items.sort(key=lambda item: (empties_tables(item), item.path.name not in LONGEST))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A process that takes tests over from another may come back to those that need what migrations made.

    Emptying leaves the jobs and their workers too, for their tables are not Django's.
    """
    if empties_tables(item):
        item.config.stash[EMPTIED] = True
    elif item.config.stash.get(EMPTIED, False):
        item.config.stash[EMPTIED] = False
        renew()


@pytest.fixture(scope="session", autouse=True)
def addresses() -> None:
    """Read the addresses once, before a test may change a setting that they depend on."""
    assert get_resolver().url_patterns


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[None]:
    """Each process of the tests works on a copy of its own of the migrated database."""
    with django_db_blocker.unblock(), migrated(f"test_mcig_{worker_id}"):
        yield


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[object]:
    """Noon of 12 March 2024 in Mexico City; real time in a browser and in a drill."""
    if request.node.get_closest_marker("e2e") or request.node.get_closest_marker("drill"):
        yield None
        return
    with time_machine.travel(NOON) as coordinates:
        yield coordinates


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    """Every test begins in Spanish and on the server's clock, whatever the last request spoke."""
    translation.activate("es")
    timezone.deactivate()
    yield
    translation.activate("es")


@pytest.fixture(autouse=True)
def private_files(tmp_path: Path, settings: LazySettings) -> Path:
    """Private files of a test lie in its own folder."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def every_document_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No document of another test, nor an earlier one of this test, is handed out again."""
    monkeypatch.setattr("mcig.pdf.engine.kept", KeptDocuments())
    monkeypatch.setattr("mcig.pdf.kept.MOST_BYTES", 0)


@pytest.fixture(autouse=True)
def quick_passwords(settings: LazySettings) -> None:
    """The cast logs in without waiting for a slow hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    """The mesa of the tests, with somebody in every role."""
    return assemble()
