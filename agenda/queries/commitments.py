"""Reads about commitments: the register, whose they are, and what a meeting follows up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils import timezone

from agenda.models import Commitment, Meeting
from mcig.access import Actor
from members.models import Posting
from members.queries.register import last_name_of

SOONEST_FIRST = (F("due_on").asc(nulls_last=True), "year", "number")


def named(commitments: QuerySet[Commitment], on: date) -> QuerySet[Commitment]:
    """With `owner_name`, the organisation's name on the date or the last one known."""
    return commitments.annotate(owner_name=last_name_of("owner__organisation_id", on))  # type: ignore[no-redef]


def visible(actor: Actor) -> QuerySet[Commitment]:
    """The registered commitments that the actor may see, with owner, theme, meeting and decision."""
    return (
        named(Commitment.objects.visible_to(actor).registered(), actor.on)
        .select_related("owner__organisation", "theme", "meeting", "item", "decision")
        .order_by("-year", "-number")
    )


def own_open(actor: Actor) -> QuerySet[Commitment]:
    """Open commitments of the actor's own organisations, the nearest due date first."""
    own = Commitment.objects.registered().open().filter(owner__organisation__in=actor.organisations)
    return named(own, actor.on).order_by(*SOONEST_FIRST)


def all_overdue(on: date) -> QuerySet[Commitment]:
    """Registered commitments whose date has passed, the oldest first."""
    return named(Commitment.objects.registered().overdue(on), on).order_by(*SOONEST_FIRST)


def open_of_organisation(organisation: int, on: date) -> QuerySet[Commitment]:
    """Open registered commitments of an organisation (key), the nearest due date first."""
    found = Commitment.objects.registered().open().filter(owner__organisation=organisation)
    return named(found, on).order_by(*SOONEST_FIRST)


def answers_for(actor: Actor, commitment: Commitment) -> bool:
    """Whether the actor speaks for the organisation that owes it."""
    return commitment.owner.organisation_id in actor.organisations


def speaks_for_owner(*, seat: int, person: int, on: date) -> bool:
    """Whether the person (key) speaks on the date for the organisation of the seat (key)."""
    organisation = Posting.objects.filter(seat=seat).values("seat__organisation")
    return Posting.objects.on(on).filter(person=person, seat__organisation__in=organisation).exists()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A commitment as the *seguimiento de acuerdos* of a meeting tells it."""

    key: int
    label: str
    text: str
    owner: str
    due_on: date | None
    state: str
    is_overdue: bool
    theme: int | None


def open_commitments_for(meeting: Meeting) -> list[FollowUp]:
    """The commitments that are still open and come back on the agenda of `meeting`, the most overdue first.

    Those noted at this very meeting are no follow-up of it. Overdue is told for the day of the meeting, or
    for today while it has no date.
    """
    on = timezone.localdate(meeting.starts_at) if meeting.starts_at else timezone.localdate()
    found = named(Commitment.objects.registered().open(), on).exclude(meeting=meeting)
    return [
        FollowUp(
            key=each.pk,
            label=each.label,
            text=each.text,
            owner=each.owner_name,
            due_on=each.due_on,
            state=str(each.get_state_display()),
            is_overdue=each.is_overdue(on),
            theme=each.theme_id,
        )
        for each in found.order_by(*SOONEST_FIRST)
    ]
