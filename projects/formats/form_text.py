"""Reading the form's text, as a word processor or a converter leaves it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from mcig.rules import Broken, _
from projects.formats.layout import MAX_BYTES, Layout, decoded, flowed, laid_out
from projects.formats.naming import split_institutions
from projects.formats.splits import split_goals, split_numbered, split_objectives
from projects.rules import (
    COUNTS,
    LABELS,
    LIMITS,
    Ficha,
    Precision,
    check,
    field_texts,
    read_date,
    read_duration,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

__all__ = ["MAX_BYTES", "Placed", "Reading", "Unplaced", "read_form", "read_rows"]

_ROW_OF = {
    "months": "duration",
    "start": "duration",
    "end": "duration",
    "status": "duration",
    "general_objective": "objectives",
    "specific_objectives": "objectives",
}
_LONGEST_LABEL = 60
_HEADINGS_ROOM = 2  # headings, numbers and separators stand beside the texts that are limited
_LOST_QUOTES = re.compile(r"(?:^|(?<=[\s(]))\?(?=\w)[^?¿\n]{1,80}(?<=[\w.])\?(?!\w)|\ufffd")


@dataclass(frozen=True, slots=True)
class Placed:
    """A text that was read into a field; `label` is the form's row (or footer) where it stands."""

    label: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text that no field took, with the line of the file (from 1) where its row begins."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says; a suggestion until somebody applies it.

    `notes` say what a person should look at; `doubts` are those of them that belong to a field.
    """

    ficha: Ficha
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    doubts: tuple[tuple[str, str], ...] = ()


def read_form(raw: bytes, known: Iterable[str] = ()) -> Reading:
    """Read a ficha resumen from the bytes of its text.

    `known` are names of institutions, used to tell apart what the conversion joined in one line. Raises
    `Broken` with one sentence and the place for a file that is too large (`MAX_BYTES`), empty, binary, not
    UTF-8 or not the form, and for a value past the limits of a ficha.
    """
    return _read(decoded(raw), known)


def read_rows(rows: Iterable[tuple[str | None, str]], known: Iterable[str] = ()) -> Reading:
    """Read a ficha resumen from the rows of a table: the label of each and the text beside it.

    A row with an empty label goes on with the row before it; without a label (None) it is a line outside the
    table. Raises `Broken` as `read_form`.
    """
    lines: list[str] = []
    for label, text in rows:
        first, *others = [" ".join(line.split()) for line in text.split("\n")]
        if label is None:
            lines += [first, *others]
        else:
            lines += [
                f"{' '.join(label.split())[:_LONGEST_LABEL]}\t{first}",
                *(f"\t{line}" for line in others),
            ]
    return _read(decoded("\n".join(lines).encode(errors="replace")), known)


def _read(text: str, known: Iterable[str]) -> Reading:
    form = _Form(laid_out(text))
    form.require_room()
    return form.read(known)


@dataclass(slots=True)
class _Form:
    layout: Layout
    unplaced: list[Unplaced] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    def require_room(self) -> None:
        """Refuse a row that no ficha can hold before any work is spent on it."""
        for cell in self.layout.cells.values():
            most = sum(
                LIMITS[name] * COUNTS.get(name, 1) * _HEADINGS_ROOM
                for name in LIMITS
                if _ROW_OF.get(name, name) == cell.key
            )
            if len(cell.text) > most:
                raise Broken(
                    _("Línea %(line)d: «%(label)s» tiene %(length)d caracteres: no caben en una ficha.")
                    % {"line": cell.line, "label": LABELS[cell.key], "length": len(cell.text)},
                    cell.key,
                )

    def read(self, known: Iterable[str]) -> Reading:
        self.unplaced += [Unplaced(stray.line, stray.text, stray.reason) for stray in self.layout.strays]
        self._note_lost_quotes()
        duration = flowed(self._text("duration"))
        said = read_duration(duration)
        general, specific = self._objectives()
        ficha = Ficha(
            name=self._line("name"),
            thematic_area=self._line("thematic_area"),
            goals=split_goals(self._text("goals"), self._unplaced_in("goals")),
            institutions=split_institutions(self._text("institutions"), known, self._note_on("institutions")),
            place=flowed(self._text("place")),
            beneficiaries=flowed(self._text("beneficiaries")),
            duration=duration,
            months=said.months[0] if said.months else None,
            start=said.start,
            end=said.end,
            status=said.status,
            general_objective=general,
            specific_objectives=specific,
            description=flowed(self._text("description")),
            results=self._numbered("results", self._text("results")),
            updated_on=self._updated_on(),
        )
        if len(said.months) > 1:
            self._note_on("months")(str(_("La duración menciona varios plazos; se tomó el primero.")))
        self._check(ficha)
        unplaced = tuple(sorted(self.unplaced, key=lambda item: item.line))
        return Reading(ficha, _placed(ficha), unplaced, tuple(self.layout.notes), tuple(self.doubts))

    def _note(self, sentence: str) -> None:
        self.layout.notes.append(sentence)

    def _note_on(self, *names: str) -> Callable[[str], None]:
        """A way to note something that is doubtful about these fields."""

        def note(sentence: str) -> None:
            self._note(sentence)
            self.doubts.extend((name, sentence) for name in names)

        return note

    def _text(self, key: str) -> str:
        cell = self.layout.cells.get(key)
        return cell.text if cell else ""

    def _line(self, key: str) -> str:
        return " ".join(self._text(key).split())

    def _unplaced_in(self, key: str) -> Callable[[str, str], None]:
        def report(text: str, reason: str) -> None:
            self.unplaced.append(Unplaced(self.layout.cells[key].line, text, reason))

        return report

    def _objectives(self) -> tuple[str, tuple[str, ...]]:
        text = self._text("objectives")
        if not text:
            return "", ()
        before, general, specific = split_objectives(
            text, self._note_on("general_objective", "specific_objectives")
        )
        if before:
            self._unplaced_in("objectives")(before, str(_("está antes de «General» y «Específicos»")))
        return flowed(general), self._numbered("objectives", specific)

    def _numbered(self, key: str, text: str) -> tuple[str, ...]:
        name = "specific_objectives" if key == "objectives" else key
        before, items = split_numbered(text, self._note_on(name))
        if before:
            self._unplaced_in(key)(before, str(_("está antes del primer punto numerado")))
        return items

    def _updated_on(self) -> date | None:
        dates: list[date] = []
        for footer in self.layout.footers:
            try:
                day = _day(footer.text)
            except Broken as refusal:
                self.unplaced.append(Unplaced(footer.line, footer.text, str(refusal)))
                continue
            if dates and day != dates[0]:
                reason = str(_("contradice a una fecha de actualización anterior"))
                self.unplaced.append(Unplaced(footer.line, footer.text, reason))
            dates.append(day)
        if not self.layout.footers:
            self._note(str(_("No se encontró el pie «Información Actualizada el …».")))
        return next(iter(dates), None)

    def _note_lost_quotes(self) -> None:
        for cell in self.layout.cells.values():
            for match in _LOST_QUOTES.finditer(cell.text):
                self._note_on(cell.key)(
                    _("En «%(label)s» parece haberse perdido un signo en la conversión: %(text)s")
                    % {"label": LABELS[cell.key], "text": match[0]}
                )

    def _check(self, ficha: Ficha) -> None:
        try:
            check(ficha)
        except Broken as refusal:
            cell = self.layout.cells.get(_ROW_OF.get(refusal.field, refusal.field))
            place = {"line": cell.line if cell else 1, "sentence": refusal.message}
            raise Broken(_("Línea %(line)d: %(sentence)s") % place, refusal.field) from None


def _day(text: str) -> date:
    partial = read_date(text)
    if partial.precision is not Precision.DAY:
        raise Broken(_("La fecha de actualización necesita día, mes y año."))
    return partial.value


def _placed(ficha: Ficha) -> tuple[Placed, ...]:
    return tuple(
        Placed(str(LABELS[_ROW_OF.get(name, name)]), name, text)
        for name in (each.name for each in fields(ficha))
        for text in field_texts(ficha, name)
    )
