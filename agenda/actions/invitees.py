"""Guests of a meeting: people without a seat, invited by name and address."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Invitee, Meeting
from agenda.models.meetings import WRITES
from agenda.rules.answers import GUEST_LINK, GUESTS, NOBODY
from agenda.rules.meeting import EDITABLE
from mcig.access import Actor
from mcig.links.models import PersonalLink
from mcig.rules import Broken


@transaction.atomic
def invite(*, actor: Actor, meeting: Meeting, name: str, email: str, language: str) -> Invitee:
    """Put a guest on the list; the letter goes with the next dispatch of the meeting.

    Raises `Broken` for an address that is on the list already, too many guests, or a meeting that is over.
    """
    locked = _lock(actor, meeting)
    if locked.invitees.filter(email__iexact=email).exists():
        raise Broken(_("Esa dirección ya está invitada a esta reunión."), "email")
    if locked.invitees.count() >= GUESTS:
        raise Broken(_("Una reunión tiene como máximo 100 personas invitadas."))
    return Invitee.objects.create(
        meeting=locked, name=name.strip(), email=email.strip(), language=language, added_by=actor.account
    )


@transaction.atomic
def withdraw(*, actor: Actor, meeting: Meeting, guest: Invitee) -> None:
    """Take a guest off the list. Effects: their links are worth nothing from now on."""
    locked = _lock(actor, meeting)
    PersonalLink.objects.filter(
        purpose=GUEST_LINK,
        object_key=str(locked.pk),
        seat_key=guest.pk,
        holder_key=NOBODY,
        revoked_at=None,
    ).update(revoked_at=timezone.now())
    locked.invitees.filter(pk=guest.pk).delete()


def _lock(actor: Actor, meeting: Meeting) -> Meeting:
    actor.require(*WRITES)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state not in EDITABLE:
        raise Broken(_("La reunión ya no admite cambios en su lista de personas invitadas."))
    return locked
