"""The card of the outgoing mail on the home page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.notices.models import Dispatch
from mcig.web.home import Card, register

SHOWN = 8


@register
def waiting(actor: Actor) -> Card | None:
    """The letters that leave only when the secretariat sends them; nothing when none wait."""
    if not actor.holds(Role.SECRETARIAT):
        return None
    found = list(Dispatch.objects.waiting().counted()[:SHOWN])
    return Card(_("Envíos por revisar"), "notices/card.html", {"waiting": found}) if found else None
