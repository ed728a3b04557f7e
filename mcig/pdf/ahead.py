"""Many documents at once: as many are printed at the same time as there are presses."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

from django.conf import settings
from django.utils import timezone, translation


def in_order(prints: Iterable[Callable[[], bytes]]) -> Generator[bytes, None, None]:
    """What each of `prints` gives, in their order; `PRESSES` run at a time, in the language and
    the time zone of the caller, and on its account.

    None may ask the database: its thread would hold a connection of its own. So few are begun ahead that
    memory does not grow with their number. A failure is raised at its place; what waits then is left.
    """
    language, zone = translation.get_language(), timezone.get_current_timezone()

    def alike(each: Callable[[], bytes]) -> bytes:
        with translation.override(language), timezone.override(zone):
            return each()

    waiting: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(settings.PRESSES) as threads:
        try:
            for each in prints:
                waiting.append(threads.submit(copy_context().run, alike, each))
                if len(waiting) > 2 * settings.PRESSES:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for left in waiting:
                left.cancel()
