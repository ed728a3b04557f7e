"""Who may print now: a bounded queue before the pressroom, and a bounded time of it for each account.

What is spent is counted in the shared cache after the answer, since a page that prints may change nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import BoundedSemaphore

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

# `PRESSES` print, the others wait; whoever comes then is told at once. Half of the threads stay for pages.
PLACES = 8
PATIENCE_SECONDS = 10.0
# Of processor, for one account in a minute: some fifty fichas, or seven of the longest.
SECONDS_A_MINUTE = 15.0
MINUTE = 60

_places = BoundedSemaphore(PLACES)
_presses = BoundedSemaphore(settings.PRESSES)


class Busy(Exception):
    """Other documents are being printed; nothing was done."""


class Spent(Exception):
    """The account has had its time of this minute; nothing was done."""


class Asker:
    """Whoever asks in this request: an account, or nobody in particular."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.seconds = 0.0

    @property
    def key(self) -> str:
        return f"press:{self._request.user.pk}:{int(time.time()) // MINUTE}"

    def check(self) -> None:
        """Raises `Spent` when nothing is left of this minute."""
        if self._request.user.is_authenticated and cache.get(self.key, 0) > SECONDS_A_MINUTE:
            raise Spent

    def spend(self, seconds: float) -> None:
        self.seconds += seconds

    def settle(self) -> None:
        """Count what was spent in this request."""
        if self.seconds and self._request.user.is_authenticated:
            cache.add(self.key, 0.0, 2 * MINUTE)
            cache.incr(self.key, self.seconds)  # type: ignore[arg-type]


_asker: ContextVar[Asker | None] = ContextVar("asker", default=None)


class Printing:
    """Middleware: knows for whom a request prints."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asker = Asker(request)
        token = _asker.set(asker)
        try:
            return self.get_response(request)
        finally:
            _asker.reset(token)
            asker.settle()


@contextmanager
def turn() -> Iterator[Callable[[float], None]]:
    """A press, for the length of the block; call what is given with the seconds that were spent.

    Raises `Spent` for an account that has had its time, `Busy` when too many wait already or all presses
    stay taken for ten seconds. A job asks in nobody's name and waits until one is free.
    """
    asker = _asker.get()
    if asker is not None:
        asker.check()
    if not _places.acquire(blocking=False):
        raise Busy
    try:
        if not _presses.acquire(timeout=None if asker is None else PATIENCE_SECONDS):
            raise Busy
        try:
            yield _nobodys if asker is None else asker.spend
        finally:
            _presses.release()
    finally:
        _places.release()


def _nobodys(_seconds: float) -> None:
    """What jobs spend is counted for nobody."""
