"""The jobs of the outgoing mail."""

from __future__ import annotations

from mcig import jobs
from mcig.notices.actions.delivery import deliver, find_unconfirmed
from mcig.notices.actions.news import merge
from mcig.notices.actions.returns import read_bounces

BOUNCES_EVERY = 5  # minutes


@jobs.task("notices.deliver")
def deliver_message(message_id: int) -> None:
    deliver(message_id)


@jobs.every_minute("notices.merge")
def merge_news(timestamp: int) -> None:
    merge()


@jobs.every_minute("notices.find_unconfirmed")
def mark_unconfirmed(timestamp: int) -> None:
    find_unconfirmed()


@jobs.every_minute("notices.read_bounces")
def read_refusals(timestamp: int) -> None:
    """Every five minutes: a mail server counts how often somebody logs in."""
    if timestamp // 60 % BOUNCES_EVERY == 0:
        read_bounces()
