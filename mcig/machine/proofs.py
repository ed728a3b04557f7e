"""All that must hold before a change is accepted: form, types, contracts, migrations, translations, tests.

The static proofs run side by side and are shown together; the tests run when all of them hold, so that
pytest's summary is the last thing printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from mcig.machine.children import Interrupted, interruptible
from mcig.machine.environment import tests
from mcig.machine.places import ROOT, Refused, say, stop_with

MANAGE = [sys.executable, "manage.py"]
PROOFS = {
    "types": ["mypy", "."],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "import contracts": ["lint-imports"],
    "translations": [*MANAGE, "check_translations"],
    "lint": ["ruff", "check"],
    "formatting": ["ruff", "format", "--check"],
    "templates": ["djade", "--check"],
}
TESTS = ["pytest", "-n", str(min(os.cpu_count() or 2, 8)), "--dist", "worksteal"]


def prove(environment: Mapping[str, str]) -> int:
    """Run every proof; give the exit status, 0 when all hold."""
    with ThreadPoolExecutor(max_workers=2) as two_at_a_time:
        results = list(two_at_a_time.map(lambda name: _holds(name, environment), PROOFS))
    if not all(results):
        return 1
    return subprocess.run([*TESTS, *sys.argv[1:]], cwd=ROOT, env=environment, check=False).returncode


def _holds(name: str, environment: Mapping[str, str]) -> bool:
    command = PROOFS[name] + (_templates() if name == "templates" else [])
    start = time.monotonic()
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    say(
        f"{name:<17} {verdict:<7} {time.monotonic() - start:5.1f} s"
        + ("" if verdict == "ok" else f"\n{done.stdout}")
    )
    return done.returncode == 0


def _templates() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.html"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [path for path in listed.stdout.split("\0") if (ROOT / path).is_file()]


def main() -> None:
    """Command line: `python -m mcig.machine.proofs [pytest arguments]`."""
    interruptible()
    try:
        with tests() as environment:
            status = prove(environment)
    except Interrupted:
        status = 130
    except Refused as reason:
        stop_with(reason)
    sys.exit(status)


if __name__ == "__main__":
    main()
