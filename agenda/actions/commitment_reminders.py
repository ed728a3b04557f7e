"""What the clock does to commitments: reminders before and after their due date."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agenda.models import Commitment, CommitmentReminder
from agenda.notices import outcomes as notices
from agenda.rules.outcome import REMINDER_HOUR, reminder_due
from mcig.mesa.middleware import current_reminders
from mcig.mesa.reminders import Reminders


def remind(now: datetime | None = None) -> int:
    """Remind the owners whose due date comes near or has just passed; give how many messages.

    From eight in the morning on the mesa's clock. Each reminder of a due date leaves once: its row is
    inserted in the transaction that queues it, behind the lock of the commitment. After a downtime only the
    last one whose day has come leaves.
    """
    moment = timezone.localtime(now)
    if moment.hour < REMINDER_HOUR:
        return 0
    reminders = current_reminders()
    open_ones = Commitment.objects.registered().open().filter(due_on__isnull=False)
    last = max(reminders.commitments, default=0)
    done = CommitmentReminder.objects.filter(days=last).values("commitment", "due_on")
    told = {(each["commitment"], each["due_on"]) for each in done}
    waiting = [key for key, due in open_ones.values_list("pk", "due_on") if (key, due) not in told]
    return sum(_remind_of(key, moment, reminders) for key in waiting)


@transaction.atomic
def _remind_of(key: int, now: datetime, reminders: Reminders) -> bool:
    found = Commitment.objects.select_for_update(of=("self",)).select_related("owner")
    locked = found.registered().open().filter(pk=key).first()
    if locked is None or locked.due_on is None:
        return False
    since = timezone.localdate(locked.created_at)
    days = reminder_due(due=locked.due_on, since=since, today=now.date(), days=reminders.commitments)
    if days is None or locked.reminders.filter(due_on=locked.due_on, days=days).exists():
        return False
    CommitmentReminder.objects.create(commitment=locked, due_on=locked.due_on, days=days)
    return notices.remind(locked, days)
