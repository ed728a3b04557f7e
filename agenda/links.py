"""What a personal link to something of the agenda means."""

from __future__ import annotations

from datetime import date

from agenda.actions import renewals
from agenda.models import Invitee, MeetingSeat, PollSeat
from agenda.notices import outcomes
from agenda.queries.commitments import speaks_for_owner
from agenda.queries.convened import speaks_for
from agenda.rules.answers import GUEST_LINK, SEAT_LINK
from agenda.rules.polls import POLL_LINK
from agenda.rules.proposals import PROPOSAL_LINK
from agenda.views import answers, followup, poll_answers, proposals
from mcig.links.limits import too_many
from mcig.links.models import PersonalLink
from mcig.links.purposes import Purpose, register_purpose
from members.models import Seat

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


def holds_for_seat(link: PersonalLink, on: date) -> bool:
    """Whether the person still speaks for the convened seat; rights end with the posting, in links too."""
    seat = MeetingSeat.objects.filter(pk=link.seat_key).select_related("seat").first()
    return seat is not None and speaks_for(seat=seat.seat, person=link.holder_key, on=on)


def holds_for_guest(link: PersonalLink, on: date) -> bool:
    """Whether the guest is still invited."""
    return Invitee.objects.filter(pk=link.seat_key).exists()


def holds_for_poll(link: PersonalLink, on: date) -> bool:
    """As `holds_for_seat`, for a seat that a poll asks."""
    seat = PollSeat.objects.filter(pk=link.seat_key).select_related("seat").first()
    return seat is not None and speaks_for(seat=seat.seat, person=link.holder_key, on=on)


def holds_for_proposer(link: PersonalLink, on: date) -> bool:
    """Whether the person still speaks for the seat that may propose."""
    seat = Seat.objects.filter(pk=link.seat_key).first()
    return seat is not None and speaks_for(seat=seat, person=link.holder_key, on=on)


def renew(address: str) -> None:
    """Queue fresh links to whatever of the agenda waits for the address, unless it has just had some."""
    if not too_many("renew-agenda", address, limit=RENEWALS_PER_MINUTE):
        renewals.renew(address=address)


def nothing(address: str) -> None:
    """The links of guests, polls and proposals are renewed with those of the seats."""


register_purpose(Purpose(SEAT_LINK, holds=holds_for_seat, respond=answers.respond, renew=renew))
register_purpose(Purpose(GUEST_LINK, holds=holds_for_guest, respond=answers.respond_as_guest, renew=nothing))
register_purpose(Purpose(POLL_LINK, holds=holds_for_poll, respond=poll_answers.respond, renew=nothing))
register_purpose(Purpose(PROPOSAL_LINK, holds=holds_for_proposer, respond=proposals.respond, renew=nothing))
