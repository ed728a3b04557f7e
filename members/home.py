"""The card that says who presides today."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcig.access import PARTICIPANTS, Actor
from mcig.web.home import Card, register
from members.queries import offices_on


@register
def offices(actor: Actor) -> Card | None:
    """Who holds the presidency and the technical secretariat; nothing for somebody without a seat today."""
    if not actor.holds(*PARTICIPANTS):
        return None
    return Card(_("Quién preside hoy"), "members/offices-card.html", {"offices": offices_on(actor.on)})
