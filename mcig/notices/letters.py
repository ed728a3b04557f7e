"""What an app hands over to be sent, in plain values: this layer knows no person and no seat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter.

    `content_type` may carry parameters. A calendar entry («text/calendar; method=REQUEST») is offered by the
    mail programs that know how as something to accept or decline.
    """

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom news are told: address, name, and «es» or «en»."""

    address: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to one person, worded in their `language` («es» or «en»). `body` is plain text.

    Personal links in the text are shown to nobody else and are erased once the letter has left: that needs
    no mark. A `confidential` letter carries another secret, a code or a key: its whole text is withheld from
    whoever reads the outgoing mail, and erased once it has left.
    """

    address: str
    name: str
    language: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    confidential: bool = False
