"""Convened meetings, their letters and the replies of calendars, for tests."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from agenda.actions import convocation, feeds, polls
from agenda.models import DatePoll, Mailing, Meeting, MeetingSeat, PollSeat
from mcig.notices.actions.dispatches import send_dispatch
from mcig.notices.models import Message
from mcig.notices.wire import on_the_wire
from tests.support import meetings
from tests.support.cast import Cast

ROUTES = (
    "meeting-answer-phone",
    "meeting-guest-remove",
    "reply-handle",
    "calendar-feed",
    "poll-",
)
LINK = re.compile(r"/enlace/[A-Za-z0-9_.-]+/")
SLOTS = (
    datetime(2024, 4, 9, 16, 0, tzinfo=UTC),
    datetime(2024, 4, 10, 16, 0, tzinfo=UTC),
    datetime(2024, 4, 11, 22, 0, tzinfo=UTC),
)
DEADLINE = datetime(2024, 3, 22, 18, 0, tzinfo=UTC)


def convene(cast: Cast, *, send: bool = True, **more: Any) -> Meeting:
    """A meeting that the secretariat convened; its letters have left unless told otherwise."""
    made = meetings.meeting(cast, **more)
    mailing = convocation.convene(actor=cast.actor("secretary"), meeting=made, version=made.version)
    if send:
        leave(cast, mailing)
    made.refresh_from_db()
    return made


def leave(cast: Cast, mailing: Mailing) -> None:
    """The secretariat sends the letters that wait."""
    send_dispatch(actor=cast.actor("secretary"), dispatch=mailing.dispatch)


def seat_of(meeting: Meeting, code: str) -> MeetingSeat:
    return MeetingSeat.objects.select_related("seat", "meeting").get(
        meeting=meeting, seat__organisation__code=code
    )


def message_to(address: str) -> Message:
    """The newest message to the address."""
    found = Message.objects.filter(recipients=[address]).order_by("-pk").first()
    assert found is not None
    return found


def link_to(address: str) -> str:
    """The path of the personal link in the newest message to the address."""
    found = LINK.search(message_to(address).body)
    assert found is not None
    return found[0]


def wire_to(address: str) -> EmailMessage:
    """The newest message to the address, as a mail program reads it."""
    raw = on_the_wire(message_to(address)).message().as_bytes()
    read = message_from_bytes(raw, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def reply(
    meeting: Meeting,
    attendee: str,
    answer: str = "ACCEPTED",
    *,
    sender: str = "",
    method: str = "REPLY",
    uid: str = "",
    sequence: int | None = None,
    stamp: str = "20240312T180500Z",
    comment: str = "",
) -> bytes:
    """A reply as calendar programs send it (RFC 5546 §3.2.3), written by hand."""
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Ejemplo//Calendario//ES",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{uid or meeting.calendar_uid}",
        f"SEQUENCE:{meeting.calendar_sequence if sequence is None else sequence}",
        f"DTSTAMP:{stamp}",
        "DTSTART:20240409T160000Z",
        f'ATTENDEE;PARTSTAT={answer};CN="Quien responde":MAILTO:{attendee}',
        "ORGANIZER:mailto:secretaria@localhost",
        *([f"COMMENT:{comment}"] if comment else []),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = sender or attendee
    message["To"] = "secretaria@localhost"
    message["Subject"] = "Aceptada: reunión"
    message.set_content("Respuesta del calendario.")
    calendar = "\r\n".join(lines).encode()
    message.add_attachment(calendar, maintype="text", subtype="calendar", params={"method": method})
    return message.as_bytes()


def poll(cast: Cast, **more: Any) -> DatePoll:
    """A draft of a poll with three slots."""
    facts: dict[str, Any] = {
        "title": "Reunión ordinaria de abril",
        "text": "¿Cuándo conviene?",
        "minutes": 120,
        "time_zone": "America/Mexico_City",
        "deadline": DEADLINE,
        "slots": SLOTS,
    }
    return polls.create(actor=cast.actor("secretary"), draft=polls.Draft(**facts | more))


def opened_poll(cast: Cast, *, send: bool = True, **more: Any) -> DatePoll:
    """An open poll of every seat; its letters have left unless told otherwise."""
    made = poll(cast, **more)
    mailing = polls.open_poll(actor=cast.actor("secretary"), poll=made, version=made.version)
    if send:
        leave(cast, mailing)
    made.refresh_from_db()
    return made


def poll_seat_of(asked: DatePoll, code: str) -> PollSeat:
    return PollSeat.objects.select_related("seat", "poll").get(poll=asked, seat__organisation__code=code)


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name`: of a convened meeting and of an open poll, and of drafts."""
    if name in {"calendar-feeds", "poll-list", "poll-create"}:
        return [("", reverse(name))]
    if name == "calendar-feed":
        address = feeds.open_feed(actor=cast.actor("french", timezone.localdate()))
        unknown = reverse(name, kwargs={"token": "no-existe"})
        return [("(France)", address.removeprefix(settings.PUBLIC_URL)), ("(unknown)", unknown)]
    if name in {"calendar-feed-revoke", "reply-handle"}:
        return [("(missing)", reverse(name, kwargs={"pk": 9999}))]
    if name.startswith("meeting-"):
        announced = Meeting.objects.exclude(announced_at=None).first() or meetings.convened(cast)
        seat = announced.seats.filter(seat__organisation=cast.france).first()
        more = {"seat": seat.pk if seat else 9999} if name == "meeting-answer-phone" else {"guest": 9999}
        return [("(convened)", reverse(name, kwargs={"pk": announced.pk, **more}))]
    return [
        (label, reverse(name, kwargs={"pk": asked.pk, **_seat_of_france(name, asked, cast)}))
        for label, asked in _known(cast)
    ]


def _seat_of_france(name: str, asked: DatePoll, cast: Cast) -> dict[str, int]:
    if name != "poll-answer-phone":
        return {}
    seat = asked.seats.filter(seat__organisation=cast.france).first()
    return {"seat": seat.pk if seat else 9999}


def _known(cast: Cast) -> list[tuple[str, DatePoll]]:
    now = timezone.now().replace(microsecond=0)  # tests in a browser live in the present
    ahead: dict[str, Any] = {
        "slots": [now + timedelta(days=days) for days in (20, 21, 22)],
        "deadline": now + timedelta(days=10),
    }
    first = DatePoll.objects.filter(state="open").order_by("pk").first()
    second = DatePoll.objects.filter(state="draft").order_by("pk").first()
    return [
        ("(open)", first or opened_poll(cast, **ahead)),
        ("(draft)", second or poll(cast, **ahead)),
    ]
