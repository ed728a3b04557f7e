"""What a mail server says when it cannot deliver one of our messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message as WireMessage

MESSAGE_ID = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
REFUSING = re.compile(r"mailer-daemon|postmaster", re.IGNORECASE)
REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a message came back: the identifiers it may have had, and the server's reason, on one line."""

    message_ids: tuple[str, ...]
    reason: str


def refusal_in(message: WireMessage) -> Refusal | None:
    """The refusal that a message tells of, or None when it tells of none.

    Delivery status notifications (RFC 3464) count when some recipient's action is «failed»: a delay is no
    refusal. A plain message of a mail daemon counts when it quotes an identifier.
    """
    if (
        message.get_content_type() == "multipart/report"
        and message.get_param("report-type") == "delivery-status"
    ):
        return _from_report(message)
    return _from_plain(message)


def _from_report(message: WireMessage) -> Refusal | None:
    reasons, identifiers = [], []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            reasons += [_reason(fields) for fields in _parts(part) if _is_failed(fields)]
        elif part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
            identifiers += _identifiers(_text(part))
    return Refusal(tuple(identifiers), reasons[0][:REASON_LENGTH]) if reasons else None


def _parts(part: WireMessage) -> list[WireMessage]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, WireMessage)] if isinstance(payload, list) else []


def _is_failed(fields: WireMessage) -> bool:
    return str(fields.get("Action", "")).strip().lower() == "failed"


def _reason(fields: WireMessage) -> str:
    """«550 5.1.1 no such user», or the status code alone."""
    diagnostic = str(fields.get("Diagnostic-Code", ""))
    return " ".join((diagnostic.partition(";")[2] or str(fields.get("Status", ""))).split())


def _from_plain(message: WireMessage) -> Refusal | None:
    if not REFUSING.search(str(message.get("From", ""))):
        return None
    text = "\n".join(_text(part) for part in message.walk() if not part.is_multipart())
    quoted = MESSAGE_ID.findall(text) + MESSAGE_ID.findall(
        f"{message.get('References', '')} {message.get('In-Reply-To', '')}"
    )
    if not quoted:
        return None
    lines = [line.strip() for line in text.splitlines()]
    said = next((line for line in lines if re.search(r"\b5\d\d\b", line)), next(filter(None, lines), ""))
    return Refusal(tuple(quoted), " ".join(said.split())[:REASON_LENGTH])


def _text(part: WireMessage) -> str:
    if part.get_content_type() == "message/rfc822":
        return "\n".join(f"{name}: {value}" for inner in _parts(part) for name, value in inner.items())
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _identifiers(headers: str) -> list[str]:
    found = re.search(r"^message-id:\s*(<[^>]+>)", headers, re.IGNORECASE | re.MULTILINE)
    return [found[1]] if found else []
