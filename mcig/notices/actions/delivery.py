"""Deliver a queued message exactly as it was queued, and what follows when that fails."""

from __future__ import annotations

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig import jobs
from mcig.access import Actor
from mcig.notices.actions import start_delivery
from mcig.notices.models import Message, MessageState
from mcig.notices.wire import on_the_wire
from mcig.rules import Broken

PERMANENT = 500


def deliver(message_id: int) -> None:
    """Hand one queued message to the mail server; a message sent or given up is left alone.

    The row stays locked meanwhile, so two workers never send it twice; its Message-ID is fixed in the queue.
    Effects: state, attempts, moment and reason of failure are recorded; a confidential text is erased once
    sent. A temporary failure leaves the message waiting and is raised, so that the job is retried later; a
    permanent one, or the last attempt, ends it as not delivered.
    """
    failure: Exception | None = None
    with transaction.atomic():
        queued = Message.objects.select_for_update().get(pk=message_id)
        if queued.state != MessageState.QUEUED:
            return
        queued.attempts += 1
        try:
            _transport().send_messages([on_the_wire(queued)])
        except Exception as error:
            failure = error
            _record_failure(queued, error)
        else:
            _record_success(queued)
        queued.save()
    if failure is not None and queued.state == MessageState.QUEUED:
        raise failure


def _record_success(queued: Message) -> None:
    queued.state, queued.sent_at, queued.failure = MessageState.SENT, timezone.now(), ""
    if queued.is_confidential and not settings.DEMONSTRATION:
        queued.body, queued.raw = "", b""


def _record_failure(queued: Message, error: Exception) -> None:
    queued.failure = f"{type(error).__name__}: {error}"[:1000]
    if _is_permanent(error) or queued.attempts >= jobs.ATTEMPTS:
        queued.state = MessageState.FAILED


def _is_permanent(error: Exception) -> bool:
    """Whether the mail server said that trying again is of no use (reply codes 5xx, RFC 5321 §4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _reply in error.recipients.values())
    if isinstance(error, SMTPSenderRefused | SMTPDataError):
        return error.smtp_code >= PERMANENT
    return False


@transaction.atomic
def retry(*, actor: Actor, message: Message) -> None:
    """Queue anew a message that was given up or has waited too long. Raises `Broken` for any other.

    Effects: the count of attempts starts again; a delivery job. Should the first job still be alive, the lock
    of `deliver` lets only one of the two send.
    """
    locked = Message.objects.select_for_update().get(pk=message.pk)
    if not locked.can_be_retried:
        raise Broken(_("El mensaje ya salió o está por salir: no hace falta enviarlo de nuevo."))
    locked.state, locked.attempts, locked.failure = MessageState.QUEUED, 0, ""
    locked.save(update_fields=["state", "attempts", "failure"])
    start_delivery(locked)


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
