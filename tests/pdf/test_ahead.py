"""Many documents at once: in order, not too many ahead, and a failure at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test.utils import override_settings
from django.utils import translation

from mcig.pdf import in_order


def prints(count: int, begun: list[int]) -> Iterator[Callable[[], bytes]]:
    for number in range(count):
        begun.append(number)
        yield lambda number=number: f"{number} {translation.get_language()}".encode()  # type: ignore[misc]


@pytest.mark.parametrize("presses", [1, 2])
def test_they_come_in_order_in_the_language_of_who_asks(presses: int) -> None:
    with override_settings(PRESSES=presses), translation.override("en"):
        assert list(in_order(prints(9, []))) == [f"{number} en".encode() for number in range(9)]


@override_settings(PRESSES=2)
def test_few_are_begun_ahead() -> None:
    begun: list[int] = []
    printed = in_order(prints(100, begun))
    assert next(printed).startswith(b"0")
    assert len(begun) == 5
    printed.close()
    assert len(begun) == 5


def test_a_failure_is_raised_at_its_place() -> None:
    def fails() -> bytes:
        raise LookupError("x")

    printed = in_order([lambda: b"0", fails, lambda: b"2"])
    assert next(printed) == b"0"
    with pytest.raises(LookupError):
        next(printed)
    assert list(printed) == []
