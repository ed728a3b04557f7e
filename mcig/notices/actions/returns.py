"""Messages that came back: read from the mailbox, and shown beside what was sent."""

from __future__ import annotations

from collections import Counter
from email.message import Message as WireMessage

from mcig.inbox.models import Result
from mcig.inbox.reading import read_new
from mcig.notices.bounces import refusal_in
from mcig.notices.models import Message, MessageState

READER = "bounces"
LEFT = (MessageState.SENT, MessageState.SENDING, MessageState.UNCONFIRMED)


def read_bounces() -> Counter[Result]:
    """Read the refusals that arrived since the last time, and count what was read.

    Effects: each message that came back is «devuelto», with the server's reason. Raises `Broken` when the
    mailbox cannot be opened.
    """
    return read_new(reader=READER, understand=mark_returned)


def mark_returned(message: WireMessage) -> bool:
    """Mark the message of ours that this one refuses; False when it is no refusal, or of nothing of ours."""
    refusal = refusal_in(message)
    if refusal is None:
        return False
    ours = Message.objects.select_for_update().filter(message_id__in=refusal.message_ids)
    returned = ours.filter(state__in=LEFT).exclude(message_id="")
    return bool(returned.update(state=MessageState.RETURNED, failure=refusal.reason))
