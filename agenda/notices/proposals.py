"""The letters that ask for proposals, and what became of one, told to whoever made it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from agenda.clock import when_words
from agenda.models import Item, ItemLane, Meeting
from agenda.notices.invitations import NO_LINK, Recipient
from agenda.rules.proposals import PROPOSAL_LINK, proposals_end
from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa
from mcig.notices import Addressee, Letter, Timing, register_kind, send, take_back, tell
from members.models import Person, Posting

WHY = gettext_lazy("Lo recibe porque su representación ocupa un lugar en la mesa.")
CALLED = register_kind(
    "proposals-called", gettext_lazy("invitaciones a proponer puntos"), why=WHY, automatic=False
)
RENEWED = register_kind(
    "proposals-renewed", gettext_lazy("enlaces nuevos para proponer puntos"), why=WHY, automatic=True
)
CANCELLED = register_kind(
    "proposals-cancelled",
    gettext_lazy("cancelaciones de reuniones que recibían propuestas"),
    why=WHY,
    automatic=False,
)
DECIDED = register_kind(
    "proposals-decided",
    gettext_lazy("propuestas de puntos"),
    why=gettext_lazy("Lo recibe porque propuso un punto para una reunión de la mesa."),
    automatic=True,
    timing=Timing.NOW,
)
LINES = {
    ItemLane.PROPOSED: gettext_lazy("Su propuesta «%(title)s» para «%(meeting)s» sigue por resolver."),
    ItemLane.ACCEPTED: gettext_lazy("Su propuesta «%(title)s» entró al orden del día de «%(meeting)s»."),
    ItemLane.WAITING: gettext_lazy("Su propuesta «%(title)s» para «%(meeting)s» queda en espera."),
    ItemLane.NEXT: gettext_lazy("Su propuesta «%(title)s» queda para la reunión que sigue a «%(meeting)s»."),
    ItemLane.RETURNED: gettext_lazy("Su propuesta «%(title)s» para «%(meeting)s» fue devuelta: %(reason)s"),
    ItemLane.REMOVED: gettext_lazy("Su propuesta «%(title)s» no entra al orden del día de «%(meeting)s»."),
}


def decided(item: Item) -> None:
    """Tell whoever proposed the item where it is now; what was told before and not yet sent is forgotten."""
    person = item.proposer
    if person is None:
        return
    to = Addressee(person.email, person.name, person.language)
    address = f"{reverse('meeting-detail', args=[item.meeting_id])}#propuesta-{item.pk}"
    forgotten = take_back(kind=DECIDED, to=to, address=address)
    if forgotten and item.lane == ItemLane.PROPOSED:
        return
    named = {"title": item.title, "meeting": item.meeting.title, "reason": item.return_reason}
    with override(person.language):
        line = str(LINES[ItemLane(item.lane)]) % named
    tell(kind=DECIDED, to=to, line=line, address=address)


def letters(meeting: Meeting, postings: Iterable[Posting]) -> list[Letter]:
    """A letter with a personal link for each person with an address. Effects: the links."""
    people = {posting.person.email.lower(): posting for posting in postings if posting.person.email}
    return [_letter_to(meeting, "call", posting) for posting in people.values()]


def cancelled(meeting: Meeting, postings: Iterable[Posting]) -> list[Letter]:
    """A letter for each person with an address that the meeting for which they were asked will not be."""
    people = {posting.person.email.lower(): posting.person for posting in postings if posting.person.email}
    return [_letter(meeting, "cancelled", _recipient(person), "") for person in people.values()]


def preview(meeting: Meeting) -> Letter:
    """The letter as it would read, in the reader's language, without a link: nothing is made."""
    name, link = _("(aquí va el nombre de cada persona)"), _("(aquí va el enlace de cada persona)")
    nobody = Recipient(name, "nadie@localhost", get_language() or "es", "", NO_LINK)
    return _letter(meeting, "call", nobody, link)


def renew(meeting: Meeting, posting: Posting) -> None:
    """Queue a fresh link to a person who may propose."""
    send(_letter_to(meeting, "renewed", posting), RENEWED)


def _letter_to(meeting: Meeting, purpose: str, posting: Posting) -> Letter:
    subject = Subject(PROPOSAL_LINK, str(meeting.pk), posting.seat_id, posting.person_id)
    assert meeting.proposals_until is not None
    until = proposals_end(meeting.proposals_until, meeting.ends_at)
    to = _recipient(posting.person, subject)
    return _letter(meeting, purpose, to, create_link(subject=subject, expires_at=until))


def _recipient(person: Person, subject: Subject = NO_LINK) -> Recipient:
    return Recipient(person.name, person.email, person.language, person.address_form, subject)


def _letter(meeting: Meeting, purpose: str, to: Recipient, link: str) -> Letter:
    with override(to.language):
        context = {
            "person": to,
            "mesa": current_mesa(),
            "meeting": meeting,
            "when": when_words(meeting),
            "purpose": purpose,
            "page": settings.PUBLIC_URL + meeting.get_absolute_url(),
            "link": link,
        }
        subject = render_to_string("emails/agenda/proposals_subject.txt", context)
        body = render_to_string("emails/agenda/proposals_message.txt", context)
    return Letter(to.address, to.name, to.language, " ".join(subject.split()), body.strip())
