"""How far an indicator has come from its baseline to its target, told without embellishment.

The share is `(value − baseline) / (target − baseline)`: it also holds where less is better, it is negative
where the value moved away from the target, and above one where the target was passed. Where the target is
the baseline itself there is no way to go and no share: the indicator keeps its target or has left it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from mcig.rules import Broken, State, _

DIGITS, PLACES = 18, 4
GROUP = 3  # digits of a group of thousands
HUNDRED = Decimal(100)
LARGEST = Decimal(100_000)  # a share beyond it says only that baseline and target are too near to compare


class Reading(State):
    """What can be said of an indicator."""

    UNMEASURED = "unmeasured"
    NO_BASELINE = "no_baseline"
    KEPT = "kept"
    LEFT = "left"
    ON_THE_WAY = "on_the_way"
    REACHED = "reached"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Progress:
    """The reading of an indicator, and its percentage where there is one."""

    reading: Reading
    percent: Decimal | None = None

    @property
    def drawn(self) -> int | None:
        """What a bar shows: whole percents, never less than nothing nor more than all of it."""
        return None if self.percent is None else int(max(Decimal(0), min(HUNDRED, self.percent)))


def progress(baseline: Decimal | None, target: Decimal, value: Decimal | None) -> Progress:
    """What the latest `value` says of the way from `baseline` to `target`."""
    if value is None:
        return Progress(Reading.UNMEASURED)
    if baseline is None:
        return Progress(Reading.REACHED if value == target else Reading.NO_BASELINE)
    if baseline == target:
        return Progress(Reading.KEPT if value == target else Reading.LEFT)
    share = (value - baseline) / (target - baseline)
    percent = (max(-LARGEST, min(share, LARGEST)) * HUNDRED).quantize(Decimal(1), ROUND_HALF_EVEN)
    if share >= 1:
        return Progress(Reading.REACHED, max(percent, HUNDRED))
    # What is not reached is never rounded up to it, nor is a step back rounded away.
    if share < 0:
        return Progress(Reading.AWAY, min(percent, Decimal(-1)))
    return Progress(Reading.ON_THE_WAY, min(percent, HUNDRED - 1))


def read_number(text: str, *, field: str = "value") -> Decimal:
    """The number that a person wrote: «1,250.5», «1250.50», «−3». Raises `Broken` for what is none.

    Mexico writes thousands with a comma; a lone comma before one or two last digits could mean either, and is
    refused rather than guessed.
    """
    plain = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "").removesuffix("%")
    whole, _point, decimals = plain.partition(".")
    first, *groups = whole.lstrip("-+").split(",")
    is_grouped = not groups or (1 <= len(first) <= GROUP and all(len(each) == GROUP for each in groups))
    if not is_grouped or "," in decimals:
        raise Broken(_("Escriba el número con punto decimal; por ejemplo, 1,250.5."), field)
    try:
        number = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        raise Broken(_("Escriba un número; por ejemplo, 1,250.5."), field) from None
    return check_number(number, field=field)


def check_number(number: Decimal, *, field: str = "value") -> Decimal:
    """Raises `Broken` for what the register cannot hold: infinities, too many digits or decimals."""
    if not number.is_finite():
        raise Broken(_("Escriba un número; por ejemplo, 1,250.5."), field)
    if abs(number) >= Decimal(10) ** (DIGITS - PLACES):
        raise Broken(_("El número es demasiado grande."), field)
    if number != number.quantize(Decimal(1).scaleb(-PLACES)):
        raise Broken(_("Caben cuatro decimales cuando más."), field)
    return number


def check_measured(on: date, today: date) -> None:
    """A value is of a day that has come."""
    if on > today:
        raise Broken(_("Un valor no se mide en el futuro: revise la fecha."), "measured_on")
