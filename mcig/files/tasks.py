"""The jobs of the files: sweeping by night, and reading the words of what was uploaded."""

from __future__ import annotations

from mcig import jobs
from mcig.files import sweeping, texts


@jobs.every_night("files.sweep")
def sweep(timestamp: int) -> None:
    sweeping.sweep()


@jobs.task("files.read", given_up=texts.give_up)
def read(stored: int) -> None:
    texts.read(stored)


@jobs.every_hour("files.read_missing")
def read_missing(timestamp: int) -> None:
    """Queue what no job has read; one that waits already does its work once."""
    for stored in texts.unread():
        jobs.defer("files.read", lock=f"files.read:{stored.pk}", stored=stored.pk)
