"""Letters about a meeting, each in the language of its recipient, with a calendar entry for them alone.

The personal link stands in the letter and never in the entry: calendars are shared with whole offices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from agenda.clock import when_words
from agenda.formats.entries import Party
from agenda.models import Invitee, MailingPurpose, Meeting, MeetingSeat
from agenda.queries.calendars import invitation_of, method_of, name_words, newest_agenda, page_of
from agenda.queries.convened import people_of, place_of
from agenda.rules.answers import GUEST_LINK, LINK_OUTLIVES, NOBODY, SEAT_LINK
from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa
from mcig.notices import Attachment, Kind, Letter, register_kind, send
from members.models import Person

WHY = gettext_lazy("Recibe este mensaje porque la mesa convoca a la organización que representa, o a usted.")


def _kind(name: str, label: Any, *, automatic: bool = False) -> Kind:
    return register_kind(f"meeting-{name}", label, why=WHY, automatic=automatic)


KINDS: dict[str, Kind] = {
    MailingPurpose.CONVOCATION: _kind("convocation", gettext_lazy("convocatorias")),
    MailingPurpose.UPDATE: _kind("update", gettext_lazy("cambios de una reunión convocada")),
    MailingPurpose.POSTPONEMENT: _kind("postponed", gettext_lazy("aplazamientos de reuniones")),
    MailingPurpose.CANCELLATION: _kind("cancelled", gettext_lazy("cancelaciones de reuniones")),
    MailingPurpose.REMINDER: _kind("reminder", gettext_lazy("recordatorios de una convocatoria")),
    "automatic": _kind(
        "automatic-reminder", gettext_lazy("recordatorios automáticos de una convocatoria"), automatic=True
    ),
    "renewed": _kind("renewed", gettext_lazy("enlaces nuevos a una convocatoria"), automatic=True),
}
WITH_ENTRY = frozenset(
    {
        MailingPurpose.CONVOCATION.value,
        MailingPurpose.UPDATE.value,
        MailingPurpose.POSTPONEMENT.value,
        MailingPurpose.CANCELLATION.value,
    }
)


NO_LINK = Subject("", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a letter goes to, and what their link answers for."""

    name: str
    address: str
    language: str
    address_form: str
    link: Subject


def recipients(
    meeting: Meeting, *, seats: Iterable[MeetingSeat], guests: Iterable[Invitee]
) -> list[Recipient]:
    """The people with an address who speak today for the seats, and the guests."""
    listed = list(seats)
    people = people_of([place_of(each.seat) for each in listed], timezone.localdate())
    key = str(meeting.pk)
    found = [
        Recipient(
            person.name,
            person.email,
            person.language,
            person.address_form,
            Subject(SEAT_LINK, key, seat.pk, person.pk),
        )
        for seat in listed
        for person in people.get(seat.seat.organisation_id, [])
        if person.email
    ]
    return found + [guest_recipient(guest) for guest in guests]


def guest_recipient(guest: Invitee) -> Recipient:
    subject = Subject(GUEST_LINK, str(guest.meeting_id), guest.pk, NOBODY)
    return Recipient(guest.name, guest.email, guest.language, "", subject)


def letters(
    meeting: Meeting, purpose: str, to: Iterable[Recipient], *, changes: Iterable[str] = ()
) -> list[Letter]:
    """A letter to each recipient, with a fresh personal link. Effects: the links."""
    named = list(changes)
    return [_letter(meeting, purpose, each, named, _link(meeting, each)) for each in to]


def preview(meeting: Meeting, purpose: str, *, changes: Iterable[str] = ()) -> Letter:
    """The letter as it would read, in the reader's language, without a link: nothing is made."""
    language = get_language() or "es"
    nobody = Recipient(_("(aquí va el nombre de cada persona)"), "nadie@localhost", language, "", NO_LINK)
    return _letter(meeting, purpose, nobody, list(changes), _("(aquí va el enlace de cada persona)"))


def remind(meeting: Meeting, seats: Iterable[MeetingSeat]) -> None:
    """Queue a reminder with a fresh link for everybody who speaks for the seats."""
    _send(meeting, "automatic", recipients(meeting, seats=seats, guests=[]))


def renew_seat(seat: MeetingSeat, person: Person) -> None:
    """Queue a fresh link to a person who speaks for the seat."""
    subject = Subject(SEAT_LINK, str(seat.meeting_id), seat.pk, person.pk)
    to = Recipient(person.name, person.email, person.language, person.address_form, subject)
    _send(seat.meeting, "renewed", [to])


def renew_guest(guest: Invitee) -> None:
    """Queue a fresh link to a guest."""
    _send(guest.meeting, "renewed", [guest_recipient(guest)])


def _send(meeting: Meeting, kind: str, to: Iterable[Recipient]) -> None:
    for letter in letters(meeting, kind, to):
        send(letter, KINDS[kind])


def _link(meeting: Meeting, to: Recipient) -> str:
    assert meeting.ends_at is not None
    return create_link(subject=to.link, expires_at=max(meeting.ends_at, timezone.now()) + LINK_OUTLIVES)


def _letter(meeting: Meeting, purpose: str, to: Recipient, changes: list[str], link: str) -> Letter:
    with override(to.language):
        context = {
            "person": to,
            "mesa": current_mesa(),
            "meeting": meeting,
            "name": name_words(meeting),
            "when": when_words(meeting),
            "agenda": newest_agenda(meeting),
            "page": page_of(meeting),
            "purpose": purpose,
            "changes": changes,
            "link": link,
        }
        subject = render_to_string("emails/agenda/meeting_subject.txt", context)
        body = render_to_string("emails/agenda/meeting_message.txt", context)
        attachments: tuple[Attachment, ...] = ()
        if purpose in WITH_ENTRY:
            content = invitation_of(meeting, Party(to.address, to.name), to.language)
            attachments = (_attached(meeting, content),)
    return Letter(
        address=to.address,
        name=to.name,
        language=to.language,
        subject=" ".join(subject.split()),
        body=body.strip(),
        attachments=attachments,
    )


def _attached(meeting: Meeting, content: bytes) -> Attachment:
    parameters = f"method={method_of(meeting)}; charset=UTF-8"
    return Attachment(_("reunion.ics"), f"text/calendar; {parameters}", content)
