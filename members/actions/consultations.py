"""Consultations: prepare, open, extend and withdraw them. Answers and the clock have files of their own.

Whatever changes an open consultation or an answer first locks the consultation's row, so that an answer and
the deadline never pass each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.links.actions import extend_links
from mcig.rules import Broken
from mcig.sequences.drawing import draw
from mcig.web.versions import require_same
from members import notices
from members.actions.outcomes import close, close_due, register_consequence
from members.models import Organisation, Seat, SeatKind
from members.models.consultations import Consultation, ConsultationSeat
from members.queries.consultations import consulted_members
from members.rules import consultation as rules
from members.rules.consultation import Event, Rule

__all__ = [
    "close_due",
    "create_draft",
    "edit",
    "extend",
    "open_consultation",
    "register_consequence",
    "withdraw",
]


@transaction.atomic
def create_draft(
    *,
    actor: Actor,
    subject: str,
    text: str,
    rule: str = Rule.SILENCE,
    deadline: datetime | None = None,
    consulted: Iterable[Organisation] = (),
    purpose: str = "",
    object_key: str = "",
) -> Consultation:
    """Prepare a consultation and return it; nobody but secretariat and presidency sees it yet.

    `consulted` names member organisations, none of them means all. `purpose` and `object_key` find the
    consequence. Effects: draws the next number of the year under a row lock. Raises `Broken` for a text that
    cannot be put to anybody and for a deadline that has passed.
    """
    actor.require(Role.SECRETARIAT)
    _check(subject, text, deadline)
    year = timezone.localdate().year
    draft = Consultation.objects.create(
        year=year,
        sequence=draw(f"consultations:{year}"),
        subject=subject.strip(),
        text=text.strip(),
        rule=Rule(rule),
        deadline=deadline,
        purpose=purpose,
        object_key=object_key,
        created_by=actor.account,
    )
    draft.consulted.set(consulted)
    return draft


@transaction.atomic
def edit(
    *,
    actor: Actor,
    consultation: Consultation,
    version: int,
    subject: str,
    text: str,
    rule: str,
    deadline: datetime | None,
    consulted: Iterable[Organisation],
) -> Consultation:
    """Change a draft made from its `version`. Raises `Stale`; `Broken` as `create_draft`, and once opened."""
    locked = _lock(actor, consultation)
    if not locked.is_draft:
        raise Broken(_("La consulta ya se abrió: su texto no cambia."))
    require_same(seen=version, stored=locked.version)
    _check(subject, text, deadline)
    locked.subject, locked.text = subject.strip(), text.strip()
    locked.rule, locked.deadline = Rule(rule), deadline
    locked.consulted.set(consulted)
    return _save(locked)


@transaction.atomic
def open_consultation(*, actor: Actor, consultation: Consultation, version: int) -> Consultation:
    """Put the text to the consulted seats and return the consultation.

    Effects: freezes the text; one row per consulted seat; one message per seat with a personal link, in the
    recipient's language. Raises `Stale`; `Broken` when the deadline is missing or has passed, or nobody
    would be consulted.
    """
    locked = _lock(actor, consultation)
    require_same(seen=version, stored=locked.version)
    phase = rules.next_phase(locked.state, Event.OPENED)
    now = timezone.now()
    rules.check_text(locked.subject, locked.text)
    rules.check_deadline(locked.deadline, now)
    locked.state, locked.opened_at, locked.opened_by = phase, now, actor.account
    _save(locked)
    seats = [
        ConsultationSeat.objects.create(consultation=locked, seat=seat) for seat in _consulted_seats(locked)
    ]
    if not seats:
        raise Broken(_("No hay a quién consultar: ninguna de las organizaciones integra hoy la mesa."))
    notices.invite(locked, seats)
    return locked


def _consulted_seats(consultation: Consultation) -> list[Seat]:
    """The titular seat of each consulted member of today; one that was never registered begins to exist."""
    return [
        Seat.objects.get_or_create(organisation=member, kind=SeatKind.PRINCIPAL)[0]
        for member in consulted_members(consultation, timezone.localdate())
    ]


@transaction.atomic
def extend(
    *, actor: Actor, consultation: Consultation, version: int, deadline: datetime, note: str = ""
) -> Consultation:
    """Give an open consultation more time. Answers stay and may be changed again.

    Effects: the personal links live as long; one message per seat. Raises `Stale`; `Broken` for a deadline
    that has passed or is not later than the present one.
    """
    locked = _lock(actor, consultation)
    require_same(seen=version, stored=locked.version)
    locked.state = rules.next_phase(locked.state, Event.EXTENDED)
    rules.check_deadline(deadline, timezone.now())
    if locked.deadline and deadline <= locked.deadline:
        raise Broken(_("El plazo nuevo debe ser posterior al que ya se dio."), "deadline")
    locked.deadline, locked.note = deadline, note.strip()
    extend_links(purpose=notices.PURPOSE, object_key=str(locked.pk), expires_at=deadline)
    _save(locked)
    notices.extended(locked)
    return locked


@transaction.atomic
def withdraw(*, actor: Actor, consultation: Consultation, version: int, note: str = "") -> Consultation:
    """Take a draft or an open consultation back, saying why.

    Effects: revokes its links; tells the consulted seats, if it was open; the consequence of a rejection;
    the certificate. Raises `Stale`; `Broken` for one that is closed, or without a reason once it is open.
    """
    locked = _lock(actor, consultation)
    require_same(seen=version, stored=locked.version)
    rules.next_phase(locked.state, Event.WITHDRAWN)
    if locked.is_open and not note.strip():
        raise Broken(_("Escriba por qué se retira: lo leerán quienes fueron consultados."), "note")
    locked.note = note.strip()
    close(locked, Event.WITHDRAWN)
    return locked


def _check(subject: str, text: str, deadline: datetime | None) -> None:
    """A draft may lack its deadline; one that has passed is no deadline."""
    rules.check_text(subject, text)
    if deadline is not None:
        rules.check_deadline(deadline, timezone.now())


def _lock(actor: Actor, consultation: Consultation) -> Consultation:
    actor.require(Role.SECRETARIAT)
    return Consultation.objects.select_for_update().get(pk=consultation.pk)


def _save(locked: Consultation) -> Consultation:
    locked.version += 1
    locked.save()
    return locked
