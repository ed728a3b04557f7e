"""Proposed items as their proposers see them, and who may propose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.clock import moment_of
from agenda.models import Item, Meeting
from agenda.queries import convened
from agenda.queries.convened import Place
from agenda.rules.meeting import EDITABLE
from agenda.rules.proposals import Closed, why_closed
from mcig.access import Actor
from members.models import Organisation, Posting


def closed_words(meeting: Meeting) -> str:
    """Why the meeting takes no proposals now, as a sentence; empty while it does."""
    closed = why_closed(meeting.state, meeting.proposals_until, timezone.now())
    if closed is Closed.OVER:
        return _("La reunión ya se celebró o se canceló: no recibe propuestas.")
    if closed is Closed.NOT_ASKED:
        return _("Esta reunión no recibe propuestas de puntos.")
    if closed is Closed.LATE:
        assert meeting.proposals_until is not None
        return _("El plazo para proponer puntos terminó el %(moment)s. Escriba a la secretaría técnica.") % {
            "moment": moment_of(meeting, meeting.proposals_until)
        }
    return ""


def open_meetings() -> QuerySet[Meeting]:
    """The meetings that members know of and that take proposals now."""
    return Meeting.objects.filter(state__in=EDITABLE, proposals_until__gt=timezone.now()).exclude(
        announced_at=None
    )


def proposals_of(meeting: Meeting, organisations: Iterable[int]) -> list[Item]:
    """What the organisations (keys) proposed for the meeting, the newest first."""
    own = meeting.items.filter(proposed_by__organisation__in=list(organisations))
    return list(own.order_by("-proposed_at", "-pk"))


def members_on(on: date) -> list[Place]:
    """Who is asked for proposals on the date: the members, not who observes."""
    return [place for place in convened.places_on(on) if not place.is_observer]


def speakers(on: date, organisations: Iterable[int] | None = None) -> QuerySet[Posting]:
    """Who may propose on the date, of the organisations (keys) or of every member; the titular first."""
    members = Organisation.objects.members_on(on).values_list("pk", flat=True)
    wanted = members if organisations is None else organisations
    found = convened.speakers_on(on, wanted).filter(seat__kind__in=convened.SPEAKERS)
    return found.order_by("-seat__kind", "pk")


def speakers_at(address: str, on: date) -> QuerySet[Posting]:
    """The postings through which the person with this address may propose on the date."""
    return speakers(on).filter(person__email__iexact=address)


def speaking_for(actor: Actor) -> Posting | None:
    """The posting through which the actor may propose today; None without one."""
    return speakers(actor.on, actor.organisations).filter(person__user=actor.account).first()
