"""The processes that print, beside the one that answers: WeasyPrint holds its interpreter for seconds."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import Lock, Thread
from typing import Any

import django
from django.conf import settings

# Pages go first where the processor is short.
NICENESS = 5
# What WeasyPrint keeps of each document goes with the process.
DOCUMENTS_OF_A_PROCESS = 500
WATCH_SECONDS = 1
# By far the longest document takes seconds: a process that hangs would keep everybody from printing.
LONGEST_SECONDS = 300


class PressFailed(Exception):
    """The process that printed ended twice before it was done, or did not end: its memory, as a rule."""


class Pressroom:
    """At most `PRESSES` processes, each started when it is first needed and replaced now and then."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._left = 0

    def print(self, html: str, **options: Any) -> tuple[bytes, float]:
        """The PDF as `mcig.pdf.press.Press.print` gives it, and the seconds of processor that it took.

        Raises what that raises, and `PressFailed`.
        """
        for _attempt in range(2):
            try:
                # Under the lock: another thread may replace the processes between the two.
                with self._lock:
                    pool = self._ready()
                    printing = pool.submit(_print, html, options)
                return printing.result(LONGEST_SECONDS)
            except BrokenProcessPool:
                self._leave(pool)
            except TimeoutError:
                self._leave(pool)
                _kill(pool)
                raise PressFailed from None
        raise PressFailed

    def close(self) -> None:
        """End the processes when they are done; the next document starts new ones."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown()
                self._pool = None

    def _ready(self) -> ProcessPoolExecutor:
        if self._pool is not None and self._left == 0:
            self._pool.shutdown(wait=False)
            self._pool = None
        if self._pool is None:
            self._left = DOCUMENTS_OF_A_PROCESS * settings.PRESSES
            # Not forked: a fork of a process with threads may inherit a lock that nobody opens.
            self._pool = ProcessPoolExecutor(
                settings.PRESSES, get_context("spawn"), initializer=_begin, initargs=(os.getpid(),)
            )
        self._left -= 1
        return self._pool

    def _leave(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = None


def _kill(pool: ProcessPoolExecutor) -> None:
    """End processes that do not end; what else waited for them breaks and is printed by others."""
    for each in list((pool._processes or {}).values()):  # the pool has no way of its own before Python 3.14
        each.kill()


def _begin(parent: int) -> None:
    """In the new process: stand back, leave interrupts to the parent, and end with it."""
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    django.setup(set_prefix=False)


def _print(html: str, options: dict[str, Any]) -> tuple[bytes, float]:
    # It takes half a second to load: only a process that prints pays it.
    from mcig.pdf.press import press  # noqa: PLC0415

    start = time.process_time()
    return press().print(html, **options), time.process_time() - start


def _end_with(parent: int) -> None:
    # A parent that is killed says nothing, and the queue between the two stays open.
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(0)


pressroom = Pressroom()
