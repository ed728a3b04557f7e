"""Meetings made from others: the lines of a template, and the dates of a series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agenda.rules.items import MAX_ITEMS, check_item, read_quick
from agenda.rules.outcome import check_day
from mcig.rules import Broken, State, _, months_later

MIN_IN_SERIES, MAX_IN_SERIES = 2, 24
MAX_APART = 52
SATURDAY = 5
SECTION, INFORMATION = "section", "information"


@dataclass(frozen=True, slots=True)
class Line:
    """A section or an item as a template keeps it; `depth` 1 makes it a sub-item."""

    title: str
    purpose: str
    minutes: int
    depth: int = 0


def write_lines(lines: Iterable[Line], purposes: Mapping[str, str]) -> str:
    """The lines as a person edits them, one in each: «# Apartado», «Título · 15 · discusión», and «- » before
    a sub-item. `purposes` are the words of each purpose."""
    return "\n".join(_written(line, purposes) for line in lines)


def _written(line: Line, purposes: Mapping[str, str]) -> str:
    if line.purpose == SECTION:
        return f"# {line.title}"
    return f"{'- ' if line.depth else ''}{line.title} · {line.minutes} · {purposes[line.purpose]}"


def read_lines(text: str, purposes: Mapping[str, str]) -> list[Line]:
    """The lines that `write_lines` would write; empty ones are none.

    What is not said of an item: 0 minutes, information. A sub-item with no item above is an item. Raises
    `Broken`, with the number of the line, for what no item can be, for too many lines, and for none.
    """
    found: list[Line] = []
    for number, written in enumerate(text.splitlines(), start=1):
        if not written.strip():
            continue
        try:
            line = _read(written.strip(), {words.casefold(): value for value, words in purposes.items()})
        except Broken as refusal:
            reason = _("Renglón %(number)d: %(reason)s") % {"number": number, "reason": refusal}
            raise Broken(reason, "lines") from None
        orphan = not found or found[-1].purpose == SECTION
        found.append(replace(line, depth=0) if orphan else line)
    if not found:
        raise Broken(_("El orden del día está vacío: no hay qué guardar."), "lines")
    if len(found) > MAX_ITEMS:
        raise Broken(_("Caben hasta 200 renglones."), "lines")
    return found


def _read(written: str, values: Mapping[str, str]) -> Line:
    if written.startswith("#"):
        title = written.lstrip("#").strip()
        check_item(title=title, minutes=0)
        return Line(title, SECTION, 0)
    depth = int(written.startswith("-"))
    item, separator, words = written.lstrip("-").strip().rpartition("·")
    purpose = values.get(words.strip().casefold()) if separator else None
    title, minutes = read_quick(item if purpose else written.lstrip("-"))
    return Line(title, purpose or INFORMATION, minutes, depth)


class Unit(State):
    """What lies between two meetings of a series."""

    WEEKS = "weeks"
    MONTHS = "months"


def series_dates(first: datetime, *, every: int, unit: str, count: int) -> list[datetime]:
    """`count` moments on one clock, from `first` on, at the same hour, `every` so many weeks or months.

    Months keep the day of the month; where a month has no such day its last one stands. Raises `Broken` for
    a series that is too long or too late, or whose steps are none.
    """
    if not MIN_IN_SERIES <= count <= MAX_IN_SERIES:
        raise Broken(_("Una serie tiene de 2 a 24 reuniones."), "count")
    if not 1 <= every <= MAX_APART:
        raise Broken(_("Entre dos reuniones pasan de 1 a 52 semanas o meses."), "every")
    if unit == Unit.WEEKS:
        found = [first + timedelta(weeks=every * place) for place in range(count)]
    else:
        found = [months_later(first, every * place) for place in range(count)]
    check_day(found[-1].date(), field="first")
    return found


def falls_on_weekend(moment: datetime) -> bool:
    return moment.weekday() >= SATURDAY
