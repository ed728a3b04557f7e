"""Letters about a date poll, each in the language of its recipient, with a personal link."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from agenda.models import DatePoll, PollSeat
from agenda.notices.invitations import Recipient
from agenda.queries.convened import people_of, place_of
from agenda.rules.answers import LINK_OUTLIVES
from agenda.rules.polls import POLL_LINK
from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa
from mcig.notices import Kind, Letter, register_kind, send
from members.models import Person

WHY = gettext_lazy("Recibe este mensaje porque la mesa pregunta por fechas a la organización que representa.")


def _kind(name: str, label: Any, *, automatic: bool = False) -> Kind:
    return register_kind(f"poll-{name}", label, why=WHY, automatic=automatic)


KINDS: dict[str, Kind] = {
    "poll": _kind("opened", gettext_lazy("encuestas de fechas")),
    "reminder": _kind("reminder", gettext_lazy("recordatorios de una encuesta de fechas")),
    "automatic": _kind(
        "automatic-reminder",
        gettext_lazy("recordatorios automáticos de una encuesta de fechas"),
        automatic=True,
    ),
    "renewed": _kind("renewed", gettext_lazy("enlaces nuevos a una encuesta de fechas"), automatic=True),
}


def letters(poll: DatePoll, purpose: str, seats: Iterable[PollSeat]) -> list[Letter]:
    """A letter with a fresh link to everybody with an address who speaks today for the seats.

    Effects: the links.
    """
    listed = list(seats)
    people = people_of([place_of(each.seat) for each in listed], timezone.localdate())
    return [
        _letter_to(poll, purpose, seat, person)
        for seat in listed
        for person in people.get(seat.seat.organisation_id, [])
        if person.email
    ]


def preview(poll: DatePoll) -> Letter:
    """The letter as it would read, in the reader's language, without a link: nothing is made."""
    nobody = Recipient(
        _("(aquí va el nombre de cada persona)"),
        "nadie@localhost",
        get_language() or "es",
        "",
        Subject("", "", 0, 0),
    )
    return _letter(poll, "poll", nobody, _("(aquí va el enlace de cada persona)"))


def remind(poll: DatePoll, seats: Iterable[PollSeat]) -> None:
    """Queue a reminder with a fresh link for everybody who speaks for the seats."""
    for letter in letters(poll, "automatic", seats):
        send(letter, KINDS["automatic"])


def renew(seat: PollSeat, person: Person) -> None:
    """Queue a fresh link to a person who speaks for the seat."""
    send(_letter_to(seat.poll, "renewed", seat, person), KINDS["renewed"])


def _letter_to(poll: DatePoll, purpose: str, seat: PollSeat, person: Person) -> Letter:
    subject = Subject(POLL_LINK, str(poll.pk), seat.pk, person.pk)
    assert poll.deadline is not None
    link = create_link(subject=subject, expires_at=poll.deadline + LINK_OUTLIVES)
    to = Recipient(person.name, person.email, person.language, person.address_form, subject)
    return _letter(poll, purpose, to, link)


def _letter(poll: DatePoll, purpose: str, to: Recipient, link: str) -> Letter:
    with override(to.language):
        context = {
            "person": to,
            "mesa": current_mesa(),
            "poll": poll,
            "slots": list(poll.slots.all()),
            "purpose": purpose,
            "page": settings.PUBLIC_URL + poll.get_absolute_url(),
            "link": link,
        }
        subject = render_to_string("emails/agenda/poll_subject.txt", context)
        body = render_to_string("emails/agenda/poll_message.txt", context)
    return Letter(
        address=to.address,
        name=to.name,
        language=to.language,
        subject=" ".join(subject.split()),
        body=body.strip(),
    )
