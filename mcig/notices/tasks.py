"""The jobs of the outgoing mail."""

from __future__ import annotations

from mcig import jobs
from mcig.notices.actions.delivery import deliver, find_unconfirmed
from mcig.notices.actions.news import merge


@jobs.task("notices.deliver")
def deliver_message(message_id: int) -> None:
    deliver(message_id)


@jobs.every_minute("notices.merge")
def merge_news(timestamp: int) -> None:
    merge()


@jobs.every_minute("notices.find_unconfirmed")
def mark_unconfirmed(timestamp: int) -> None:
    find_unconfirmed()
