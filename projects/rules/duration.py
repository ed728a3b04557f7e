"""What a declared duration says: months in figures or words, first and last date, state of the project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mcig.dates import read_date, read_period
from mcig.rules import Broken, _
from mcig.words import fold
from projects.rules.ficha import Status
from projects.rules.limits import MAX_MONTHS

if TYPE_CHECKING:
    from mcig.dates import PartialDate

__all__ = ["DeclaredDuration", "months_text", "read_duration", "read_months"]


@dataclass(frozen=True, slots=True)
class DeclaredDuration:
    """What could be read in a text; nothing is concluded from anything else.

    `months` holds every different duration mentioned, in order: a sheet may give the whole intervention
    and the part that one donor pays.
    """

    months: tuple[int, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    status: Status | None = None


_NUMERALS = """
un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
dieciseis diecisiete dieciocho diecinueve veinte veintiun|veintiuno|veintiuna veintidos veintitres
veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta
"""
_NUMBER_WORDS = {
    word: number for number, words in enumerate(_NUMERALS.split(), start=1) for word in words.split("|")
} | {"cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
_UNITS = {"mes": 1, "trimestre": 3, "semestre": 6, "ano": 12}
_N = (
    r"(?:\d{1,3}(?:[.,]\d)?|"
    + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
    + r")(?:\s+y\s+[a-z]+)??"
)
_SPAN = re.compile(
    rf"(?<![\w.,/-])(?:(?P<other>{_N})\s+(?:o|u|a)\s+)?(?P<number>{_N})(?:\s*\([^)]{{1,30}}\))?\s+"
    r"(?P<unit>mes|trimestre|semestre|ano)(?:e?s)?\b"
    rf"(?:\s+y\s+(?:(?P<half>medio)\b|(?P<rest>{_N})\s+mes(?:es)?\b))?"
)
_BARE = re.compile(r"[0-9]{1,3}")
_HALF_YEAR = re.compile(r"\bmedio ano\b")

_MONTH = r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}}[º°o]?\s+(?:de\s+)?)?{_MONTH},?\s+(?:de\s+|del\s+)?(?:ano\s+)?\d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}(?:-\d{2})?|\d{1,2}/\d{4}|(?:ano\s+)?(?:19|20)\d{2})\b"
)
_FILLER = r"(?:\s+(?:en|el|de|del|al|a|la|fecha|fines|mediados|principios))*\s*:?\s*$"
_STARTS = re.compile(
    r"\b(?:desde|a partir|inici(?:o|a|ado|ada|ara)?|comenzo|comienza|comenzado|comenzara)" + _FILLER
)
_ENDS = re.compile(r"\b(?:hasta|termino|termina|fin|finaliza|finalizo|concluye|concluyo|cierre)" + _FILLER)
_FROM = re.compile(rf"\b{_MONTH}\s+(?:a|al|hasta|-)\s*$")

_STATUS_WORDS = {
    Status.IDENTIFICATION: r"en (?:etapa de |fase de )?(?:identificacion|formulacion)|por iniciar",
    Status.IMPLEMENTATION: r"en (?:etapa de |fase de )?(?:ejecucion|implementacion)|en curso|vigente",
    Status.CLOSING: r"en (?:proceso de |etapa de |fase de )?cierre",
    Status.CONCLUDED: r"(?:concluid|finalizad|terminad)[oa]\b",
    Status.SUSPENDED: r"suspendid[oa]\b",
    Status.CANCELLED: r"cancelad[oa]\b",
}
_STATUS_WORD = re.compile(
    "|".join(rf"(?P<{status.value}>\b(?:{words}))" for status, words in _STATUS_WORDS.items())
)


def months_text(months: int) -> str:
    """A number of months in words of the active language: `un mes`, `12 meses`."""
    return str(_("un mes")) if months == 1 else _("%(months)d meses") % {"months": months}


def read_months(text: str) -> int | None:
    """The first duration that a text declares, in months; `None` when it declares none.

    Takes `12 meses`, `2 años`, `un año`, `dieciocho meses`, `2 años y 6 meses`, and a bare number, because
    the form's row is in months.
    """
    return next(iter(_all_months(fold(text))), None)


def read_duration(text: str) -> DeclaredDuration:
    """Everything that a declared duration says; what is not said, or said in two ways, stays empty."""
    plain = " ".join(fold(text).split())
    start, end = _dates(plain)
    return DeclaredDuration(tuple(dict.fromkeys(_all_months(plain))), start, end, _status(plain))


def _all_months(plain: str) -> list[int]:
    bare = plain.strip(" .")
    if _BARE.fullmatch(bare):
        return [int(bare)] if 0 < int(bare) <= MAX_MONTHS else []
    found = [(match.start(), 6.0) for match in _HALF_YEAR.finditer(plain)]
    for match in _SPAN.finditer(plain):
        unit = _UNITS[match["unit"]]
        months = _number(match["number"]) * unit + _number(match["rest"] or "0")
        if match["other"]:
            found.append((match.start(), _number(match["other"]) * unit))
        found.append((match.start("number"), months + (unit / 2 if match["half"] else 0)))
    return [round(months) for _position, months in sorted(found) if 0 < round(months) <= MAX_MONTHS]


def _number(text: str) -> float:
    if text[0].isdigit():
        return float(text.replace(",", "."))
    return sum(_NUMBER_WORDS.get(word, 0) for word in text.split(" y "))


def _dates(plain: str) -> tuple[PartialDate | None, PartialDate | None]:
    matches = list(_DATE.finditer(plain))
    for first, second in pairwise(matches):
        try:
            return read_period(plain[first.start() : second.end()])
        except Broken:
            continue
    start: PartialDate | None = None
    end: PartialDate | None = None
    for match in matches:
        before = plain[: match.start()]
        try:
            if opening := _FROM.search(before):
                return read_period(plain[opening.start() : match.end()])
            if start is None and _STARTS.search(before):
                start = read_date(match[0])
            elif end is None and _ENDS.search(before):
                end = read_date(match[0])
        except Broken:
            continue
    return start, end


def _status(plain: str) -> Status | None:
    said = set()
    for match in _STATUS_WORD.finditer(plain):
        clause = re.split(r"[.;,]", plain[: match.start()])[-1]
        if not re.search(r"\b(?:no|sin)\b", clause):
            said.add(Status(str(match.lastgroup)))
    return said.pop() if len(said) == 1 else None
