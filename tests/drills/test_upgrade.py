"""From every release to today and back: nothing is lost, and the structure is the same either way."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from mcig.backup.archive import TABLE_FOLDER, Manifest, verify, writing
from mcig.machine.database import binary
from mcig.machine.places import ROOT
from tests.drills.conftest import Prepared
from tests.support.production import environment
from tests.support.release import RELEASES

pytestmark = pytest.mark.drill

OURS = ("projects", "agenda", "members")
# What 0.1.0 did: each migration by itself, none of those that stand for others now.
STEP_BY_STEP = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
executor = MigrationExecutor(connection)
loader = executor.loader = MigrationLoader(connection, replace_migrations=False)
executor.migrate([step.replaces[-1] for step in loader.replacements.values()])
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

    def structure(self) -> list[str]:
        """All that `pg_dump` writes of it: tables with the order of their columns, functions, triggers."""
        command = [binary("pg_dump"), "--schema-only", "--no-owner", self.url]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        # A key that is another at each call guards the text of a dump.
        return [line for line in done.stdout.splitlines() if "restrict" not in line]

    def counted(self) -> dict[str, int]:
        """How many rows the migrations themselves put into each table."""
        count = "SELECT count(*) FROM {}"
        with psycopg.connect(self.url) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return {
                name: connection.execute(sql.SQL(count).format(sql.Identifier(name))).fetchall()[0][0]
                for (name,) in tables.fetchall()
            }

    def titles(self) -> list[tuple[str, ...]]:
        """The catalogue of titles, which a migration fills."""
        with psycopg.connect(self.url) as connection:
            return connection.execute("SELECT * FROM members_posttitle ORDER BY id").fetchall()


@pytest.fixture
def another(prepared: Prepared, tmp_path: Path) -> Install:
    return Install(prepared, tmp_path)


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


def test_the_first_migrations_make_what_those_they_stand_for_made(fresh: Install, another: Install) -> None:
    fresh.manage("shell", "--command", STEP_BY_STEP)
    fresh.manage("migrate", "--verbosity=0")
    another.manage("migrate", "--verbosity=0")
    assert fresh.structure() == another.structure()
    assert fresh.counted() == another.counted()
    assert fresh.titles() == another.titles()
    assert len(fresh.titles()) == 15


def test_a_copy_from_between_two_releases_is_taken_step_by_step(fresh: Install, tmp_path: Path) -> None:
    """It has some of the migrations that one stands for, so that one cannot stand for them."""
    target = tmp_path / "between.tar.gz"
    between = Manifest(
        made_at="2026-11-25T12:00:00+00:00",
        migrations={"mesa": ["0001_initial", "0002_review"]},
        rows={"mesa_mesa": 0},
        columns={"mesa_mesa": ["id"]},
    )
    with writing(target, between) as writer:
        writer.add(TABLE_FOLDER + "mesa_mesa", lambda stream: None)
    fresh.manage("restore", str(target))
    fresh.manage("migrate", "--check")
    with psycopg.connect(fresh.url) as connection:
        applied = connection.execute("SELECT name FROM django_migrations WHERE app = 'mesa' ORDER BY id")
        assert [name for (name,) in applied.fetchall()] == [
            "0001_initial",
            "0002_review",
            "0003_settings",
            "0004_public_face",
            "0005_review_months",
            "0001_squashed_0005_review_months",
        ]
