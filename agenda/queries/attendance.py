"""Reads about who came to the meetings, over time, and what a seat still has to answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from agenda.models import Meeting, MeetingSeat, PollSeat, Presence
from agenda.models.seats import COUNTS_FOR_QUORUM
from agenda.rules.meeting import Phase
from agenda.rules.polls import Phase as PollPhase
from mcig.access import Actor
from members.models import Organisation

LISTED = 12
OVER = (Phase.HELD, Phase.CLOSED)


@dataclass(frozen=True, slots=True)
class Attendance:
    """To how many of the recorded meetings an organisation came; `rows` are the newest of them."""

    came: int
    recorded: int
    rows: tuple[MeetingSeat, ...]


def of_organisation(actor: Actor, organisation: Organisation) -> Attendance:
    """The attendance of an organisation at the meetings that the actor may see. One query."""
    found = MeetingSeat.objects.filter(
        seat__organisation=organisation,
        meeting__in=Meeting.objects.visible_to(actor).filter(state__in=OVER),
    ).exclude(presence=Presence.UNKNOWN)
    rows = list(found.select_related("meeting").order_by("-meeting__starts_at", "-pk"))
    came = sum(row.presence in COUNTS_FOR_QUORUM for row in rows)
    return Attendance(came, len(rows), tuple(rows[:LISTED]))


def open_invitations(organisation: int) -> int:
    """How many convocations and polls wait for an answer of the organisation (key)."""
    now = timezone.now()
    meetings = MeetingSeat.objects.filter(
        seat__organisation=organisation, meeting__state=Phase.CONVENED, meeting__starts_at__gt=now
    ).silent()
    polls = PollSeat.objects.filter(
        seat__organisation=organisation,
        poll__state=PollPhase.OPEN,
        poll__deadline__gt=now,
        answered_at=None,
    )
    return meetings.count() + polls.count()
