"""The worker: does the jobs that wait and, when the database goes away, waits for it and goes on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from psycopg import Error
from psycopg_pool import PoolTimeout

from mcig.jobs.tasks import give_up

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 2.0
AWAY = (ConnectorException, Error, PoolTimeout, OSError)


async def work_until_asked() -> None:
    """Do jobs until SIGTERM or SIGINT: those under way end first.

    What an outage of the database cut off is taken up again by `take_up_stalled`.
    """
    asked = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, asked.set)
    while not asked.is_set():
        working, waiting = asyncio.create_task(work()), asyncio.create_task(asked.wait())
        await asyncio.wait((working, waiting), return_when=asyncio.FIRST_COMPLETED)
        if asked.is_set():
            working.cancel()
        waiting.cancel()
        try:
            with contextlib.suppress(asyncio.CancelledError):
                await working
        except AWAY as error:
            reason = type(error.__cause__ or error).__name__
            logger.warning("the database does not serve (%s): the worker waits for it", reason)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), PAUSE_SECONDS)


async def work(*, until_nothing_waits: bool = False) -> None:
    """Do jobs until the task is cancelled or nothing waits. Raises one of `AWAY` without a database."""
    # One that is still done may leave another behind it: the last to end must look once more.
    alone: dict[str, Any] = {"concurrency": 1} if until_nothing_waits else {}
    with app.replace_connector(app.connector.get_worker_connector()) as own:  # type: ignore[attr-defined]
        async with own.open_async():
            await own.run_worker_async(
                wait=not until_nothing_waits,
                **alone,
                install_signal_handlers=False,
                task_middleware=[_with_a_connection_that_lives, tell_the_last_failure],
            )


def _with_a_connection_that_lives(job: Callable[[], Any], *_context: object) -> Any:
    """As around a request: a connection that broke under one job is not the next one's."""
    close_old_connections()
    try:
        return job()
    finally:
        close_old_connections()


def tell_the_last_failure(job: Callable[[], Any], context: JobContext, _worker: object) -> Any:
    """A failure after which the job is not begun again is said to whoever asked for it."""
    try:
        return job()
    except Exception as failure:
        if context.task.get_retry_exception(failure, context.job) is None:
            give_up(context.job)
        raise
