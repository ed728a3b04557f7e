"""Days on which nobody works by law in the country of the mesa. Those of Mexico are known, of others none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mcig.rules import _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MONDAY = 0
FIXED = {
    (1, 1): _("Año Nuevo"),
    (5, 1): _("Día del Trabajo"),
    (9, 16): _("Día de la Independencia"),
    (12, 25): _("Navidad"),
}
# The Monday of the month on which an anniversary is kept: the first, the third.
MONDAYS = {
    (2, 1): _("aniversario de la Constitución, 5 de febrero"),
    (3, 3): _("natalicio de Benito Juárez, 21 de marzo"),
    (11, 3): _("aniversario de la Revolución, 20 de noviembre"),
}
TRANSMISSION = (10, 1)
SINCE, EVERY = 2024, 6


def holiday(day: date, country: str) -> StrPromise | str:
    """The name of the day of compulsory rest in the country (ISO 3166, two letters); empty when it is none.

    Source: Mexico's Ley Federal del Trabajo, art. 74, I to VIII. The days of elections (IX) follow from no
    rule of the calendar.
    """
    if country != "MX":
        return ""
    if (day.month, day.day) == TRANSMISSION and day.year >= SINCE and (day.year - SINCE) % EVERY == 0:
        return _("transmisión del Poder Ejecutivo Federal")
    if name := FIXED.get((day.month, day.day)):
        return name
    week = (day.day - 1) // 7 + 1
    return MONDAYS.get((day.month, week), "") if day.weekday() == MONDAY else ""
