"""What the clock does to open consultations besides ending them, and to statements being signed: reminders,
and news of delivery."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mcig.mesa.middleware import current_reminders
from mcig.mesa.reminders import Reminders
from mcig.notices.models import MessageState
from members import notices, notices_signatures
from members.models import DocumentVersion, SignatureReminder
from members.models.consultations import Consultation, ConsultationReminder, ConsultationSeat
from members.rules import consultation as rules
from members.rules.consultation import Phase, SeatEvent
from members.rules.mesa_documents import SignaturePhase


def remind(now: datetime | None = None) -> int:
    """Remind the seats that have not answered of a deadline that comes near; give how many messages.

    Each reminder of a deadline leaves once: its row is inserted in the transaction that queues it.
    """
    moment = now or timezone.now()
    near = Consultation.objects.filter(state=Phase.OPEN, deadline__gt=moment)
    reminders = current_reminders()
    return sum(_remind_of(pk, moment, reminders) for pk in list(near.values_list("pk", flat=True)))


@transaction.atomic
def _remind_of(pk: int, now: datetime, reminders: Reminders) -> int:
    locked = Consultation.objects.select_for_update().get(pk=pk)
    if not locked.is_open or locked.deadline is None or locked.opened_at is None:
        return 0
    hours = rules.reminder_due(
        opened=locked.opened_at, deadline=locked.deadline, now=now, hours=reminders.consultations
    )
    if hours is None:
        return 0
    silent = locked.seats.filter(answered_at=None).exclude(
        reminders__hours=hours, reminders__deadline=locked.deadline
    )
    seats = list(silent)
    for seat in seats:
        ConsultationReminder.objects.create(seat=seat, hours=hours, deadline=locked.deadline)
    notices.remind(locked, seats)
    return len(seats)


def remind_of_signatures(now: datetime | None = None) -> int:
    """Remind the seats that have not answered a joint statement whose deadline comes near, as far ahead as of
    a consultation; give how many. Each reminder of a deadline leaves once."""
    moment = now or timezone.now()
    near = DocumentVersion.objects.filter(signing_deadline__gt=moment)
    reminders = current_reminders()
    return sum(_remind_to_sign(pk, moment, reminders) for pk in list(near.values_list("pk", flat=True)))


@transaction.atomic
def _remind_to_sign(pk: int, now: datetime, reminders: Reminders) -> int:
    locked = DocumentVersion.objects.select_for_update().get(pk=pk)
    opened, deadline = locked.signing_opened_at, locked.signing_deadline
    if opened is None or deadline is None:
        return 0
    hours = rules.reminder_due(opened=opened, deadline=deadline, now=now, hours=reminders.consultations)
    if hours is None:
        return 0
    silent = locked.signatures.filter(state=SignaturePhase.PENDING).exclude(
        reminders__hours=hours, reminders__deadline=deadline
    )
    signatures = list(silent.select_related("seat"))
    for each in signatures:
        SignatureReminder.objects.create(signature=each, hours=hours, deadline=deadline)
    notices_signatures.ask(locked, signatures, notices_signatures.REMINDED)
    return len(signatures)


def mark_delivered() -> int:
    """Keep for each seat when its message left; give how many had not been told of yet."""
    left = ConsultationSeat.objects.filter(delivered_at=None, message__state=MessageState.SENT)
    moments = dict(left.values_list("pk", "message__sent_at"))
    for pk, sent_at in moments.items():
        with transaction.atomic():
            locked = ConsultationSeat.objects.select_for_update().get(pk=pk)
            locked.state = rules.next_seat_phase(locked.state, SeatEvent.DELIVERED)
            locked.delivered_at = sent_at
            locked.save(update_fields=["state", "delivered_at"])
    return len(moments)
