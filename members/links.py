"""What a personal link to a consultation means."""

from __future__ import annotations

from datetime import date

from mcig.links.limits import too_many
from mcig.links.models import PersonalLink
from mcig.links.purposes import Purpose, register_purpose
from members import notices, notices_signatures
from members.queries.consultations import speaks_for
from members.queries.mesa_documents import signs_for
from members.views import signatures
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


def may_sign(link: PersonalLink, on: date) -> bool:
    """Whether the person still speaks for the seat that is asked to sign."""
    return signs_for(signature=link.seat_key, person=link.holder_key, on=on)


def renew_signatures(address: str) -> None:
    """Queue fresh links to what may be signed, unless this address has just had some."""
    if not too_many("renew-signature", address, limit=RENEWALS_PER_MINUTE):
        notices_signatures.renew(address)


register_purpose(
    Purpose(
        notices_signatures.PURPOSE,
        holds=may_sign,
        respond=signatures.respond,
        renew=renew_signatures,
        hand_out=signatures.file_by_link,
    )
)
