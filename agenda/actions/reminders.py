"""What the clock does to convened meetings and open polls: reminders before the day, each once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agenda.models import DatePoll, Meeting, MeetingReminder, PollReminder
from agenda.notices import invitations, polls
from agenda.queries.mailings import invited_at, invited_meetings
from agenda.rules import answers, meeting
from agenda.rules import polls as poll_rules
from mcig.mesa.middleware import current_reminders
from mcig.mesa.reminders import Reminders


def remind(now: datetime | None = None) -> int:
    """Remind the seats that have not answered of a meeting that comes near; give how many seats.

    Each reminder of a beginning leaves once: its row is inserted in the transaction that queues it. Nobody is
    reminded of a convocation that has not left.
    """
    moment = now or timezone.now()
    near = invited_meetings().filter(state=meeting.Phase.CONVENED, starts_at__gt=moment)
    reminders = current_reminders()
    return sum(_remind_of(pk, moment, reminders) for pk in list(near.values_list("pk", flat=True)))


@transaction.atomic
def _remind_of(pk: int, now: datetime, reminders: Reminders) -> int:
    locked = Meeting.objects.select_for_update().get(pk=pk)
    invited = invited_at(locked)
    if locked.state != meeting.Phase.CONVENED or locked.starts_at is None or invited is None:
        return 0
    days = answers.reminder_due(invited=invited, starts_at=locked.starts_at, now=now, days=reminders.meetings)
    if days is None:
        return 0
    silent = locked.seats.silent().exclude(reminders__days=days, reminders__starts_at=locked.starts_at)
    seats = list(silent.select_related("seat", "meeting"))
    for seat in seats:
        MeetingReminder.objects.create(seat=seat, days=days, starts_at=locked.starts_at)
    invitations.remind(locked, seats)
    return len(seats)


def remind_of_polls(now: datetime | None = None) -> int:
    """Remind the seats that have not answered an open poll whose deadline comes near; give how many."""
    moment = now or timezone.now()
    near = DatePoll.objects.filter(state=poll_rules.Phase.OPEN, deadline__gt=moment)
    near = near.filter(mailings__dispatch__sent_at__isnull=False).distinct()
    reminders = current_reminders()
    return sum(_remind_of_poll(pk, moment, reminders) for pk in list(near.values_list("pk", flat=True)))


@transaction.atomic
def _remind_of_poll(pk: int, now: datetime, reminders: Reminders) -> int:
    locked = DatePoll.objects.select_for_update().get(pk=pk)
    if not locked.is_open or locked.deadline is None or locked.opened_at is None:
        return 0
    days = poll_rules.reminder_due(
        opened=locked.opened_at, deadline=locked.deadline, now=now, days=reminders.polls
    )
    if days is None:
        return 0
    silent = locked.seats.filter(answered_at=None).exclude(
        reminders__days=days, reminders__deadline=locked.deadline
    )
    seats = list(silent.select_related("seat"))
    for seat in seats:
        PollReminder.objects.create(seat=seat, days=days, deadline=locked.deadline)
    polls.remind(locked, seats)
    return len(seats)
