"""A ZIP of many fichas: how two presses share the work, and whether one keeps its memory."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from bench.measure import Line


def _prepare(presses: int) -> None:
    os.environ["PRESSES"] = str(presses)
    import django  # noqa: PLC0415 - in a fresh process

    django.setup()
    zip_of(0, 2 * presses)


def zip_of(first: int, count: int) -> tuple[float, int]:
    """Print the fichas `first` … `first + count - 1` into a ZIP as the job does.

    Gives the seconds that it took, and the resident memory of all its processes afterwards, in bytes.
    """
    from bench.fichas import ficha  # noqa: PLC0415 - after django.setup()
    from bench.printing import print_one  # noqa: PLC0415
    from mcig.pdf import in_order  # noqa: PLC0415

    start = time.perf_counter()
    prints = (partial(print_one, ficha(seed)) for seed in range(first, first + count))
    with tempfile.TemporaryFile() as target, ZipFile(target, "w") as archive:
        for number, pdf in enumerate(in_order(prints), start=first):
            archive.writestr(f"{number}.pdf", pdf)
    return time.perf_counter() - start, resident_bytes() + sum(map(resident_bytes, _children()))


def _close() -> None:
    # A process that another one's pool runs would wait for its own presses for ever.
    from mcig.pdf.pressroom import pressroom  # noqa: PLC0415

    pressroom.close()


def _children() -> list[int]:
    listed = Path("/proc/self/task").glob("*/children")
    return [int(pid) for each in listed for pid in each.read_text().split()]


def resident_bytes(pid: int | str = "self") -> int:
    statm = Path(f"/proc/{pid}/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def many(total: int, rounds: int) -> Iterator[Line]:
    """`total` fichas by one press and by two, in `rounds` interleaved parts; and the memory of the one."""
    part = total // rounds
    context = get_context("spawn")
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors at the start"
    one, two = (
        ProcessPoolExecutor(1, mp_context=context, initializer=_prepare, initargs=(presses,))
        for presses in (1, 2)
    )
    ratios, memory = [], []
    with one, two:
        two.submit(zip_of, 0, 4).result()
        memory.append(one.submit(zip_of, 0, total // 10).result()[1])
        for step in range(rounds):
            alone, resident = one.submit(zip_of, total + step * part, part).result()
            memory.append(resident)
            shared, _resident = two.submit(zip_of, total + step * part, part).result()
            ratios.append(alone / shared)
        for pool in (one, two):
            pool.submit(_close).result()
    note = f"{alone / part * 1000:.0f} ms a ficha alone, {load}"
    name = f"ZIP of {rounds * part} fichas by two presses against one"
    yield Line(name, median(ratios), 1.6, "×", at_most=False, note=note)
    growth = (memory[-1] / memory[0] - 1) * 100
    note = f"{memory[0] / 2**20:.0f} MB after the first tenth, {memory[-1] / 2**20:.0f} MB at the end"
    yield Line("growth of the job and its press after the first tenth", growth, 5, "%", note=note)
