"""Dates as forms declare them: known to the day, the month or only the year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering

from mcig.rules import Broken, _
from mcig.words import fold

__all__ = ["FIRST_YEAR", "LAST_YEAR", "PartialDate", "Precision", "read_date", "read_period", "write_date"]

FIRST_YEAR = 1900
LAST_YEAR = 2199


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision it was declared with.

    `value` is always the first day of what is known, whatever day it was made with, so that equal
    declarations are equal values. Order is by first day, then by last day.
    """

    value: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        month = 1 if self.precision is Precision.YEAR else self.value.month
        day = self.value.day if self.precision is Precision.DAY else 1
        object.__setattr__(self, "value", date(self.value.year, month, day))

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first_day, self.last_day) < (other.first_day, other.last_day)

    def __str__(self) -> str:
        return write_date(self)

    @property
    def first_day(self) -> date:
        """The earliest day that this may be."""
        return self.value

    @property
    def last_day(self) -> date:
        """The latest day that this may be."""
        if self.precision is Precision.DAY:
            return self.value
        month = 12 if self.precision is Precision.YEAR else self.value.month
        return date(self.value.year, month, monthrange(self.value.year, month)[1])

    @property
    def iso(self) -> str:
        """`2023`, `2023-11` or `2023-11-05`, as far as it is known."""
        return self.value.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)]

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read what `iso` gives; raises `Broken` for anything else."""
        if match := _ISO.fullmatch(text):
            return _made(text, *match.groups())
        raise _unreadable(text)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero ene january jan",
            "febrero feb february",
            "marzo mar march",
            "abril abr april apr",
            "mayo may",
            "junio jun june",
            "julio jul july",
            "agosto ago august aug",
            "septiembre setiembre sept sep set september",
            "octubre oct october",
            "noviembre nov november",
            "diciembre dic december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_NAMES = (
    _("enero"),
    _("febrero"),
    _("marzo"),
    _("abril"),
    _("mayo"),
    _("junio"),
    _("julio"),
    _("agosto"),
    _("septiembre"),
    _("octubre"),
    _("noviembre"),
    _("diciembre"),
)
_LONGEST_QUOTE = 60
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NUMBERS = re.compile(r"(?:(?P<day>[0-9]{1,2})([/.-]))?(?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_WORDS = re.compile(
    r"(?:el\s+)?(?:(?P<day>[0-9]{1,2})(?:\s*[º°o]\.?)?\s+(?:de\s+)?)?"
    r"(?P<month>[a-z]+)\.?,?\s+(?:de\s+|del\s+)?(?:ano\s+)?(?P<year>[0-9]{4})"
)
_YEAR = re.compile(r"(?:el\s+)?(?:ano\s+)?([0-9]{4})")
_SEPARATORS = re.compile(
    r"\s+(?:a|al|y|e|hasta|bis)\s+(?:el\s+|fines\s+de\s+)?|\s*[-\u2013\u2014]\s*|\s*/\s*"
)
_OPENINGS = re.compile(r"^(?:entre|desde|del|de)\s+(?:el\s+)?")


def read_date(text: str) -> PartialDate:
    """Read a date as people write it in Spanish, or as `write_date` writes it in English; day before month.

    Takes `10 de abril de 2025`, `12/05/2023`, `24.11.2010`, `15 Julio 2010`, `noviembre de 2023`,
    `11/2023`, `2023` and ISO. Raises `Broken` for what is no date or does not exist in the calendar.
    """
    plain = " ".join(fold(text).split()).strip(" .,;")
    if match := _ISO.fullmatch(plain):
        return _made(text, *match.groups())
    if match := _YEAR.fullmatch(plain):
        return _made(text, match[1], None, None)
    if match := _NUMBERS.fullmatch(plain):
        return _made(text, match["year"], match["month"], match["day"])
    if (match := _WORDS.fullmatch(plain)) and match["month"] in _MONTHS:
        return _made(text, match["year"], str(_MONTHS[match["month"]]), match["day"])
    raise _unreadable(text)


def read_period(text: str) -> tuple[PartialDate, PartialDate]:
    """Read a first and a last date.

    Takes `30/09/2026-29/12/2026`, `entre enero de 2015 y diciembre de 2016`, `2010 a 2018`. A first month
    without its year takes the year of the last date (`enero a marzo de 2024`). The order of the two is kept
    as declared. Raises `Broken` when the text is no period.
    """
    plain = _OPENINGS.sub("", " ".join(fold(text).split()).strip(" .,;"))
    for cut in _SEPARATORS.finditer(plain):
        try:
            end = read_date(plain[cut.end() :])
            start = plain[: cut.start()]
            return read_date(f"{start} {end.value.year}" if start in _MONTHS else start), end
        except Broken:
            continue
    raise Broken(
        _("No se reconoce el periodo «%(text)s». Escriba, por ejemplo, «enero de 2015 a diciembre de 2016».")
        % {"text": _short(text)}
    )


def write_date(value: PartialDate | date) -> str:
    """Write a date out in the active language: `10 de abril de 2025`, `noviembre de 2023`, `2023`."""
    partial = value if isinstance(value, PartialDate) else PartialDate(value)
    parts = {
        "day": partial.value.day,
        "month": _MONTH_NAMES[partial.value.month - 1],
        "year": partial.value.year,
    }
    if partial.precision is Precision.YEAR:
        return str(partial.value.year)
    if partial.precision is Precision.MONTH:
        return _("%(month)s de %(year)d") % parts
    return _("%(day)d de %(month)s de %(year)d") % parts


def _made(text: str, year: str, month: str | None, day: str | None) -> PartialDate:
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        value = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Broken(_("La fecha «%(text)s» no existe en el calendario.") % {"text": _short(text)}) from None
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Broken(
            _("La fecha «%(text)s» está fuera de los años %(first)d a %(last)d.")
            % {"text": _short(text), "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return PartialDate(value, precision)


def _unreadable(text: str) -> Broken:
    return Broken(
        _("No se reconoce la fecha «%(text)s». Ejemplos: «10 de abril de 2025», «abril de 2025».")
        % {"text": _short(text)}
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
