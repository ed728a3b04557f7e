"""Messages about consultations, each in the language of its recipient.

What carries a personal link is confidential: nobody else reads it in the queue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa, request_mesa
from mcig.notices import Kind, Letter, Message, register_kind, send
from members.models import Person
from members.models.consultations import Consultation, ConsultationSeat
from members.queries.consultations import open_seats_at, recipients_of, secretariat_on
from members.queries.papers import AnyPaper, papers_of

PURPOSE = "consultation"
CONSULTED = gettext_lazy("Recibe este mensaje porque la mesa consulta a la organización que representa.")


def _kind(name: str, label: Any, why: Any = CONSULTED, *, automatic: bool = True) -> Kind:
    return register_kind(f"consultation-{name}", label, why=why, automatic=automatic)


KINDS = {
    "opened": _kind("opened", gettext_lazy("consultas abiertas"), automatic=False),
    "reminder": _kind("reminder", gettext_lazy("recordatorios de consultas")),
    "extended": _kind("extended", gettext_lazy("consultas prorrogadas"), automatic=False),
    "closed": _kind("closed", gettext_lazy("resultados de consultas")),
    "broken": _kind(
        "broken",
        gettext_lazy("rupturas del silencio"),
        gettext_lazy("Recibe este mensaje porque la secretaría técnica decide cómo sigue la consulta."),
    ),
    "renewed": _kind(
        "renewed",
        gettext_lazy("enlaces nuevos a consultas"),
        gettext_lazy("Recibe este mensaje porque alguien pidió un enlace nuevo para esta dirección."),
    ),
}


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


def preview(consultation: Consultation, papers: Sequence[AnyPaper]) -> tuple[str, str]:
    """Subject and text of the opening message as they would be sent, in the reader's language."""
    words = _("(aquí va el nombre de cada persona)")
    link = _("(aquí va el enlace de cada persona)")
    return _worded("opened", Person(name=words), consultation, papers=papers, link=link)


def _queue(kind: str, person: Person, consultation: Consultation, **extra: Any) -> Message:
    with override(person.language):
        subject, body = _worded(kind, person, consultation, **extra)
    return send(
        Letter(
            address=person.email,
            name=person.name,
            language=person.language,
            subject=subject,
            body=body,
            confidential="link" in extra,
        ),
        kind=KINDS[kind],
    )


def _worded(kind: str, person: Person, consultation: Consultation, **extra: Any) -> tuple[str, str]:
    context = {
        "person": person,
        "mesa": request_mesa(),
        "consultation": consultation,
        "papers": papers_of(consultation) if kind == "opened" else (),
        "page": settings.PUBLIC_URL + reverse("consultation-detail", args=[consultation.number]),
        **extra,
    }
    subject = render_to_string(f"emails/members/consultation_{kind}_subject.txt", context)
    body = render_to_string(f"emails/members/consultation_{kind}_message.txt", context)
    return " ".join(subject.split()), body.strip()
