"""Rows of a record in a form: columns that say how they are read, and the frozen values made from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mcig.rules import Broken
from mcig.web.numbers import whole_number
from projects.formats.plain import made, plain
from projects.forms.rows import Row, RowsField, RowsWidget
from projects.rules import PartialDate, read_date, write_date
from projects.rules.record import Part, read_amount

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Choices = Sequence[tuple[Any, Any]]


class Kind(StrEnum):
    """How a cell is written and read."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    FLAG = "flag"
    AMOUNT = "amount"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: the attribute it fills, its words, how it is read and what it may hold."""

    name: str
    label: StrPromise
    kind: Kind = Kind.TEXT
    choices: Callable[[], Choices] | None = None
    required: bool = False
    most: int = 300
    suggestions: tuple[str, ...] = ()
    wide: bool = False

    @property
    def mode(self) -> str:
        """The keyboard that a telephone shows."""
        return {Kind.AMOUNT: "decimal", Kind.NUMBER: "numeric"}.get(self.kind, "text")


class CellsWidget(RowsWidget):
    """Rows with a label above every cell. `offered` replaces the choices of single columns."""

    def __init__(self, field: str, columns: Sequence[Column]) -> None:
        super().__init__([f"{field}-{column.name}" for column in columns], "projects/widgets/cells.html")
        self.cells = tuple(columns)
        self.offered: dict[str, Choices] = {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = {column.name: _grouped(self.choices_of(column)) for column in self.cells}
        for row in context["widget"]["rows"]:
            row["controls"] = [
                {
                    "column": column,
                    "value": value,
                    "name": key,
                    "id": f"{key}-{row['position']}",
                    "groups": groups[column.name],
                }
                for column, key, value in zip(self.cells, self.columns, row["cells"], strict=True)
            ]
        return context

    def choices_of(self, column: Column) -> Choices:
        if column.name in self.offered:
            return self.offered[column.name]
        return column.choices() if column.choices else ()


class PartsField(RowsField):
    """A list of a record: `clean` gives the tuple of its frozen values."""

    widget: CellsWidget

    def __init__(self, field: str, kind: type[Part], columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(field, "", **kwargs)
        self.kind, self.columns = kind, tuple(columns)
        label = self.widget.label
        self.widget = CellsWidget(field, columns)
        self.widget.label = label

    def clean(self, value: Any) -> tuple[Part, ...]:  # type: ignore[override]
        return tuple(self._part(row, number) for number, row in enumerate(super().clean(value), start=1))

    def rows_of(self, parts: Sequence[Part]) -> list[Row]:
        """The texts of the cells for these values."""
        return [tuple(_shown(column, plain(part)[column.name]) for column in self.columns) for part in parts]

    def _part(self, row: Row, number: int) -> Part:
        values = {}
        for column, text in zip(self.columns, row, strict=True):
            if column.required and not text:
                raise ValidationError(
                    _("Fila %(number)d: falta «%(label)s».") % {"number": number, "label": column.label}
                )
            try:
                values[column.name] = self._read(column, text)
            except Broken as error:
                raise ValidationError(
                    _("Fila %(number)d: %(message)s") % {"number": number, "message": error}
                ) from error
        return made(self.kind, values)

    def _read(self, column: Column, text: str) -> Any:
        """The plain value of a cell. Raises `Broken` for a text that is none."""
        match column.kind:
            case Kind.FLAG:
                return bool(text)
            case Kind.LONG:
                return text
            case Kind.CHOICE if text and text not in _values(self.widget.choices_of(column)):
                raise Broken(_("elija «%(label)s» de la lista.") % {"label": column.label})
            case Kind.AMOUNT:
                return str(read_amount(text)) if text else None
            case Kind.DATE:
                return read_date(text).iso if text else ""
            case Kind.NUMBER:
                number = whole_number(text)
                if text and number is None:
                    raise Broken(_("«%(label)s» es un número entero.") % {"label": column.label})
                return number
        return " ".join(text.split())


def _grouped(choices: Choices) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Choices under their headings; those without one first, under none."""
    single = [(str(value), label) for value, label in choices if not isinstance(label, list)]
    groups = [(str(heading), inner) for heading, inner in choices if isinstance(inner, list)]
    return [("", single), *groups] if single else groups


def _values(choices: Choices) -> set[str]:
    """The values of choices, grouped or not."""
    found: set[str] = set()
    for value, label in choices:
        found |= _values(label) if isinstance(label, list) else {str(value)}
    return found


def _shown(column: Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    match column.kind:
        case Kind.FLAG:
            return "1" if value else ""
        case Kind.DATE:
            return write_date(PartialDate.from_iso(value))
        case Kind.AMOUNT:
            return str(value).removesuffix(".00")
    return str(value)
