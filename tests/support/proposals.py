"""Proposals of items for tests, and addresses of their routes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agenda.actions.proposals import Proposal, propose
from agenda.models import Item, Meeting
from tests.support import meetings
from tests.support.cast import Cast

ROUTES = ("proposal-",)
UNTIL = datetime(2024, 4, 2, 18, 0, tzinfo=UTC)  # 12:00 in Mexico City


def open_meeting(cast: Cast, **more: Any) -> Meeting:
    """A draft that members know of, and that takes proposals until 2 April."""
    return meetings.meeting(cast, **{"announced_at": timezone.now(), "proposals_until": UNTIL} | more)


def proposed(cast: Cast, meeting: Meeting, title: str = "Cuidados en la frontera", **more: Any) -> Item:
    """What the titular of Francia proposes."""
    facts: dict[str, Any] = {"purpose": "discussion", "minutes": 20}
    proposal = Proposal(title=title, **facts | more)
    return propose(actor=cast.actor("french"), meeting=meeting, proposal=proposal)


def samples(name: str, cast: Cast) -> list[tuple[str, str]]:
    """Addresses of the route `name`: of a meeting that takes proposals, and of a draft."""
    known = Meeting.objects.filter(title="Recibe propuestas").first()
    known = known or open_meeting(cast, title="Recibe propuestas", proposals_until=meetings.STARTS)
    draft = Meeting.objects.filter(announced_at=None).first() or meetings.meeting(cast, "Borrador de mayo")
    found = []
    for label, each in (("(open)", known), ("(draft)", draft)):
        kwargs = {"pk": each.pk}
        if name == "proposal-return":
            kwargs["item"] = (each.items.first() or _sample_item(each, cast)).pk
        found.append((label, reverse(name, kwargs=kwargs)))
    return found


def _sample_item(meeting: Meeting, cast: Cast) -> Item:
    seat = meetings.seat_of(cast.france)
    return meetings.item(meeting, "Cuidados en la frontera", lane="proposed", proposed_by=seat)
