"""A queued message leaves once, waits out a passing failure, and is given up in words."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob

from mcig import jobs
from mcig.notices.actions import queue
from mcig.notices.actions.delivery import deliver, retry
from mcig.notices.models import Message, MessageState
from mcig.rules import Broken
from tests.notices.conftest import MailServer
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def queued(*, confidential: bool = False) -> Message:
    headers = {"X-Confidential": "1"} if confidential else {}
    return queue(
        EmailMessage("Reunión de mañana", "Á las diez.", to=["francia@mcig.example"], headers=headers)
    )


def attempt(message: Message) -> Message:
    """One run of the delivery job, whatever it raises."""
    try:
        deliver(message.pk)
    except Exception:
        assert Message.objects.get(pk=message.pk).state == MessageState.QUEUED
    return Message.objects.get(pk=message.pk)


def test_message_leaves_as_it_was_queued(mail_server: MailServer) -> None:
    message = attempt(queued())
    assert (message.state, message.attempts, message.failure) == (MessageState.SENT, 1, "")
    wire = message_from_bytes(mail_server.received[0], policy=policy.default)
    assert (wire["Subject"], wire["To"]) == ("Reunión de mañana", "francia@mcig.example")
    assert "X-Confidential" not in wire
    assert wire.get_content().strip() == "Á las diez."


def test_nothing_leaves_twice(mail_server: MailServer) -> None:
    message = queued()
    attempt(message)
    attempt(message)
    assert len(mail_server.received) == 1


def test_confidential_text_is_erased_once_sent(mail_server: MailServer) -> None:
    message = attempt(queued(confidential=True))
    assert (message.body, bytes(message.raw)) == ("", b"")


def test_passing_failure_waits_and_the_last_one_gives_up(mail_server: MailServer) -> None:
    mail_server.refusal = "450 ocupado"
    message = queued()
    states = [attempt(message).state for _ in range(jobs.ATTEMPTS)]
    assert states == [MessageState.QUEUED] * (jobs.ATTEMPTS - 1) + [MessageState.FAILED]
    assert Message.objects.get().failure.startswith("SMTPRecipientsRefused")


def test_failure_heals(mail_server: MailServer) -> None:
    mail_server.refusal = "450 ocupado"
    message = queued()
    attempt(message)
    mail_server.refusal = ""
    healed = attempt(message)
    assert (healed.state, healed.attempts, healed.failure) == (MessageState.SENT, 2, "")


def test_permanent_refusal_is_not_repeated(mail_server: MailServer) -> None:
    mail_server.refusal = "550 no existe"
    message = attempt(queued())
    assert (message.state, message.attempts) == (MessageState.FAILED, 1)


def test_server_away_is_a_passing_failure(settings: Any, mail_server: MailServer) -> None:
    settings.MAIL_TRANSPORT = settings.MAIL_TRANSPORT | {"EMAIL_PORT": 1}
    message = attempt(queued())
    assert message.state == MessageState.QUEUED
    assert message.failure.startswith("ConnectionRefusedError")


def test_given_up_message_is_queued_anew(mail_server: MailServer, cast: Cast) -> None:
    mail_server.refusal = "550 no existe"
    message = attempt(queued())
    retry(actor=cast.actor("secretary"), message=message)
    again = Message.objects.get(pk=message.pk)
    assert (again.state, again.attempts, again.failure) == (MessageState.QUEUED, 0, "")
    assert ProcrastinateJob.objects.filter(args={"message_id": message.pk}).count() == 2


def test_sent_message_is_not_queued_anew(mail_server: MailServer, cast: Cast) -> None:
    with pytest.raises(Broken):
        retry(actor=cast.actor("secretary"), message=attempt(queued()))


def test_pauses_between_attempts_grow() -> None:
    from mcig.notices.tasks import deliver_message  # noqa: PLC0415

    strategy: Any = deliver_message.retry_strategy
    assert (strategy.exponential_wait, strategy.max_attempts) == (10, jobs.ATTEMPTS)
