"""Many fichas in processes of their own: how two share the work, and whether one keeps its memory."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from bench.measure import Line


def _prepare() -> None:
    import django  # noqa: PLC0415 - in a fresh process

    django.setup()
    print_many(0, 1)


def print_many(first: int, count: int) -> int:
    """Print the fichas `first` … `first + count - 1`; give the resident memory afterwards, in bytes."""
    from bench.fichas import ficha  # noqa: PLC0415 - after django.setup()
    from bench.printing import print_one  # noqa: PLC0415

    for seed in range(first, first + count):
        print_one(ficha(seed))
    return resident_bytes()


def resident_bytes() -> int:
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def many(total: int, rounds: int) -> Iterator[Line]:
    """`total` fichas on one process and on two, in `rounds` interleaved parts; and the memory of the one."""
    part = total // rounds
    context = get_context("spawn")
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors at the start"
    one = ProcessPoolExecutor(1, mp_context=context, initializer=_prepare)
    two = ProcessPoolExecutor(2, mp_context=context, initializer=_prepare)
    ratios, memory = [], []
    with one, two:
        _together(two, [(0, 2), (0, 2)])
        memory += _together(one, [(0, total // 10)])[1]
        for step in range(rounds):
            first = step * part
            alone, resident = _together(one, [(first, part)])
            memory += resident
            half = part // 2
            shared, _resident = _together(two, [(first, half), (first + half, part - half)])
            ratios.append(alone / shared)
    name = f"{rounds * part} fichas on two processes against one"
    yield Line(name, median(ratios), 1.6, "×", at_most=False, note=load)
    growth = (memory[-1] / memory[0] - 1) * 100
    note = f"{memory[0] / 2**20:.0f} MB after the first tenth, {memory[-1] / 2**20:.0f} MB at the end"
    yield Line("growth of a printing process after the first tenth", growth, 5, "%", note=note)


def _together(pool: ProcessPoolExecutor, tasks: list[tuple[int, int]]) -> tuple[float, list[int]]:
    """Seconds until all tasks are done, and the memory each left behind."""
    start = time.perf_counter()
    running = [pool.submit(print_many, *task) for task in tasks]
    resident = [each.result() for each in running]
    return time.perf_counter() - start, resident
