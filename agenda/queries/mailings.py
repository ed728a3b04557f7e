"""Reads about the letters of a meeting: what was told, and what waits to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, QuerySet

from agenda.models import Mailing, MailingPurpose, Meeting
from agenda.models.mailings import TELLS_FACTS
from agenda.rules.answers import Facts, changed
from mcig.notices.models import Message


def facts_of(meeting: Meeting) -> Facts:
    """What an invitation tells of a meeting that has its date."""
    assert meeting.starts_at is not None
    return Facts(
        title=meeting.title,
        starts_at=meeting.starts_at,
        minutes=meeting.planned_minutes,
        time_zone=meeting.time_zone,
        place=meeting.place,
        link=meeting.link,
    )


def as_told(facts: Facts) -> dict[str, object]:
    """The facts as a mailing keeps them."""
    return asdict(facts) | {"starts_at": facts.starts_at.isoformat()}


def facts_told(mailing: Mailing) -> Facts:
    """The facts that the letters of a mailing told."""
    told = dict(mailing.told)
    return Facts(**told | {"starts_at": datetime.fromisoformat(told["starts_at"])})


def letters_of(meeting: Meeting) -> list[Mailing]:
    """The letters that were sent or wait, the oldest first; what was discarded is none."""
    found = meeting.mailings.filter(dispatch__discarded_at=None).select_related("dispatch")
    return list(found.order_by("pk"))


def waiting(meeting: Meeting, letters: Sequence[Mailing] | None = None) -> list[Mailing]:
    """The letters of the meeting that wait to be sent or discarded.

    `letters` are those of `letters_of`, where they are at hand.
    """
    known = letters_of(meeting) if letters is None else letters
    return [each for each in known if each.dispatch.sent_at is None]


def untold_changes(meeting: Meeting, letters: Sequence[Mailing] | None = None) -> tuple[str, ...]:
    """The names of the facts of a convened meeting that differ from what its letters told last.

    `letters` are those of `letters_of`, where they are at hand.
    """
    known = letters_of(meeting) if letters is None else letters
    telling = [each for each in known if each.purpose in TELLS_FACTS]
    if not telling or meeting.starts_at is None:
        return ()
    return changed(facts_told(telling[-1]), facts_of(meeting))


def was_told(meeting: Meeting) -> bool:
    """Whether anybody was ever written to about the date of the meeting."""
    return meeting.mailings.sent().exclude(purpose=MailingPurpose.PROPOSALS).exists()


def addresses_told(meeting: Meeting, purposes: Sequence[MailingPurpose] = TELLS_FACTS) -> set[str]:
    """The addresses, in lower case, to which letters with the facts of the meeting have left, or letters of
    other purposes."""
    dispatches = meeting.mailings.sent().filter(purpose__in=purposes).values("dispatch")
    messages = Message.objects.filter(dispatch__in=dispatches).values_list("recipients", flat=True)
    return {address.lower() for recipients in messages for address in recipients}


def invited_at(meeting: Meeting) -> datetime | None:
    """When the newest letters with the facts of the meeting left; None when none did."""
    sent = meeting.mailings.sent().filter(purpose__in=TELLS_FACTS)
    at: datetime | None = sent.aggregate(at=Max("dispatch__sent_at"))["at"]
    return at


def invited_meetings() -> QuerySet[Meeting]:
    """The meetings whose convocation has left: only of those is anybody reminded."""
    told = Mailing.objects.sent().filter(meeting=OuterRef("pk"), purpose__in=TELLS_FACTS)
    return Meeting.objects.filter(Exists(told))
