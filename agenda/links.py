"""What a personal link to something of the agenda means."""

from __future__ import annotations

from datetime import date

from agenda.notices import outcomes
from agenda.queries.commitments import speaks_for_owner
from agenda.views import followup
from mcig.links.limits import too_many
from mcig.links.models import PersonalLink
from mcig.links.purposes import Purpose, register_purpose

RENEWALS_PER_MINUTE = 2


def holds_for_owner(link: PersonalLink, on: date) -> bool:
    """Whether the person still speaks for the owner; rights end with the posting, in links too."""
    return speaks_for_owner(seat=link.seat_key, person=link.holder_key, on=on)


def renew_commitments(address: str) -> None:
    """Queue fresh links to the open commitments, unless this address has just had some."""
    if not too_many("renew-commitments", address, limit=RENEWALS_PER_MINUTE):
        outcomes.renew(address)


register_purpose(
    Purpose(outcomes.PURPOSE, holds=holds_for_owner, respond=followup.respond, renew=renew_commitments)
)
