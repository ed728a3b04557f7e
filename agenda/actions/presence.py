"""Who has the desk of an agenda open."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agenda.actions.meetings import require_writer
from agenda.models import DeskPresence, Meeting
from agenda.queries.desk import PRESENCE
from mcig.access import Actor


@transaction.atomic
def stay(*, actor: Actor, meeting: Meeting) -> None:
    """Say that the actor is at the desk. Effects: forgets those whose last sign is a minute old."""
    require_writer(actor)
    now = timezone.now()
    DeskPresence.objects.filter(meeting=meeting, seen_at__lte=now - PRESENCE).exclude(
        user=actor.account
    ).delete()
    DeskPresence.objects.update_or_create(meeting=meeting, user=actor.account, defaults={"seen_at": now})
