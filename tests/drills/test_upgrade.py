"""From every release to today and back: nothing is lost, and the structure is the same either way."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from mcig.backup.archive import verify
from mcig.machine.places import ROOT
from tests.drills.conftest import Prepared
from tests.support.production import environment
from tests.support.release import RELEASES

pytestmark = pytest.mark.drill

OURS = ("projects", "agenda", "members")
STRUCTURE = """
SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
WHERE table_schema = 'public' UNION ALL
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '' FROM pg_constraint
WHERE connamespace = 'public'::regnamespace UNION ALL
SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '' FROM pg_trigger WHERE NOT tgisinternal
ORDER BY 1, 2, 3
"""


class Install:
    """A database of its own, with the settings of production."""

    def __init__(self, prepared: Prepared, folder: Path) -> None:
        self.url = prepared.cluster.ensure(f"drill_{secrets.token_hex(4)}")
        self.environment = environment(self.url, folder, "http://localhost:8000")

    def manage(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def structure(self) -> list[tuple[str, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(STRUCTURE).fetchall()


@pytest.fixture
def fresh(prepared: Prepared, tmp_path: Path) -> Install:
    return Install(prepared, tmp_path)


@pytest.mark.parametrize("release", sorted(RELEASES.glob("*.tar.gz")), ids=lambda path: path.name)
def test_an_install_of_every_release_is_upgraded_and_loses_nothing(fresh: Install, release: Path) -> None:
    counted = verify(release).rows
    assert sum(counted.values()) > 1000
    fresh.manage("restore", str(release))
    with psycopg.connect(fresh.url) as connection:
        tables = {row[0] for row in connection.execute("SELECT tablename FROM pg_tables")}
        found = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # type: ignore[index]
            for name in counted
            if name in tables
        }
    assert {name: count for name, count in counted.items() if found.get(name, 0) < count} == {}
    fresh.manage("migrate", "--check")


def test_every_migration_of_the_domain_goes_back_and_forth(fresh: Install) -> None:
    fresh.manage("migrate", "--verbosity=0")
    before = fresh.structure()
    for app in OURS:
        fresh.manage("migrate", "--verbosity=0", app, "zero")
    fresh.manage("migrate", "--verbosity=0")
    assert fresh.structure() == before
