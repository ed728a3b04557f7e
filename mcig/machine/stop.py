"""Stops what `make run` and `make test` left running in this checkout."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from pathlib import Path

from mcig.machine.database import application_cluster, drill_cluster, test_cluster
from mcig.machine.places import say
from mcig.machine.serve import RUNNING

PATIENCE = 30.0


def stop() -> None:
    """End every server of this checkout in order, then the databases that nobody holds."""
    for file in sorted(RUNNING.glob("*")):
        if _lives(file):
            os.kill(int(file.read_text()), signal.SIGTERM)
            _wait_for_end(file)
            say(f"Se detuvo el servidor del puerto {file.name}.")
        file.unlink(missing_ok=True)
    for cluster in (application_cluster(), test_cluster(), drill_cluster()):
        if cluster.answers():
            with cluster:  # leaving it stops it, unless a process of this checkout still needs it
                pass
            say(f"{cluster.folder.name}: {'sigue en uso' if cluster.answers() else 'detenida'}.")


def _lives(file: Path) -> bool:
    try:
        with file.open() as record:
            fcntl.flock(record, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _wait_for_end(file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and _lives(file):
        time.sleep(0.05)


if __name__ == "__main__":
    stop()
