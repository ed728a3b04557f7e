"""`python -m tests.support.release VERSION`: keep today's install as the one that VERSION left behind.

Run it in the commit of a release. It leaves a copy of the small demonstration in `tests/releases`, made by
the application's own `backup`; `tests/drills/test_upgrade.py` reads it ever after.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from mcig.machine.database import drill_cluster
from mcig.machine.places import ROOT
from tests.support.production import environment

RELEASES = ROOT / "tests" / "releases"


def keep(version: str) -> Path:
    """Make the copy and give its path; one that is there already is left alone."""
    target = RELEASES / f"{version}.tar.gz"
    RELEASES.mkdir(exist_ok=True)
    name = "release"
    with drill_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        own = environment(cluster.ensure(name), Path(folder), "http://localhost:8000")
        for command in (["migrate", "--verbosity=0"], ["demo", "--json"], ["backup", str(target)]):
            demonstration = {"DEMONSTRATION": "1" if "demo" in command else "0"}
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=own | demonstration,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{keep(sys.argv[1])}\n")
