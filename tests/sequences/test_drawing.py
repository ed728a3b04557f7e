"""Numbers without gaps, also for two who draw at the same time on connections of their own."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import close_old_connections, connection, transaction
from django.db.transaction import TransactionManagementError

from mcig.sequences.drawing import draw
from mcig.sequences.models import Sequence

KEY = "pruebas:2024"


@pytest.mark.django_db
def test_numbers_follow_one_another_in_each_sequence() -> None:
    assert [draw(KEY), draw(KEY), draw("otras:2024"), draw(KEY)] == [1, 2, 1, 3]


@pytest.mark.django_db
def test_a_number_costs_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        draw(KEY)


@pytest.mark.django_db
def test_what_is_rolled_back_has_drawn_nothing() -> None:
    assert draw(KEY) == 1
    with transaction.atomic():
        assert draw(KEY) == 2
        transaction.set_rollback(True)
    assert draw(KEY) == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_drawn() -> None:
    with pytest.raises(TransactionManagementError):
        draw(KEY)
    assert Sequence.objects.count() == 0


class Neighbour(Thread):
    """Somebody else, on a connection of their own, who draws one number while the test holds the sequence."""

    def __init__(self) -> None:
        super().__init__()
        self.asks, self.number = Event(), 0

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.asks.set()
                self.number = draw(KEY)
        finally:
            close_old_connections()
            connection.close()

    def waits(self) -> bool:
        """Whether they are still waiting half a second after they asked."""
        assert self.asks.wait(10)
        self.join(0.5)
        return self.is_alive()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("used_before", [0, 4])
def test_the_second_waits_for_the_first(used_before: int) -> None:
    if used_before:
        Sequence.objects.create(key=KEY, last=used_before)
    neighbour = Neighbour()
    with transaction.atomic():
        first = draw(KEY)
        neighbour.start()
        assert neighbour.waits()
    neighbour.join(10)

    assert [first, neighbour.number] == [used_before + 1, used_before + 2]
    assert Sequence.objects.get().last == used_before + 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("used_before", [0, 4])
def test_the_second_takes_the_number_that_the_first_gave_up(used_before: int) -> None:
    if used_before:
        Sequence.objects.create(key=KEY, last=used_before)
    neighbour = Neighbour()
    with transaction.atomic():
        first = draw(KEY)
        neighbour.start()
        assert neighbour.waits()
        transaction.set_rollback(True)
    neighbour.join(10)

    assert [first, neighbour.number] == [used_before + 1, used_before + 1]
    assert Sequence.objects.get().last == used_before + 1
