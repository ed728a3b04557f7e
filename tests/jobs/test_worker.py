"""What a worker does with the jobs that wait."""

from __future__ import annotations

import asyncio
from threading import Barrier

import pytest
from procrastinate.contrib.django import app

from mcig.jobs.worker import work

at_once = Barrier(2, timeout=10)
met: list[int] = []


@app.task(name="tests.meet")
def meet() -> None:
    met.append(at_once.wait())


@pytest.mark.django_db(transaction=True)
def test_a_long_job_keeps_no_other_waiting() -> None:
    for _each in range(2):
        meet.defer()
    asyncio.run(work(until_nothing_waits=True))
    assert sorted(met) == [0, 1]
