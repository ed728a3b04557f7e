"""Messages as they go over the wire: handed over complete, or composed of the parts of a letter."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage as WireMessage
from email.utils import format_datetime, formataddr
from typing import Any, cast

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives

from mcig.notices.letters import Attachment
from mcig.notices.models import Message

CALENDAR = "text/calendar;"


def on_the_wire(queued: Message) -> EmailMessage:
    """The message for a mail backend. Its Message-ID and its date are those of the queue, however often."""
    return _AsQueued(queued) if queued.raw else _composed(queued)


def attachments_of(message: Message) -> list[Attachment]:
    """The files that go with a message, with their bytes."""
    if message.raw:
        wire = message_from_bytes(bytes(message.raw), policy=policy.default)
        named = [part for part in wire.walk() if part.get_filename()]
        return [
            Attachment(str(part.get_filename()), part.get_content_type(), _content(part)) for part in named
        ]
    enclosed = message.enclosures.select_related("enclosure")
    return [Attachment(each.filename, each.content_type, bytes(each.enclosure.content)) for each in enclosed]


def _content(part: Any) -> bytes:
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


class _Wire(WireMessage):
    """A message that gives out the bytes it was read from, whatever form a mail backend asks for."""

    raw: bytes

    def as_bytes(self, *args: Any, **kwargs: Any) -> bytes:
        return self.raw


class _AsQueued(EmailMessage):
    """A message whose bytes are already final."""

    def __init__(self, queued: Message) -> None:
        super().__init__(to=queued.recipients, from_email=settings.DEFAULT_FROM_EMAIL)
        self._wire = cast("_Wire", message_from_bytes(bytes(queued.raw), _class=_Wire, policy=policy.SMTP))
        self._wire.raw = bytes(queued.raw)

    def message(self, *args: Any, **kwargs: Any) -> Any:
        return self._wire


def _composed(queued: Message) -> EmailMessage:
    headers = {
        "To": formataddr((queued.name, queued.recipients[0])),
        "Message-ID": queued.message_id,
        "Date": format_datetime(queued.queued_at),
    }
    if queued.kind.is_automatic:
        headers["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic answer is wanted
    if queued.unsubscribe:
        headers["List-Unsubscribe"] = f"<{queued.unsubscribe}>"  # RFC 2369: mail programs show it as a button
    message = EmailMultiAlternatives(queued.subject, queued.body, to=queued.recipients, headers=headers)
    for each in attachments_of(queued):
        if each.content_type.startswith(CALENDAR):
            message.attach_alternative(each.content.decode(), each.content_type)
        message.attach(each.filename, each.content, each.content_type)
    return message
