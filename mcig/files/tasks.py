"""The nightly job of the files."""

from __future__ import annotations

from mcig import jobs
from mcig.files import sweeping


@jobs.every_night("files.sweep")
def sweep(timestamp: int) -> None:
    sweeping.sweep()
