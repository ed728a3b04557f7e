"""The answers to a convocation: by account, personal link, telephone or calendar; one record for each seat.

Whatever answers first locks the seat's row: of two answers at once the second sees the first, and the latest
stands. The earlier ones are history.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import AnswerSource, Invitee, Meeting, MeetingSeat
from agenda.queries.answers import closed_words
from agenda.rules import answers as rules
from mcig.access import Actor, Role
from mcig.rules import Broken
from members.models import Person


@transaction.atomic
def answer(*, actor: Actor, seat: MeetingSeat, answer: str, attendee: str, comment: str) -> MeetingSeat:
    """Answer through an account, for a seat of one's own organisation. Raises as `answer_by_link`."""
    if seat.seat.organisation_id not in actor.organisations:
        raise PermissionDenied
    person = Person.objects.filter(user=actor.account).first()
    return _record(
        seat,
        answer,
        attendee,
        comment,
        source=AnswerSource.ACCOUNT,
        person=person,
        spoken_by=person.name if person else str(actor.account),
    )


@transaction.atomic
def answer_by_link(
    *, seat: MeetingSeat, person: Person, answer: str, attendee: str, comment: str
) -> MeetingSeat:
    """Answer through the personal link of `person`.

    Effects: the record of the seat; the earlier answer stays in the history. Raises `Broken` when the
    meeting takes no answer any more, and for words that are too long.
    """
    return _record(
        seat, answer, attendee, comment, source=AnswerSource.LINK, person=person, spoken_by=person.name
    )


@transaction.atomic
def enter_by_phone(
    *, actor: Actor, seat: MeetingSeat, answer: str, attendee: str, comment: str, spoken_by: str
) -> MeetingSeat:
    """Enter an answer that somebody gave to the secretariat by telephone. Raises as `answer_by_link`."""
    actor.require(Role.SECRETARIAT)
    if not spoken_by.strip():
        raise Broken(_("Indique quién dio la respuesta por teléfono."), "spoken_by")
    return _record(
        seat,
        answer,
        attendee,
        comment,
        source=AnswerSource.PHONE,
        person=None,
        spoken_by=spoken_by.strip(),
        entered_by=actor,
    )


@transaction.atomic
def answer_by_calendar(*, seat: MeetingSeat, person: Person, answer: str, comment: str, at: datetime) -> bool:
    """Record what a calendar answered at the moment `at`; False when a later answer stands already.

    A calendar knows nobody but its owner: whom an earlier answer named to attend stays named only when it
    was the same answer. Raises as `answer_by_link`.
    """
    locked = _lock_to_answer(seat)
    if locked.answered_at is not None and locked.answered_at >= at:
        return False
    attendee = locked.attendee if locked.answer == answer else ""
    _record(
        locked,
        answer,
        attendee,
        comment,
        source=AnswerSource.CALENDAR,
        person=person,
        spoken_by=person.name,
        at=at,
    )
    return True


@transaction.atomic
def answer_as_guest(
    *,
    guest: Invitee,
    answer: str,
    comment: str,
    source: AnswerSource = AnswerSource.LINK,
    at: datetime | None = None,
) -> bool:
    """Record what somebody invited without a seat answered; False when a later answer stands already.

    Raises as `answer_by_link`.
    """
    meeting = _open(guest.meeting_id)
    locked = Invitee.objects.select_for_update().get(pk=guest.pk)
    given = rules.check_answer(answer, "", comment)
    moment = at or timezone.now()
    if at is not None and locked.answered_at is not None and locked.answered_at >= at:
        return False
    locked.answer, locked.comment = given.value, comment.strip()
    locked.answered_at, locked.answered_for, locked.source = moment, meeting.starts_at, source
    locked.save()
    return True


def _record(
    seat: MeetingSeat,
    answer: str,
    attendee: str,
    comment: str,
    *,
    source: AnswerSource,
    person: Person | None,
    spoken_by: str,
    entered_by: Actor | None = None,
    at: datetime | None = None,
) -> MeetingSeat:
    locked = _lock_to_answer(seat)
    given = rules.check_answer(answer, attendee, comment)
    locked.answer = given.value
    locked.attendee = "" if given is rules.Given.DECLINED else attendee.strip()
    locked.comment = comment.strip()
    locked.answered_at, locked.answered_for = at or timezone.now(), locked.meeting.starts_at
    locked.source, locked.person, locked.spoken_by = source, person, spoken_by
    locked.entered_by = entered_by.account if entered_by else None
    locked.version += 1
    locked.save()
    return locked


def _lock_to_answer(seat: MeetingSeat) -> MeetingSeat:
    """The seat, locked, while its meeting takes answers."""
    meeting = _open(seat.meeting_id)
    locked = MeetingSeat.objects.select_for_update().get(pk=seat.pk)
    locked.meeting = meeting
    return locked


def _open(key: int) -> Meeting:
    """The meeting, kept from changing its state meanwhile. Raises `Broken` when it takes no answers."""
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=key)
    words = closed_words(meeting)
    if words:
        raise Broken(words)
    return meeting
