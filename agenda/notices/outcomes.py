"""News about commitments, and reminders with a personal link, each in the language of its recipient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from agenda.models import Commitment, CommitmentStep
from agenda.queries.commitments import open_at_address, people_for
from mcig.access import Actor
from mcig.links.actions import create_link
from mcig.links.subjects import Subject
from mcig.mesa.middleware import current_mesa
from mcig.notices import Addressee, Kind, Letter, Timing, register_kind, send, tell
from members.models import Person
from members.queries.consultations import secretariat_on

PURPOSE = "commitment"
LINK_LIVES = timedelta(days=30)
NEWS = register_kind(
    "commitments",
    gettext_lazy("novedades de compromisos"),
    why=gettext_lazy("Recibe este mensaje porque su organización tiene compromisos con la mesa o los sigue."),
    automatic=True,
    timing=Timing.NOW,
)
REMINDER = register_kind(
    "commitment-reminder",
    gettext_lazy("recordatorios de compromisos"),
    why=gettext_lazy("Recibe este mensaje porque su organización se comprometió a algo con la mesa."),
    automatic=True,
)
RENEWED = register_kind(
    "commitment-renewed",
    gettext_lazy("enlaces nuevos a compromisos"),
    why=gettext_lazy("Recibe este mensaje porque alguien pidió un enlace nuevo para esta dirección."),
    automatic=True,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """A commitment and the personal link by which its owner tells of it."""

    commitment: Commitment
    link: str


def registered(commitments: Iterable[Commitment], *, besides: Actor) -> None:
    """Tell the owner of each commitment that it stands in the register."""
    listed = list(commitments)
    people = people_for((each.owner.organisation_id for each in listed), besides.on)
    for each in listed:
        if person := people.get(each.owner.organisation_id):
            _tell(person, each, gettext_lazy("Su organización tiene un compromiso nuevo: %(text)s"), besides)


def told(commitment: Commitment, step: CommitmentStep, *, to_owner: bool, besides: Actor | None) -> None:
    """Tell what happened to a commitment to the secretariat and, if so wished, to its owner.

    Who did it is told nothing.
    """
    on = timezone.localdate()
    people = {person.pk: person for person in secretariat_on(on)}
    if to_owner:
        owner = people_for([commitment.owner.organisation_id], on).values()
        people |= {person.pk: person for person in owner}
    for person in people.values():
        _tell(person, commitment, gettext_lazy("Compromiso %(label)s, %(what)s: %(text)s"), besides, step)


def _tell(
    person: Person,
    commitment: Commitment,
    line: Any,
    besides: Actor | None,
    step: CommitmentStep | None = None,
) -> None:
    if besides is not None and person.user_id is not None and person.user_id == besides.user.pk:
        return
    with override(person.language):
        words = {
            "label": commitment.label,
            "text": Truncator(" ".join(commitment.text.split())).chars(160),
            "what": str(step.title) if step else "",
        }
        due = _(" (fecha compromiso: %(day)s)") % {"day": _day(commitment)} if commitment.due_on else ""
        told_line = str(line) % words + ("" if step else due)
    tell(
        kind=NEWS,
        to=Addressee(person.email, person.name, person.language),
        line=told_line,
        address=commitment.get_absolute_url(),
    )


def _day(commitment: Commitment) -> str:
    return date_format(commitment.due_on) if commitment.due_on else ""


def remind(commitment: Commitment, days: int) -> bool:
    """Queue a reminder with a fresh link, `days` from the due date; False when it reaches nobody."""
    people = people_for([commitment.owner.organisation_id], timezone.localdate())
    person = people.get(commitment.owner.organisation_id)
    if person is None:
        return False
    _send(REMINDER, person, [commitment], days=days)
    return True


def renew(address: str) -> None:
    """Queue fresh links to the open commitments of the person with this address."""
    current_mesa()  # its clock says which day it is
    for person, commitments in open_at_address(address, timezone.localdate()):
        _send(RENEWED, person, commitments)


def _send(kind: Kind, person: Person, commitments: Sequence[Commitment], **extra: Any) -> None:
    expires_at = timezone.now() + LINK_LIVES
    linked = [
        Linked(each, create_link(subject=_subject(each, person), expires_at=expires_at))
        for each in commitments
    ]
    context = {"person": person, "mesa": current_mesa(), "linked": linked, **extra}
    name = kind.name.replace("-", "_")
    with override(person.language):
        subject = render_to_string(f"emails/agenda/{name}_subject.txt", context)
        body = render_to_string(f"emails/agenda/{name}_message.txt", context).strip()
    letter = Letter(person.email, person.name, person.language, " ".join(subject.split()), body)
    send(letter, kind)


def _subject(commitment: Commitment, person: Person) -> Subject:
    return Subject(PURPOSE, str(commitment.pk), commitment.owner_id, person.pk)
