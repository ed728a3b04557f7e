"""Give each reader each message of the mailbox once."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError, transaction

from mcig.inbox.mailboxes import Arrived, mailbox_at
from mcig.inbox.models import ReadMessage, Result

logger = logging.getLogger(__name__)

AT_ONCE = 500

Understand = Callable[[EmailMessage], bool]


class Unreadable(Exception):
    """The message is of the reader's kind, but what it should say cannot be read."""


def read_new(*, reader: str, understand: Understand) -> Counter[Result]:
    """Give `understand` every message that this reader has not had, oldest first, and count the results.

    `understand` answers whether the message was of its kind; what it changes is one transaction with the
    memory of having read it. At most 500 messages a call. Without `INBOX_URL` nothing is read. Raises
    `Broken` when the mailbox cannot be opened. Effects: those of `understand`, and the memory.
    """
    results: Counter[Result] = Counter()
    if not settings.INBOX_URL:
        return results
    known = set(ReadMessage.objects.filter(reader=reader).values_list("digest", flat=True))
    with mailbox_at(settings.INBOX_URL) as arrived:
        fresh = (each for each in arrived if each.digest not in known)
        for each in islice(fresh, AT_ONCE):
            if (result := _read(each, reader, understand)) is not None:
                results[result] += 1
    return results


def _read(arrived: Arrived, reader: str, understand: Understand) -> Result | None:
    """What became of one message; None when another process read it meanwhile."""
    try:
        with transaction.atomic():
            seen = ReadMessage.objects.create(reader=reader, digest=arrived.digest, result=Result.IGNORED)
            seen.result = _understood(arrived, understand)
            seen.save(update_fields=["result"])
            return Result(seen.result)
    except IntegrityError:
        if ReadMessage.objects.filter(reader=reader, digest=arrived.digest).exists():
            return None
        raise


def _understood(arrived: Arrived, understand: Understand) -> Result:
    try:
        message = _loaded(arrived)
        with transaction.atomic():
            return Result.UNDERSTOOD if understand(message) else Result.IGNORED
    except Exception as error:
        # Of a database that is away the message is not to blame; of what it cannot store, it is.
        if isinstance(error, DatabaseError) and not isinstance(error, DataError):
            raise
        # Anybody may write to the mailbox: whatever a message is made of, the others are read.
        logger.warning(
            "message %s of the mailbox could not be read: %s", arrived.digest[:12], type(error).__name__
        )
        return Result.UNREADABLE


def _loaded(arrived: Arrived) -> EmailMessage:
    content = arrived.load()
    if content is None:
        raise Unreadable("too large, or gone")
    return message_from_bytes(content, policy=policy.default)
