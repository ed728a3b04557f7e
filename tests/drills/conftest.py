"""What the drills share: a database server of their own, prepared once, and an install for each drill."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from mcig.machine.database import Cluster, drill_cluster
from mcig.machine.install import fingerprint
from mcig.machine.places import ROOT, VAR
from tests.support.production import environment
from tests.support.service import Service, service

FILES = VAR / "files-drill"
ACCOUNTS = "SELECT email FROM members_person WHERE user_id IS NOT NULL ORDER BY email"


@dataclass(frozen=True)
class Prepared:
    """A durable database server with a database to copy: the demonstration, with an account for everybody."""

    cluster: Cluster
    database: str
    accounts: list[str]

    def kill(self) -> None:
        """End the database server at once and without warning."""
        pid = self.cluster._pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert self.cluster._gone(10)

    def start(self) -> None:
        """Start it again."""
        self.cluster._start()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """Made anew when structure, demonstration or day is another; otherwise that of the last drill."""
    folder = tmp_path_factory.mktemp("drills")
    with drill_cluster() as cluster:
        name = f"prepared_{datetime.now(UTC):%Y%m%d}_2{fingerprint(*_sources())[:12]}"
        server = cluster.url("postgres")
        with psycopg.connect(server, autocommit=True) as connection:
            known = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            for old in {each for each in known if each.startswith(("prepared_", "drill_"))} - {name}:
                connection.execute(f"DROP DATABASE {old} WITH (FORCE)")
            if name not in known:
                shutil.rmtree(FILES, ignore_errors=True)
                _fill(cluster.ensure(f"{name}_half"), folder)
                connection.execute(f"ALTER DATABASE {name}_half RENAME TO {name}")
        with psycopg.connect(cluster.url(name)) as connection:
            accounts = [row[0] for row in connection.execute(ACCOUNTS)]
        yield Prepared(cluster, name, accounts)


def _sources() -> list[Path]:
    packages = ("mcig", "members", "agenda", "projects")
    found = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    return [
        ROOT / "tests" / "support" / "everybody.py",
        *sorted(path for path in found if "migrations" in path.parts or path.name.startswith("demo")),
    ]


def _fill(database: str, folder: Path) -> None:
    own = environment(database, folder, "http://localhost:8000") | {"FILES_ROOT": str(FILES)}
    FILES.mkdir(parents=True)
    for command, demonstration in (
        (["manage.py", "migrate", "--verbosity=0"], "0"),
        (["manage.py", "demo", "--json"], "1"),
        (["-m", "tests.support.everybody"], "0"),
        (["manage.py", "collectstatic", "--noinput", "--verbosity=0"], "0"),
    ):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=own | {"DEMONSTRATION": demonstration},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def install(prepared: Prepared, tmp_path: Path) -> Iterator[Service]:
    """An install over a fresh copy of the prepared database; nothing of it runs yet."""
    name = f"drill_{secrets.token_hex(4)}"
    server = prepared.cluster.url("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        # Copied through the log, sequences would fall back to their old values when the server is killed.
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {prepared.database} STRATEGY file_copy")
    shutil.copytree(FILES, tmp_path / "files")
    with service(tmp_path, prepared.cluster.url(name)) as made:
        yield made
    if not prepared.cluster.answers():
        prepared.start()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
