"""What a worker does with the jobs that wait."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from procrastinate.contrib.django import app

at_once = Barrier(2, timeout=10)
met: list[int] = []


@pytest.fixture(autouse=True)
def nothing_left(transactional_db: None) -> Iterator[None]:
    """What the clock of a worker has left waiting goes: no other test does it."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@app.task(name="tests.meet", queue="tests")
def meet() -> None:
    met.append(at_once.wait())


async def work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as own:  # type: ignore[attr-defined]
        async with own.open_async():
            await own.run_worker_async(wait=False, install_signal_handlers=False, queues=["tests"])


def test_a_long_job_keeps_no_other_waiting() -> None:
    for _each in range(2):
        meet.defer()
    # A browser of another test may have left this thread a loop that runs.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()
    assert sorted(met) == [0, 1]
