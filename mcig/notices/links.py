"""The personal link in the foot of every mail of news: what one receives, without logging in."""

from __future__ import annotations

from datetime import date

from mcig.links.limits import too_many
from mcig.links.models import PersonalLink
from mcig.links.purposes import Purpose, register_purpose
from mcig.notices.actions.news import send_preferences_link
from mcig.notices.preference_links import PURPOSE, address_behind
from mcig.notices.preference_views import by_link

RENEWALS_PER_MINUTE = 2


def holds(link: PersonalLink, on: date) -> bool:
    """Whether the address is still known: it is forgotten with its news."""
    return address_behind(link.object_key) is not None


def renew(address: str) -> None:
    """Send a fresh link to an address that has received news, unless it has just had one."""
    if not too_many("renew-notices", address, limit=RENEWALS_PER_MINUTE):
        send_preferences_link(address)


register_purpose(Purpose(PURPOSE, holds=holds, respond=by_link, renew=renew))
