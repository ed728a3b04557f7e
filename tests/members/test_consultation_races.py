"""Two workers at the same deadline, and an answer that meets it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from time_machine import Traveller

from mcig.notices.models import Message
from members.actions import consultations
from members.models import Consultation
from tests.support.cast import assemble
from tests.support.consultations import DEADLINE, opened

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count: int, work: Callable[[], int]) -> list[int]:
    """What `count` threads give that start `work` together, each on a connection of its own."""
    barrier, results = Barrier(count), []

    def run() -> None:
        barrier.wait()
        results.append(work())
        connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def test_two_workers_close_once(clock: Traveller) -> None:
    told: list[int] = []
    consultations.register_consequence(
        "carrera", adopted=lambda each: told.append(each.pk), rejected=lambda each: told.append(-each.pk)
    )
    made = opened(assemble(), purpose="carrera")
    clock.move_to(DEADLINE + timedelta(days=1))
    assert at_once(2, consultations.close_due) == [0, 1]
    assert told == [made.pk]
    assert Consultation.objects.get().state == "adopted"
    assert Message.objects.filter(subject__contains="adoptada").count() == 3
    assert (
        ProcrastinateJob.objects.filter(task_name="members.certify", args__consultation_id=made.pk).count()
        == 1
    )


def test_numbers_drawn_at_once_differ() -> None:
    cast = assemble()

    def prepare() -> int:
        made = consultations.create_draft(actor=cast.actor("secretary"), subject="Asunto", text="Texto")
        return made.sequence

    assert at_once(3, prepare) == [1, 2, 3]
