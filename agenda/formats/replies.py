"""Read what calendar programs answer to an invitation (RFC 5546 §3.2.3): bytes in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar, Event

LARGEST = 1_000_000
TEXT_LENGTH = 500


class Unreadable(Exception):
    """The message of `sender` carries a calendar part that cannot be read."""

    def __init__(self, sender: str) -> None:
        super().__init__(sender)
        self.sender = sender


@dataclass(frozen=True, slots=True)
class Reply:
    """What a calendar answered. Texts are as they came, shortened; nothing of it has been believed yet.

    `sender` is the address of the message; `attendee` and `sent_by` are those of the calendar part, all in
    lower case. `answer` is the participation status in capitals; `stamped_at` is aware, or None.
    """

    method: str
    uid: str
    sequence: int
    attendee: str
    sent_by: str
    answer: str
    comment: str
    stamped_at: datetime | None
    sender: str


def read_reply(raw: bytes) -> Reply | None:
    """The reply in a message (RFC 5322), or None when the message has no calendar part.

    Raises `Unreadable` for a calendar part that is too large, broken, or without its event and attendee.
    """
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    sender = _sender(message)
    for part in message.walk():
        if part.get_content_type() in {"text/calendar", "application/ics"}:
            try:
                return _read(_content(part), sender)
            except Exception as error:  # whatever a stranger sent
                raise Unreadable(sender) from error
    return None


def _sender(message: EmailMessage) -> str:
    """The address of the message; empty when it names none, or more than one."""
    try:
        addresses = message["From"].addresses
    except Exception:  # whatever a stranger wrote there
        return ""
    return str(addresses[0].addr_spec).strip().lower() if len(addresses) == 1 else ""


def _content(part: Any) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or len(content) > LARGEST:
        raise ValueError("too large, or no text")
    charset = part.get_content_charset() or "utf-8"
    try:
        return content.decode(charset, errors="replace").encode()
    except LookupError:  # a character set that nobody knows
        return content.decode("utf-8", errors="replace").encode()


def _read(content: bytes, sender: str) -> Reply:
    calendar = Calendar.from_ical(content)
    events = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
    return _reply(calendar, events[0], sender)


def _reply(calendar: Any, event: Any, sender: str) -> Reply:
    uid = str(event["UID"]).strip()
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    # A reply names the one who replies; a counter-proposal may name everybody.
    attendee = attendees[0] if len(attendees) == 1 else _named(attendees, sender)
    return Reply(
        method=str(calendar.get("METHOD", "")).strip().upper(),
        uid=uid[:200],
        sequence=int(event.get("SEQUENCE", 0)),
        attendee=_mailbox(str(attendee)),
        sent_by=_mailbox(str(attendee.params.get("SENT-BY", ""))),
        answer=str(attendee.params.get("PARTSTAT", "")).strip().upper()[:40],
        comment=_text(event.get("COMMENT")),
        stamped_at=_moment(event.get("DTSTAMP")),
        sender=sender,
    )


def _named(attendees: list[Any], sender: str) -> Any:
    for attendee in attendees:
        if _mailbox(str(attendee)) == sender:
            return attendee
    raise ValueError("no attendee of that address")


def _mailbox(address: str) -> str:
    scheme, _colon, rest = address.strip().strip('"').partition(":")
    return (rest if scheme.lower() == "mailto" else address).strip().lower()[:254]


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    words = "" if first is None else str(first).replace("\x00", " ")
    return " ".join(words.split())[:TEXT_LENGTH]


def _moment(value: Any) -> datetime | None:
    moment = getattr(value, "dt", None)
    if not isinstance(moment, datetime):
        return None if not isinstance(moment, date) else datetime(*moment.timetuple()[:3], tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
