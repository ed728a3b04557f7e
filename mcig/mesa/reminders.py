"""When the mesa reminds: how long before what, by default and as the mesa has set it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mcig.rules import Broken, _

if TYPE_CHECKING:
    from mcig.mesa.models import Mesa

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


def reminders_of(mesa: Mesa | None) -> Reminders:
    """What the mesa has set; the defaults before it is set up."""
    if mesa is None:
        return Reminders()
    before, after = mesa.reminders_before_due, mesa.reminders_after_due
    return Reminders(
        consultations=tuple(mesa.reminders_of_consultations),
        meetings=tuple(mesa.reminders_of_meetings),
        polls=tuple(mesa.reminders_of_polls),
        commitments=tuple(sorted([-days for days in before] + after)),
    )


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
