"""Fresh links by mail, for whoever lost the one to a meeting or a poll that still takes answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agenda.models import Invitee, PollSeat
from agenda.notices import invitations, polls, proposals
from agenda.queries.answers import closed_words, open_seats_at
from agenda.queries.convened import spoken_for
from agenda.queries.proposals import open_meetings, speakers_at
from agenda.rules.meeting import Phase
from agenda.rules.polls import Phase as PollPhase
from mcig.mesa.middleware import current_mesa


@transaction.atomic
def renew(*, address: str) -> None:
    """Queue a fresh link for each meeting and poll that the person with this address may answer now, and for
    each meeting that takes their proposals."""
    current_mesa()  # its clock says which day it is
    today = timezone.localdate()
    for seat, person in spoken_for(open_seats_at(today), address, today):
        if not closed_words(seat.meeting):
            invitations.renew_seat(seat, person)
    guests = Invitee.objects.filter(email__iexact=address, meeting__state=Phase.CONVENED)
    for guest in guests.select_related("meeting"):
        if not closed_words(guest.meeting):
            invitations.renew_guest(guest)
    asked = PollSeat.objects.filter(poll__state=PollPhase.OPEN, poll__deadline__gt=timezone.now())
    for poll_seat, person in spoken_for(asked.select_related("seat", "poll"), address, today):
        polls.renew(poll_seat, person)
    for meeting in open_meetings():
        for posting in speakers_at(address, today):
            proposals.renew(meeting, posting)
