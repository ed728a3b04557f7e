"""What a personal link to a ficha means: its owner's person confirms it, without an account."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from mcig.links.limits import too_many
from mcig.links.models import PersonalLink
from mcig.links.purposes import Purpose, register_purpose
from members.models import Posting
from projects import notices
from projects.models import Project
from projects.views.freshness import respond

RENEWALS_PER_MINUTE = 2


def holds(link: PersonalLink, on: date) -> bool:
    """Whether the person still holds a seat of the project's owner; rights end with the posting."""
    owner = Project.objects.filter(pk=link.object_key).values("owner")
    held = Posting.objects.on(on).filter(seat_id=link.seat_key, person_id=link.holder_key)
    return bool(held.filter(seat__organisation__in=owner).exists())


def renew(address: str) -> None:
    """Queue fresh links, unless this address has just had some."""
    if not too_many("renew-ficha", address, limit=RENEWALS_PER_MINUTE):
        notices.renew(address, timezone.localdate())


register_purpose(Purpose(notices.PURPOSE, holds=holds, respond=respond, renew=renew))
