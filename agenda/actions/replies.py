"""Calendar replies: attribute each to a seat or a guest, or put it on the list that the secretariat sees.

A mail proves little: what it says is believed only when the message comes from an address that was convened,
speaks of itself, and answers the newest invitation. Whatever else it is changes nothing and is named.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from agenda.actions import answers
from agenda.formats.replies import Reply, Unreadable, read_reply
from agenda.models import AnswerSource, CalendarReply, Invitee, Meeting, MeetingSeat, ReplyOutcome
from agenda.queries.answers import closed_words
from agenda.queries.convened import spoken_for
from agenda.rules.answers import BY_CALENDAR
from mcig.access import Actor, Role
from mcig.inbox.models import Result
from mcig.inbox.reading import read_new
from mcig.rules import Broken
from members.models import Person

READER = "calendar"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about a reply."""

    outcome: ReplyOutcome
    meeting: Meeting | None = None
    seat: MeetingSeat | None = None
    guest: Invitee | None = None
    person: Person | None = None


@transaction.atomic
def record(*, raw: bytes) -> CalendarReply | None:
    """Read a message (RFC 5322) and record the answer in it; None for one without a calendar part.

    A message is read once, however often it is handed over. Effects: the kept reply; the record of the seat
    or guest when it could be attributed.
    """
    digest = hashlib.sha256(raw).hexdigest()
    known = CalendarReply.objects.filter(digest=digest).first()
    if known is not None:
        return known
    try:
        reply = read_reply(raw)
    except Unreadable as broken:
        return _keep(digest, None, Finding(ReplyOutcome.UNREADABLE), sender=broken.sender)
    if reply is None:
        return None
    return _keep(digest, reply, _applied(reply, _attributed(reply)), sender=reply.sender)


def read_replies() -> Counter[Result]:
    """Read the replies that arrived in the mailbox since the last time, and count what was read.

    Effects: those of `record` for each. Raises `Broken` when the mailbox cannot be opened.
    """
    return read_new(reader=READER, understand=lambda message: record(raw=message.as_bytes()) is not None)


@transaction.atomic
def handle(*, actor: Actor, reply: CalendarReply) -> None:
    """Take a reply that changed nothing off the list: the secretariat has seen to it."""
    actor.require(Role.SECRETARIAT)
    locked = CalendarReply.objects.select_for_update().get(pk=reply.pk)
    if locked.handled_at is None:
        locked.handled_at, locked.handled_by = timezone.now(), actor.account
        locked.save(update_fields=["handled_at", "handled_by"])


def _keep(digest: str, reply: Reply | None, finding: Finding, *, sender: str) -> CalendarReply:
    fields: dict[str, Any] = {
        "sender": sender[:254],
        "outcome": finding.outcome,
        "meeting": finding.meeting,
        "seat": finding.seat,
        "guest": finding.guest,
    }
    if reply is not None:
        fields |= {
            "attendee": reply.attendee,
            "answer": reply.answer,
            "comment": reply.comment,
            "stamped_at": reply.stamped_at,
        }
    try:
        with transaction.atomic():
            return CalendarReply.objects.create(digest=digest, **fields)
    except IntegrityError:  # another reader was faster with the same message
        return CalendarReply.objects.get(digest=digest)


def _attributed(reply: Reply) -> Finding:
    """Whose reply it is, and to which meeting; nothing has been changed."""
    meeting = _meeting(reply.uid)
    if meeting is None:
        return Finding(ReplyOutcome.UNKNOWN_MEETING)
    if reply.method == "COUNTER":
        return Finding(ReplyOutcome.COUNTER, meeting)
    if reply.method != "REPLY" or reply.answer not in BY_CALENDAR:
        return Finding(ReplyOutcome.OTHER, meeting)
    seats = meeting.seats.select_related("seat", "meeting")
    found = spoken_for(seats, reply.attendee, timezone.localdate())
    guest = meeting.invitees.filter(email__iexact=reply.attendee).select_related("meeting").first()
    seat, person = found[0] if found else (None, None)
    refusal = _doubt(reply, meeting, invited=len(found) + (guest is not None))
    return Finding(refusal or ReplyOutcome.RECORDED, meeting, seat, guest, person)


def _doubt(reply: Reply, meeting: Meeting, *, invited: int) -> ReplyOutcome | None:
    """Why a reply of somebody invited so many times is not believed; None when it is."""
    if invited == 0:
        return ReplyOutcome.STRANGER
    if invited > 1:
        return ReplyOutcome.AMBIGUOUS
    if reply.sender != reply.attendee:
        return ReplyOutcome.FORWARDED
    if closed_words(meeting):
        return ReplyOutcome.CLOSED
    return ReplyOutcome.OLD_SEQUENCE if reply.sequence < meeting.calendar_sequence else None


def _meeting(uid: str) -> Meeting | None:
    try:
        return Meeting.objects.filter(calendar_uid=UUID(uid)).exclude(announced_at=None).first()
    except ValueError:
        return None


def _applied(reply: Reply, finding: Finding) -> Finding:
    """The finding after the answer was recorded, if it could be."""
    if finding.outcome is not ReplyOutcome.RECORDED or finding.meeting is None:
        return finding
    now = timezone.now()
    at = min(reply.stamped_at or now, now)  # a clock that runs ahead does not win for ever
    given = BY_CALENDAR[reply.answer].value
    try:
        if finding.seat is not None and finding.person is not None:
            stands = answers.answer_by_calendar(
                seat=finding.seat, person=finding.person, answer=given, comment=reply.comment, at=at
            )
        else:
            assert finding.guest is not None
            stands = answers.answer_as_guest(
                guest=finding.guest, answer=given, comment=reply.comment, source=AnswerSource.CALENDAR, at=at
            )
    except Broken:
        return Finding(ReplyOutcome.CLOSED, finding.meeting)
    return (
        finding if stands else Finding(ReplyOutcome.OVERTAKEN, finding.meeting, finding.seat, finding.guest)
    )
