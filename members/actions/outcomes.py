"""How a consultation ends, at its deadline or before, and what follows from it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mcig import jobs
from mcig.links.actions import revoke_links
from members import notices
from members.models.consultations import Consultation
from members.rules import consultation as rules
from members.rules.consultation import Event, Outcome

logger = logging.getLogger(__name__)
Consequence = Callable[[Consultation], None]


@dataclass(frozen=True, slots=True)
class _Consequences:
    adopted: Consequence
    rejected: Consequence


_consequences: dict[str, _Consequences] = {}


def register_consequence(purpose: str, *, adopted: Consequence, rejected: Consequence) -> None:
    """Say what follows from a consultation with this `purpose`.

    `adopted` or `rejected` (not adopted, or withdrawn) is called with the closed consultation, once, in the
    transaction that closes it; what it raises undoes the closing.
    """
    _consequences[purpose] = _Consequences(adopted, rejected)


def close_due(now: datetime | None = None) -> int:
    """Record the outcome of every consultation whose deadline has come; give how many were closed.

    Each in a transaction of its own, behind its row lock and read again there: two workers, a second run or
    a downtime of days make one outcome. One whose silence was broken stays open until somebody decides.
    """
    moment = now or timezone.now()
    due = list(Consultation.objects.due(moment).values_list("pk", flat=True))
    return sum(_close_apart(pk, moment) for pk in due)


def _close_apart(pk: int, now: datetime) -> bool:
    """Close one; a consequence that fails leaves its consultation open, and the others their turn."""
    try:
        return _close_one(pk, now)
    except Exception:
        logger.exception("consultation %s could not be closed", pk)
        return False


@transaction.atomic
def _close_one(pk: int, now: datetime) -> bool:
    locked = Consultation.objects.select_for_update().get(pk=pk)
    if not locked.is_open or locked.deadline is None or not rules.is_over(locked.deadline, now):
        return False
    found = rules.outcome(
        locked.rule,
        locked.seats.values_list("state", flat=True),
        deadline=locked.deadline,
        now=now,
    )
    if found is Outcome.NEEDS_DECISION:
        return False
    close(locked, Event.ADOPTED if found is Outcome.ADOPTED else Event.REJECTED)
    return True


def close(locked: Consultation, event: Event) -> None:
    """Close the locked consultation: its moment, the consequence, the messages, the certificate."""
    was_open = locked.is_open
    locked.state = rules.next_phase(locked.state, event)
    locked.closed_at = timezone.now()
    locked.version += 1
    locked.save()
    if consequences := _consequences.get(locked.purpose):
        (consequences.adopted if event is Event.ADOPTED else consequences.rejected)(locked)
    if was_open:
        revoke_links(purpose=notices.PURPOSE, object_key=str(locked.pk))
        notices.closed(locked)
        jobs.defer("members.certify", consultation_id=locked.pk)
