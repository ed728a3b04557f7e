"""Queue messages: what Django's mail functions hand over, and letters of our own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig import jobs
from mcig.notices.kinds import OTHER, Kind, kind_of
from mcig.notices.letters import Letter
from mcig.notices.models import Dispatch, Enclosure, Message, MessageState
from mcig.notices.models.messages import MessageEnclosure
from mcig.rules import Broken

# What a message of Django's mail functions may say of itself; none of it leaves.
CONFIDENTIAL_HEADER = "X-Confidential"
KIND_HEADER = "X-Kind"
NAME_HEADER = "X-Addressee"
SUBJECT_LENGTH = 300
ATTACHED_BYTES = 15_000_000


@transaction.atomic
def queue(message: EmailMessage) -> Message:
    """Put a message in the queue; its delivery job starts when the surrounding transaction has committed."""
    confidential = bool(message.extra_headers.pop(CONFIDENTIAL_HEADER, ""))
    kind = kind_of(message.extra_headers.pop(KIND_HEADER, OTHER.name))
    name = message.extra_headers.pop(NAME_HEADER, "")
    language = get_language() or settings.LANGUAGE_CODE
    wire: Any = message.message()
    queued = Message.objects.create(
        kind_name=kind.name,
        recipients=message.recipients(),
        name=name,
        language=language,
        subject=_one_line(str(message.subject)),
        body=str(message.body),
        raw=wire.as_bytes(linesep="\r\n"),
        message_id=wire["Message-ID"],
        attachment_names=[_file_name(part) for part in wire.walk() if part.get_filename()],
        is_confidential=confidential,
    )
    start_delivery(queued)
    return queued


@transaction.atomic
def send(letter: Letter, kind: Kind, why: str = "") -> Message:
    """Queue a letter that leaves by itself; `why` is the reason to receive it, or else the kind's own.

    Effects: the message and its delivery job. Raises `Broken` for attachments of more than 15 MB;
    `ValueError` for a kind about which people choose: those are told.
    """
    (message,) = write([letter], kind, why)
    start_delivery(message)
    return message


def write(
    letters: Sequence[Letter], kind: Kind, why: str, *, dispatch: Dispatch | None = None, news: bool = False
) -> list[Message]:
    """Store letters as messages, in their order and without jobs: held by a dispatch, or else queued.

    Raises as `send` does; only `news` may be of a kind about which people choose.
    """
    if kind.is_optional and not news:
        raise ValueError(f"«{kind.name}» is news: people choose when they receive it, so it is told")
    for letter in letters:
        _check(letter)
    state = MessageState.QUEUED if dispatch is None else MessageState.HELD
    messages = Message.objects.bulk_create(
        Message(
            kind_name=kind.name,
            recipients=[letter.address],
            name=letter.name,
            language=letter.language,
            subject=_one_line(letter.subject),
            body=letter.body,
            why=why,
            message_id=make_msgid(domain=_own_domain()),
            attachment_names=[each.filename for each in letter.attachments],
            is_confidential=letter.confidential,
            dispatch=dispatch,
            state=state,
        )
        for letter in letters
    )
    _enclose(letters, messages)
    return messages


def start_delivery(message: Message) -> None:
    """Start the delivery job of a queued message when the surrounding transaction has committed."""
    jobs.defer("notices.deliver", message_id=message.pk)


def _check(letter: Letter) -> None:
    if sum(len(each.content) for each in letter.attachments) > ATTACHED_BYTES:
        raise Broken(_("Los archivos adjuntos pesan más de 15 MB en total: muchos buzones los rechazan."))


def _enclose(letters: Sequence[Letter], messages: Sequence[Message]) -> None:
    """Tie each message to its files; the same file for many is stored once."""
    stored: dict[str, Enclosure] = {}
    ties = []
    for letter, message in zip(letters, messages, strict=True):
        for each in letter.attachments:
            digest = hashlib.sha256(each.content).hexdigest()
            if digest not in stored:
                stored[digest], _is_new = Enclosure.objects.get_or_create(
                    sha256=digest, defaults={"content": each.content}
                )
            ties.append(
                MessageEnclosure(
                    message=message,
                    enclosure=stored[digest],
                    filename=each.filename,
                    content_type=each.content_type,
                )
            )
    MessageEnclosure.objects.bulk_create(ties)


def _own_domain() -> str:
    """The part after the @ of our sender, for the identifiers of messages."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _file_name(part: Any) -> str:
    return str(part.get_filename())[:255]


def _one_line(text: str) -> str:
    return " ".join(text.split())[:SUBJECT_LENGTH]
