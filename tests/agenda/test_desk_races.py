"""Many at once at the same desk: every place is taken by one item, and none is left empty."""

from __future__ import annotations

from random import Random
from threading import Barrier, Thread

import pytest
from django.db import connection

from agenda.actions import items as actions
from agenda.models import Meeting
from mcig.access import Actor
from mcig.rules import Broken
from tests.support.cast import assemble
from tests.support.meetings import item, meeting

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 20
STEPS = ("up", "down", "in", "out")


def wander(made: Meeting, actor: Actor, keys: list[int], seed: int, barrier: Barrier) -> None:
    """Five steps of one person: some within the agenda, one to another lane, one back."""
    chance = Random(seed)
    barrier.wait()
    try:
        for turn in range(5):
            key = chance.choice(keys)
            try:
                if turn == 1:
                    actions.to_lane(actor=actor, meeting=made, item=key, lane="waiting")
                elif turn == 3:
                    after = chance.choice(keys)
                    actions.place(actor=actor, meeting=made, item=key, lane="accepted", after=after)
                else:
                    actions.move(actor=actor, meeting=made, item=key, step=chance.choice(STEPS))
            except Broken:
                continue
    finally:
        connection.close()


def test_twenty_who_move_at_once_leave_no_gap_and_no_duplicate() -> None:
    cast = assemble()
    made = meeting(cast)
    keys = [item(made, f"Punto {place}").pk for place in range(12)]
    actors = [cast.actor(name) for name in ("secretary", "chilean", "german")]
    barrier = Barrier(AT_ONCE)
    threads = [
        Thread(target=wander, args=(made, actors[turn % 3], keys, turn, barrier)) for turn in range(AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = list(made.items.order_by("lane", "position").values_list("lane", "position", "pk"))
    assert sorted(pk for _lane, _position, pk in rows) == keys
    for lane in {lane for lane, _position, _pk in rows}:
        places = [position for found, position, _pk in rows if found == lane]
        assert places == list(range(1, len(places) + 1))
    assert made.steps.count() > AT_ONCE  # the steps were taken, not all refused
