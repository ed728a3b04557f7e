"""The delivery job."""

from __future__ import annotations

from mcig import jobs
from mcig.notices.actions import deliver


@jobs.task("notices.deliver")
def deliver_message(message_id: int) -> None:
    deliver(message_id)
