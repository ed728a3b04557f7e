"""Messages about consultations, each in the language of its recipient.

What carries a personal link is confidential: nobody else reads it in the queue.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa
from mcig.notices.actions import CONFIDENTIAL_HEADER, queue
from mcig.notices.models import Message
from members.models import Person
from members.models.consultations import Consultation, ConsultationSeat
from members.queries.consultations import open_seats_at, recipients_of, secretariat_on

PURPOSE = "consultation"


def invite(consultation: Consultation, seats: list[ConsultationSeat]) -> None:
    """Queue the opening message of each seat, with its personal link, and tie it to the seat."""
    for seat, person in _reached(seats):
        seat.message = _with_link("opened", consultation, seat, person)
        seat.save(update_fields=["message"])


def remind(consultation: Consultation, seats: list[ConsultationSeat]) -> None:
    """Queue a reminder with a fresh link for each of the seats."""
    for seat, person in _reached(seats):
        _with_link("reminder", consultation, seat, person)


def extended(consultation: Consultation) -> None:
    """Queue the news of the longer time for every seat, with a fresh link."""
    for seat, person in _reached(consultation.seats.all()):
        _with_link("extended", consultation, seat, person)


def closed(consultation: Consultation) -> None:
    """Queue the outcome for every seat."""
    for _seat, person in _reached(consultation.seats.all()):
        _queue("closed", person, consultation)


def silence_broken(seat: ConsultationSeat) -> None:
    """Tell the technical secretariat that somebody broke the silence, and that it is to decide."""
    named = ConsultationSeat.objects.named(timezone.localdate()).get(pk=seat.pk)
    for person in secretariat_on(timezone.localdate()):
        _queue("broken", person, seat.consultation, seat=named)


def renew(address: str) -> None:
    """Queue a fresh link for each open consultation that the person with this address may answer."""
    current_mesa()  # its clock says which day it is
    for seat, person in open_seats_at(address, timezone.localdate()):
        _with_link("renewed", seat.consultation, seat, person)


def _reached(seats: Iterable[ConsultationSeat]) -> list[tuple[ConsultationSeat, Person]]:
    listed = list(ConsultationSeat.objects.filter(pk__in=[seat.pk for seat in seats]).select_related("seat"))
    recipients = recipients_of(listed, timezone.localdate())
    return [(seat, recipients[seat.pk]) for seat in listed if seat.pk in recipients]


def _with_link(kind: str, consultation: Consultation, seat: ConsultationSeat, person: Person) -> Message:
    assert consultation.deadline is not None
    subject = Subject(PURPOSE, str(consultation.pk), seat.pk, person.pk)
    link = create_link(subject=subject, expires_at=consultation.deadline)
    return _queue(kind, person, consultation, link=link)


def preview(consultation: Consultation) -> tuple[str, str]:
    """Subject and text of the opening message as they would be sent, in the reader's language."""
    words = _("(aquí va el nombre de cada persona)")
    return _worded("opened", Person(name=words), consultation, link=_("(aquí va el enlace de cada persona)"))


def _queue(kind: str, person: Person, consultation: Consultation, **extra: Any) -> Message:
    with override(person.language):
        subject, body = _worded(kind, person, consultation, **extra)
    headers = {CONFIDENTIAL_HEADER: "1"} if "link" in extra else {}
    return queue(EmailMessage(subject, body, to=[person.email], headers=headers))


def _worded(kind: str, person: Person, consultation: Consultation, **extra: Any) -> tuple[str, str]:
    context = {
        "person": person,
        "mesa": current_mesa(),
        "consultation": consultation,
        "page": settings.PUBLIC_URL + reverse("consultation-detail", args=[consultation.number]),
        **extra,
    }
    subject = render_to_string(f"emails/members/consultation_{kind}_subject.txt", context)
    body = render_to_string(f"emails/members/consultation_{kind}_message.txt", context)
    return " ".join(subject.split()), body.strip()
