"""When the mesa reminds: how long before what, by default and as the mesa has set it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mcig.rules import Broken, _

MOST = 5
LONGEST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Reminders:
    """The reminders of the mesa. Hours before the deadline of a consultation; days before a meeting and
    before the deadline of a date poll; days from the due date of a commitment, negative before it."""

    consultations: tuple[int, ...] = (72, 24)
    meetings: tuple[int, ...] = (7, 2)
    polls: tuple[int, ...] = (2,)
    commitments: tuple[int, ...] = (-7, -1, 1)


def check_reminders(values: Iterable[int], *, longest: int) -> list[int]:
    """The values once each, the earliest reminder first.

    Raises `Broken` for more than five of them, or for one that is not between 1 and `longest`.
    """
    kept = sorted(set(values), reverse=True)
    if len(kept) > MOST:
        raise Broken(_("Caben hasta cinco recordatorios."))
    if any(not 1 <= value <= longest for value in kept):
        raise Broken(_("Cada recordatorio va de 1 a %(longest)d.") % {"longest": longest})
    return kept
