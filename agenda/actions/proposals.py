"""Members propose items; secretariat and presidency ask for them, and give back what does not fit.

What is accepted or parked moves as any other item (`agenda.actions.items`); whoever proposed it is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions.journal import record
from agenda.actions.lanes import Lanes, lock_open
from agenda.actions.mailing import prepare
from agenda.actions.meetings import lock_meeting
from agenda.actions.papers import keep_papers, title_of
from agenda.models import (
    AgendaStepKind,
    Item,
    ItemLane,
    Mailing,
    MailingPurpose,
    Meeting,
    PaperLevel,
)
from agenda.notices import proposals as notices
from agenda.queries import mailings
from agenda.queries.proposals import closed_words, speakers, speaking_for
from agenda.rules.items import check_room
from agenda.rules.order import lifted
from agenda.rules.proposals import check_proposal, check_return
from mcig.access import Actor
from mcig.files.actions import Checked
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Person, Seat


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed. `theme` is a key; `reason` is for whoever decides."""

    title: str
    purpose: str
    minutes: int
    theme: int | None = None
    reason: str = ""


@transaction.atomic
def propose(*, actor: Actor, meeting: Meeting, proposal: Proposal, paper: Checked | None = None) -> Item:
    """Propose an item through an account, for the seat that the actor occupies, and return it.

    Raises `PermissionDenied` for who speaks for no member; `Broken` when the time is over or never was, and
    for what no item can be.
    """
    posting = speaking_for(actor)
    if posting is None:
        raise PermissionDenied
    item = _propose(meeting, posting.seat, posting.person, proposal)
    if paper is not None:
        # Members read it once the item is published.
        titled = [(title_of(paper), paper)]
        keep_papers(actor, item.meeting, titled, level=PaperLevel.MEMBERS, item=item)
    return item


@transaction.atomic
def propose_by_link(*, meeting: Meeting, seat: Seat, person: Person, proposal: Proposal) -> Item:
    """Propose an item through the personal link of `person`. Raises `Broken` as `propose`.

    The same proposal sent twice is one.
    """
    return _propose(meeting, seat, person, proposal)


def _propose(meeting: Meeting, seat: Seat, person: Person, proposal: Proposal) -> Item:
    locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if closed := closed_words(locked):
        raise Broken(closed)
    own = locked.items.filter(proposed_by__organisation=seat.organisation_id)
    title, reason = proposal.title.strip(), proposal.reason.strip()
    again = own.filter(lane=ItemLane.PROPOSED, title=title, proposal_reason=reason, minutes=proposal.minutes)
    if found := again.first():
        return found
    check_proposal(title=title, minutes=proposal.minutes, reason=reason, made=own.count())
    check_room(locked.items.count())
    return Item.objects.create(
        meeting=locked,
        lane=ItemLane.PROPOSED,
        position=locked.items.filter(lane=ItemLane.PROPOSED).count() + 1,
        title=title,
        purpose=proposal.purpose,
        minutes=proposal.minutes,
        theme_id=proposal.theme,
        proposal_reason=reason,
        proposed_by=seat,
        proposer=person,
        proposed_at=timezone.now(),
    )


@transaction.atomic
def call_for_items(*, actor: Actor, meeting: Meeting, version: int) -> Mailing:
    """Prepare the letters that ask every member for items, and give what waits to be sent.

    Effects: members know of the meeting from now on, not of its agenda; a held dispatch with a personal link
    for each person. Raises `Stale`; `Broken` when the meeting takes no proposals, letters about it wait, or
    there is nobody to ask.
    """
    locked = lock_meeting(actor, meeting.pk)
    require_same(seen=version, stored=locked.version)
    if closed := closed_words(locked):
        raise Broken(closed)
    if mailings.waiting(locked):
        raise Broken(_("Ya hay un envío preparado sobre esta reunión: revíselo y envíelo."))
    letters = notices.letters(locked, speakers(timezone.localdate()))
    if not letters:
        raise Broken(_("No hay a quién preguntar: nadie con dirección de correo integra hoy la mesa."))
    if locked.announced_at is None:
        locked.announced_at = timezone.now()
        locked.version += 1
        locked.save()
    return prepare(
        actor=actor, meeting=locked, purpose=MailingPurpose.PROPOSALS, kind=notices.CALLED, letters=letters
    )


@transaction.atomic
def give_back(*, actor: Actor, meeting: Meeting, item: int, reason: str) -> Item:
    """Give a proposed item (a key) back with the reason, which its proposer reads, and return it.

    It is a step as any other and can be undone. Raises `Broken` without a reason, and for what nobody
    proposed or was returned already.
    """
    lanes = Lanes(lock_open(actor, meeting.pk))
    found = lanes.find(item)
    if found.proposed_by_id is None:
        raise Broken(_("Solo se devuelve lo que un integrante propuso."))
    if found.lane == ItemLane.RETURNED:
        raise Broken(_("La propuesta ya está devuelta."))
    found.return_reason = check_return(reason)
    found.save(update_fields=["return_reason"])
    before = lanes.spot(item)
    block, lanes.rows[found.lane] = lifted(lanes.rows[found.lane], item)
    lanes.rows[ItemLane.RETURNED] = (*lanes.rows[ItemLane.RETURNED], *block)
    lanes.write()
    record(actor, found, AgendaStepKind.MOVED, before=before, after=lanes.spot(item))
    return found
