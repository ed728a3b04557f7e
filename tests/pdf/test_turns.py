"""Whose turn it is at the press: a bounded queue, and a bounded time for each account."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest
from django.core.cache import cache
from django.urls import reverse

from mcig.pdf import Busy, turns
from tests.support.cast import Cast
from tests.support.fichas import project


@contextmanager
def waiting(count: int) -> Iterator[None]:
    """So many others at the press: one prints, the rest wait behind it."""
    free, seated = Event(), []

    def sit() -> None:
        with turns.turn():
            seated.append(1)
            free.wait(10)

    threads = [Thread(target=sit) for _each in range(count)]
    for thread in threads:
        thread.start()
    while turns._places._value > turns.PLACES - count:
        pass
    try:
        yield
    finally:
        free.set()
        for thread in threads:
            thread.join()


def test_a_full_queue_is_refused_at_once_and_empties_again() -> None:
    with waiting(turns.PLACES), pytest.raises(Busy), turns.turn():
        pass
    with ExitStack() as stack:
        stack.enter_context(turns.turn())


def test_an_account_that_printed_for_its_time_is_told_so_and_nobody_else_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project(cast.actor("french"), cast.france)
    address = reverse("project-ficha-pdf", args=[made.code])
    monkeypatch.setattr(turns, "SECONDS_A_MINUTE", 0.0)
    french = cast.client("french")
    assert french.get(address, {"estado": "borrador"}).status_code == 200
    assert cache.get(f"press:{cast.french.pk}:{int(time.time()) // 60}") > 0
    refused = french.get(address, {"estado": "borrador"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert "Espere un minuto" in refused.content.decode()
    assert french.get(reverse("project-detail", args=[made.code])).status_code == 200
    assert cast.client("secretary").get(address, {"estado": "borrador"}).status_code == 200
