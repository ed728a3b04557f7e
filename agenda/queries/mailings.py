"""Reads about the letters of a meeting: what was told, and what waits to be sent."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, QuerySet

from agenda.models import Mailing, Meeting
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


def last_told(meeting: Meeting) -> Mailing | None:
    """The newest letters with the facts of the meeting that were sent or wait; None before any."""
    return (
        meeting.mailings.filter(purpose__in=TELLS_FACTS, dispatch__discarded_at=None)
        .select_related("dispatch")
        .order_by("-pk")
        .first()
    )


def untold_changes(meeting: Meeting) -> tuple[str, ...]:
    """The names of the facts of a convened meeting that differ from what its letters told."""
    mailing = last_told(meeting)
    if mailing is None or meeting.starts_at is None:
        return ()
    return changed(facts_told(mailing), facts_of(meeting))


def waiting(meeting: Meeting) -> list[Mailing]:
    """The letters of the meeting that wait to be sent or discarded."""
    return list(meeting.mailings.waiting().select_related("dispatch").order_by("pk"))


def was_told(meeting: Meeting) -> bool:
    """Whether anybody was ever written to about the meeting."""
    return meeting.mailings.sent().exists()


def addresses_told(meeting: Meeting) -> set[str]:
    """The addresses, in lower case, to which letters with the facts of the meeting have left."""
    dispatches = meeting.mailings.sent().filter(purpose__in=TELLS_FACTS).values("dispatch")
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
