"""Deliver a queued message exactly as it was queued, and what follows when that fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig import jobs
from mcig.access import Actor, Role
from mcig.links.tokens import mask_links
from mcig.notices.actions import start_delivery
from mcig.notices.models import Message, MessageState
from mcig.notices.wire import on_the_wire
from mcig.rules import Broken

PERMANENT = 500
LOCK = 2_018_025  # any number of our own: the class of the locks by which a worker says that it is sending
MAY_TAKE = timedelta(minutes=2)


def deliver(message_id: int) -> None:
    """Hand one queued message to the mail server; a message sent or given up is left alone.

    That it is being sent is committed before the server is spoken to. A worker that dies afterwards leaves
    it so, and whoever finds it sends nothing: the message is unconfirmed, and a person decides. Meanwhile a
    lock of the database session, which ends with the worker, tells that somebody is sending.
    Effects: state, attempts, moment and reason of failure are recorded; a confidential text is erased once
    sent. A temporary failure leaves the message waiting and is raised, so that the job is retried later; a
    permanent one, or the last attempt, ends it as not delivered.
    """
    with _alone_with(message_id) as alone:
        if not alone or (queued := _started(message_id)) is None:
            return
        try:
            _transport().send_messages([on_the_wire(queued)])
        except Exception as failure:
            if _record_failure(message_id, failure) == MessageState.QUEUED:
                raise
        else:
            _record_success(message_id)


@contextmanager
def _alone_with(message_id: int) -> Iterator[bool]:
    """Whether nobody else is sending this message now; they cannot begin before the end of the block."""
    key = [LOCK, message_id % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        (alone,) = cursor.fetchone()
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


@transaction.atomic(durable=True)
def _started(message_id: int) -> Message | None:
    """The message, committed as being sent; None when it is not to be sent.

    Called alone with the message: one that is being sent already was left so by a worker that died.
    """
    queued = Message.objects.select_for_update().get(pk=message_id)
    if queued.state == MessageState.SENDING:
        queued.state = MessageState.UNCONFIRMED
        queued.save(update_fields=["state"])
    if queued.state != MessageState.QUEUED:
        return None
    queued.state, queued.started_at = MessageState.SENDING, timezone.now()
    queued.attempts += 1
    queued.save(update_fields=["state", "started_at", "attempts"])
    return queued


def find_unconfirmed() -> int:
    """Mark what dead workers left as being sent, and give how many; called each minute."""
    left = Message.objects.filter(state=MessageState.SENDING, started_at__lt=timezone.now() - MAY_TAKE)
    found = 0
    for pk in list(left.values_list("pk", flat=True)):
        with _alone_with(pk) as alone:
            if alone:
                still = Message.objects.filter(pk=pk, state=MessageState.SENDING)
                found += still.update(state=MessageState.UNCONFIRMED)
    return found


@transaction.atomic
def _record_success(message_id: int, sent_at: datetime | None = None) -> None:
    """What no longer needs to be known is erased: a confidential text, and the personal links of any."""
    sent = Message.objects.select_for_update().get(pk=message_id)
    sent.state, sent.sent_at, sent.failure = MessageState.SENT, sent_at or timezone.now(), ""
    if not settings.DEMONSTRATION:
        sent.body, sent.unsubscribe = mask_links(sent.body), ""
        if sent.is_confidential:
            sent.body, sent.raw = "", b""
    sent.save()


@transaction.atomic
def _record_failure(message_id: int, error: Exception) -> str:
    """Keep why it failed, and give the state that follows."""
    failed = Message.objects.select_for_update().get(pk=message_id)
    is_over = _is_permanent(error) or failed.attempts >= jobs.ATTEMPTS
    failed.state = MessageState.FAILED if is_over else MessageState.QUEUED
    failed.failure = f"{type(error).__name__}: {error}"[:1000]
    failed.save(update_fields=["state", "failure"])
    return failed.state


def _is_permanent(error: Exception) -> bool:
    """Whether the mail server said that trying again is of no use (reply codes 5xx, RFC 5321 §4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _reply in error.recipients.values())
    if isinstance(error, SMTPSenderRefused | SMTPDataError):
        return error.smtp_code >= PERMANENT
    return False


@transaction.atomic
def retry(*, actor: Actor, message: Message) -> None:
    """Queue anew a message that was given up, is unconfirmed or has waited too long. Raises `Broken` for any
    other.

    Effects: the count of attempts starts again; a delivery job. Should the first job still be alive, the
    lock of `deliver` lets only one of the two send.
    """
    locked = _locked(actor, message)
    if not locked.can_be_retried:
        raise Broken(_("El mensaje ya salió o está por salir: no hace falta enviarlo de nuevo."))
    locked.state, locked.attempts, locked.failure = MessageState.QUEUED, 0, ""
    locked.save(update_fields=["state", "attempts", "failure"])
    start_delivery(locked)


@transaction.atomic
def take_as_sent(*, actor: Actor, message: Message) -> None:
    """Settle an unconfirmed message as sent, at the moment when its delivery began. Raises `Broken` for any
    other. Effects: as after a delivery, a confidential text is erased."""
    locked = _locked(actor, message)
    if locked.state != MessageState.UNCONFIRMED:
        raise Broken(_("La entrega de este mensaje ya está aclarada."))
    _record_success(locked.pk, locked.started_at)


def _locked(actor: Actor, message: Message) -> Message:
    actor.require(Role.SECRETARIAT)
    return Message.objects.select_for_update().get(pk=message.pk)


def _transport() -> Any:
    """The mail server that `EMAIL_URL` names; in demonstration mode messages stay in the queue's page."""
    if settings.DEMONSTRATION:
        return get_connection("django.core.mail.backends.dummy.EmailBackend")
    options = settings.MAIL_TRANSPORT
    return get_connection(
        options["EMAIL_BACKEND"],
        host=options.get("EMAIL_HOST"),
        port=options.get("EMAIL_PORT"),
        username=options.get("EMAIL_HOST_USER"),
        password=options.get("EMAIL_HOST_PASSWORD"),
        use_tls=options.get("EMAIL_USE_TLS", False),
        use_ssl=options.get("EMAIL_USE_SSL", False),
        # `filemail:///folder` is read without its first slash.
        file_path=f"/{options.get('EMAIL_FILE_PATH', '')}",
        timeout=30,
    )
