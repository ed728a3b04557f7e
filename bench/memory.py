"""The memory that one piece of work takes."""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from django.db import connection

T = TypeVar("T")

MEGABYTE = 2**20


def alone(work: Callable[..., T], *arguments: int | str) -> tuple[T, int]:
    """What `work` gives in a process that does nothing else, and the most that process held, in bytes."""
    database = str(connection.settings_dict["NAME"])
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(database,)) as pool:
        return pool.submit(_measured, work, arguments).result()


def _begin(database: str) -> None:
    import django  # noqa: PLC0415 - in a fresh process

    django.setup()
    connection.settings_dict["NAME"] = database


def _measured(work: Callable[..., T], arguments: tuple[int | str, ...]) -> tuple[T, int]:
    return work(*arguments), _most()


def _most() -> int:
    """The most memory that this process held since it began, in bytes."""
    # `ru_maxrss` begins with the peak of the process that this one was started from.
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
