"""What was noted enters the registers: its number is drawn, and its owners are told."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agenda.models import Commitment, Decision, Meeting
from agenda.models.meetings import WRITES
from agenda.notices import outcomes as notices
from mcig.access import Actor
from mcig.sequences.drawing import draw


@transaction.atomic
def register_outcomes(*, actor: Actor, meeting: Meeting) -> tuple[list[Decision], list[Commitment]]:
    """Register what was noted at the meeting and has no number yet, in the order of its items.

    Called when somebody asks for it once the session is over, when the minutes circulate and when they are
    approved: a second call registers nothing twice. Effects: draws the numbers of the year of the meeting;
    from now on the members see them; the owner of each commitment is told. Returns what was registered.
    Raises `PermissionDenied`.
    """
    actor.require(*WRITES)
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    day = timezone.localdate(meeting.started_at or meeting.starts_at or timezone.now())
    order = ("item__position", "pk")
    decisions = list(meeting.decisions.filter(number=None).order_by(*order).select_for_update(of=("self",)))
    commitments = list(
        meeting.commitments.filter(number=None).order_by(*order).select_for_update(of=("self",))
    )
    for decision in decisions:
        number_decision(decision)
    for commitment in commitments:
        commitment.start_on = commitment.start_on or min(day, commitment.due_on or day)
        number_commitment(commitment, day.year)
    notices.registered(commitments, besides=actor)
    return decisions, commitments


def number_decision(decision: Decision) -> None:
    """Draw the number of the year in which it was taken, and store it."""
    decision.year = decision.taken_on.year
    decision.number = draw(f"decisions:{decision.year}")
    decision.save()


def number_commitment(commitment: Commitment, year: int) -> None:
    """Draw the number of the year, and store it."""
    commitment.year = year
    commitment.number = draw(f"commitments:{year}")
    commitment.save()
