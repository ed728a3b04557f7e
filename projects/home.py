"""The card with the fichas that wait for somebody to finish them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.web.home import Card, register
from projects import queries


@register
def drafts(actor: Actor) -> Card | None:
    """The drafts of one's own organisations; nothing for somebody who holds no seat."""
    if not actor.organisations:
        return None
    return Card(_("Fichas por publicar"), "projects/home-card.html", {"drafts": queries.own_drafts(actor)})


@register
def reviews(actor: Actor) -> Card | None:
    """The fichas that wait for the secretariat."""
    if not actor.holds(Role.SECRETARIAT):
        return None
    return Card(
        _("Fichas por revisar"), "projects/home-reviews.html", {"waiting": queries.waiting_for_review()}
    )
