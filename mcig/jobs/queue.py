"""The job queue, kept in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

ATTEMPTS = 6
FIRST_WAIT_SECONDS = 10

JobTask = Task[Any, Any, Any]
_told: dict[str, Callable[..., None]] = {}


def task(
    name: str, *, given_up: Callable[..., None] | None = None
) -> Callable[[Callable[..., None]], JobTask]:
    """Declare a job under a stable name; failures are retried with growing pauses (10 s, 100 s, …).

    `given_up` takes the same arguments. It is called when the job failed, or lost its worker, so often that
    it is not begun again, and says so to whoever asked for it.
    """
    if given_up is not None:
        _told[name] = given_up
    retry = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=FIRST_WAIT_SECONDS)
    return cast("Callable[[Callable[..., None]], JobTask]", app.task(name=name, retry=retry))


def told_of(name: str) -> Callable[..., None] | None:
    """What the declaration of a job names as `given_up`."""
    return _told.get(name)


def defer(name: str, /, *, lock: str | None = None, **arguments: int | str) -> None:
    """Queue the job of that name. Two jobs with the same `lock` never run at the same time.

    By its name, since the job calls the action that queues it. Raises `TaskNotFound` for one that no app
    declares.
    """
    app.configure_task(name, allow_unknown=False, lock=lock).defer(**arguments)


def every_minute(name: str) -> Callable[[Callable[[int], None]], JobTask]:
    """Declare a job that the worker starts each minute, with the moment in seconds since 1970.

    A run that is still waiting stands for those that come after it; what a downtime left out is not made up
    for, so the job looks at the clock and does what is due.
    """
    return _periodic(name, "* * * * *")


def every_hour(name: str) -> Callable[[Callable[[int], None]], JobTask]:
    """As `every_minute`, seven minutes past each hour."""
    return _periodic(name, "7 * * * *")


def every_night(name: str) -> Callable[[Callable[[int], None]], JobTask]:
    """Declare a job that starts each day at 09:15 UTC, 3:15 in Mexico City; otherwise as `every_minute`."""
    return _periodic(name, "15 9 * * *")


def _periodic(name: str, cron: str) -> Callable[[Callable[[int], None]], JobTask]:
    def declare(function: Callable[[int], None]) -> JobTask:
        job = app.task(name=name, queueing_lock=name, lock=name)(function)
        return cast("JobTask", app.periodic(cron=cron)(job))

    return declare
