"""The ten rows of the printed form as small values that a page, a PDF and a plain text can render alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from mcig.dates import write_date
from mcig.rules import _
from projects.rules.duration import months_text
from projects.rules.ficha import LABELS, ROWS, institution_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrPromise

    from projects.rules.ficha import Ficha

__all__ = [
    "TITLE",
    "Group",
    "Numbered",
    "Paragraph",
    "Part",
    "Row",
    "duration_text",
    "footer_text",
    "form_rows",
    "row_text",
]

# The form's title, in its two lines.
TITLE: tuple[StrPromise, StrPromise] = (_("FICHA RESUMEN"), _("PROYECTOS BILATERALES"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, under a heading (`General`, `Objetivo 5`) or under none."""

    text: str
    heading: str = ""
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Group:
    """A list without numbers under its heading: the institutions of a country."""

    heading: str
    items: tuple[str, ...]
    kind: ClassVar[str] = "group"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list numbered from 1, under a heading or under none."""

    heading: str
    items: tuple[str, ...]
    kind: ClassVar[str] = "numbered"


Part = Paragraph | Group | Numbered


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the form: its key in `ROWS`, its printed label, its content (empty when undeclared)."""

    key: str
    label: StrPromise
    parts: tuple[Part, ...]


def form_rows(ficha: Ficha) -> tuple[Row, ...]:
    """All ten rows in the form's order, with labels in the active language and texts as declared."""
    return tuple(Row(key, LABELS[key], tuple(_parts(ficha, key))) for key in ROWS)


def row_text(row: Row) -> str:
    """The row's content in one line, as the form's own text has it."""
    return " ".join(" ".join(_flat(part)) for part in row.parts)


def duration_text(ficha: Ficha) -> str:
    """The duration as declared; where no text is, what the structured values say."""
    if ficha.duration:
        return ficha.duration
    pieces = [months_text(ficha.months)] if ficha.months else []
    if ficha.start:
        pieces.append(_("inicio: %(date)s") % {"date": write_date(ficha.start)})
    if ficha.end:
        pieces.append(_("término: %(date)s") % {"date": write_date(ficha.end)})
    if ficha.status:
        pieces.append(str(ficha.status.label))
    return "; ".join(pieces)


def footer_text(ficha: Ficha) -> str:
    """`Información Actualizada el 10 de abril de 2025`; empty when no date is declared."""
    if ficha.updated_on is None:
        return ""
    return _("Información Actualizada el %(date)s") % {"date": write_date(ficha.updated_on)}


def _parts(ficha: Ficha, key: str) -> Iterator[Part]:
    match key:
        case "goals":
            for goal in ficha.goals:
                yield Paragraph(goal.text, _("Objetivo %(number)d") % {"number": goal.number})
        case "institutions":
            for group, names in institution_groups(ficha):
                yield Group(group, tuple(names))
        case "duration":
            yield from _paragraphs(duration_text(ficha))
        case "objectives":
            yield from _paragraphs(ficha.general_objective, str(_("General")))
            if ficha.specific_objectives:
                yield Numbered(str(_("Específicos")), ficha.specific_objectives)
        case "results":
            if ficha.results:
                yield Numbered("", ficha.results)
        case _:
            yield from _paragraphs(getattr(ficha, key))


def _paragraphs(text: str, heading: str = "") -> Iterator[Paragraph]:
    for position, line in enumerate(line for line in text.splitlines() if line.strip()):
        yield Paragraph(line, "" if position else heading)


def _flat(part: Part) -> Iterator[str]:
    if part.heading:
        yield f"{part.heading}:"
    match part:
        case Paragraph():
            yield from part.text.split()
        case Group():
            yield from (" ".join(item.split()) for item in part.items)
        case Numbered():
            for number, item in enumerate(part.items, start=1):
                yield f"{number}. {' '.join(item.split())}"
