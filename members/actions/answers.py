"""The answers of the consulted seats: by account, by personal link, or as the secretariat heard them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.rules import Broken
from members import notices
from members.models import Person
from members.models.consultations import AnswerSource, Consultation, ConsultationSeat
from members.rules import consultation as rules
from members.rules.consultation import Phase, Rule, SeatEvent


@transaction.atomic
def acknowledge(*, seat: ConsultationSeat) -> None:
    """Keep that the text was received and opened; a button says so, never the mere visit."""
    locked = _lock_to_answer(seat)
    locked.state = rules.next_seat_phase(locked.state, SeatEvent.OPENED)
    locked.opened_at = locked.opened_at or timezone.now()
    locked.save()


@transaction.atomic
def answer(*, actor: Actor, seat: ConsultationSeat, answer: str, comment: str) -> ConsultationSeat:
    """Answer through an account, for a seat of one's own organisation. Raises as `answer_by_link`."""
    if seat.seat.organisation_id not in actor.organisations:
        raise PermissionDenied
    person = Person.objects.filter(user=actor.account).first()
    return _record(
        seat,
        answer,
        comment,
        source=AnswerSource.ACCOUNT,
        person=person,
        spoken_by=person.name if person else str(actor.account),
    )


@transaction.atomic
def answer_by_link(*, seat: ConsultationSeat, person: Person, answer: str, comment: str) -> ConsultationSeat:
    """Answer through the personal link of `person`. The last answer before the deadline counts.

    Effects: the earlier answer stays in the history; who breaks the silence makes a message to the
    secretariat. Raises `Broken` for an answer after the deadline or without the words that it needs.
    """
    return _record(seat, answer, comment, source=AnswerSource.LINK, person=person, spoken_by=person.name)


@transaction.atomic
def enter_by_phone(
    *, actor: Actor, seat: ConsultationSeat, answer: str, comment: str, spoken_by: str
) -> ConsultationSeat:
    """Enter an answer that somebody gave to the secretariat by telephone. Raises as `answer_by_link`."""
    actor.require(Role.SECRETARIAT)
    if not spoken_by.strip():
        raise Broken(_("Indique quién dio la respuesta por teléfono."), "spoken_by")
    return _record(
        seat,
        answer,
        comment,
        source=AnswerSource.PHONE,
        person=None,
        spoken_by=spoken_by.strip(),
        entered_by=actor,
    )


def _record(
    seat: ConsultationSeat,
    answer: str,
    comment: str,
    *,
    source: AnswerSource,
    person: Person | None,
    spoken_by: str,
    entered_by: Actor | None = None,
) -> ConsultationSeat:
    locked = _lock_to_answer(seat)
    event = rules.check_answer(answer, comment)
    was_broken = locked.state == SeatEvent.BREAKS
    locked.state = rules.next_seat_phase(locked.state, event)
    locked.comment, locked.answered_at = comment.strip(), timezone.now()
    locked.source, locked.person, locked.spoken_by = source, person, spoken_by
    locked.entered_by = entered_by.account if entered_by else None
    locked.save()
    if event is SeatEvent.BREAKS and not was_broken and locked.consultation.rule == Rule.SILENCE:
        notices.silence_broken(locked)
    return locked


def _lock_to_answer(seat: ConsultationSeat) -> ConsultationSeat:
    """The seat, behind the lock of its consultation, while it takes answers."""
    consultation = Consultation.objects.select_for_update().get(pk=seat.consultation_id)
    if not consultation.takes_answers:
        raise Broken(_too_late(consultation))
    locked = ConsultationSeat.objects.select_for_update().get(pk=seat.pk)
    locked.consultation = consultation
    return locked


def _too_late(consultation: Consultation) -> str:
    if consultation.state == Phase.WITHDRAWN:
        return _("La consulta se retiró: ya no hace falta responder.")
    if consultation.deadline is None or consultation.opened_at is None:
        return _("La consulta aún no se abre.")
    moment = timezone.localtime(consultation.deadline)
    return _("El plazo venció el %(moment)s: la respuesta llegó tarde y no se registró.") % {
        "moment": date_format(moment, "j \\d\\e F \\d\\e Y, H:i:s")
    }
