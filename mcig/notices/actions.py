"""Queue a message, and deliver it exactly as it was queued."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage as WireMessage
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from mcig import jobs
from mcig.notices.models import Message, MessageState

CONFIDENTIAL_HEADER = "X-Confidential"


@transaction.atomic
def queue(message: EmailMessage) -> Message:
    """Put a message in the queue; its delivery job starts when the surrounding transaction has committed."""
    from mcig.notices.tasks import deliver_message  # noqa: PLC0415 - the job calls back into this module

    confidential = bool(message.extra_headers.pop(CONFIDENTIAL_HEADER, ""))
    queued = Message.objects.create(
        recipients=message.recipients(),
        subject=" ".join(str(message.subject).split())[:300],
        body=str(message.body),
        raw=message.message().as_bytes(linesep="\r\n"),
        is_confidential=confidential,
    )
    jobs.defer(deliver_message, message_id=queued.pk)
    return queued


class _AsQueued(EmailMessage):
    """A message whose bytes are already final."""

    def __init__(self, queued: Message) -> None:
        super().__init__(to=queued.recipients, from_email=settings.DEFAULT_FROM_EMAIL)
        self._wire = message_from_bytes(bytes(queued.raw), policy=policy.SMTP)

    def message(self, *args: Any, **kwargs: Any) -> WireMessage:  # type: ignore[override]
        assert isinstance(self._wire, WireMessage)
        return self._wire


def deliver(message_id: int) -> None:
    """Hand one queued message to the mail server; a message already sent is left alone.

    The row stays locked meanwhile, so two workers never send it twice. Effects: state, attempts and moment are
    recorded; a confidential text is erased. Raises what the transport raises, after recording it.
    """
    with transaction.atomic():
        queued = Message.objects.select_for_update().get(pk=message_id)
        if queued.state == MessageState.SENT:
            return
        queued.attempts += 1
        failure: Exception | None = None
        try:
            _transport().send_messages([_AsQueued(queued)])
        except Exception as error:  # any failure of the transport is recorded before it is retried
            failure = error
            queued.state = MessageState.FAILED
            queued.failure = f"{type(error).__name__}: {error}"[:1000]
        else:
            queued.state = MessageState.SENT
            queued.sent_at = timezone.now()
            queued.failure = ""
            if queued.is_confidential and not settings.DEMONSTRATION:
                queued.body, queued.raw = "", b""
        queued.save()
    if failure is not None:
        raise failure


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
        timeout=30,
    )
