"""What a personal link to a consultation means."""

from __future__ import annotations

from datetime import date

from mcig.links.limits import too_many
from mcig.links.models import PersonalLink
from mcig.links.purposes import Purpose, register_purpose
from members import notices
from members.queries.consultations import speaks_for
from members.views.answers import respond
from members.views.papers import paper_by_link

RENEWALS_PER_MINUTE = 2


def holds(link: PersonalLink, on: date) -> bool:
    """Whether the person still speaks for the seat; rights end with the posting, in links too."""
    return speaks_for(seat=link.seat_key, person=link.holder_key, on=on)


def renew(address: str) -> None:
    """Queue fresh links, unless this address has just had some."""
    if not too_many("renew-consultation", address, limit=RENEWALS_PER_MINUTE):
        notices.renew(address)


register_purpose(Purpose(notices.PURPOSE, holds=holds, respond=respond, renew=renew, hand_out=paper_by_link))
