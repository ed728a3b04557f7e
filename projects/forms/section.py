"""What every section of a record has in common: it is filled with a record and changes only what it shows."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from mcig.rules import Broken
from mcig.web.refusals import refuse
from projects.forms.cells import Choices, PartsField
from projects.rules import Ficha
from projects.rules.record import (
    RECORD_LABELS,
    RECORD_LENGTHS,
    Record,
    check_record,
    read_amount,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def short_text(name: str, help_text: Any = "") -> forms.CharField:
    """A single value of the record on one line."""
    most = RECORD_LENGTHS.get(name, 300)
    return forms.CharField(label=RECORD_LABELS[name], required=False, max_length=most, help_text=help_text)


class AmountField(forms.CharField):
    """An amount as people write it."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        try:
            return read_amount(text) if text else None
        except Broken as error:
            raise ValidationError(str(error)) from error


class SectionForm(forms.Form):
    """A section filled with `record`; `members` are the code and name of each member of the mesa,
    `themes` the slug and name of each theme that may be declared.

    Once valid, `record` is the whole record with what was typed here.
    """

    hide_optional = True
    add_words: ClassVar[StrPromise] = gettext_lazy("Agregar una fila")

    def __init__(
        self,
        *args: Any,
        ficha: Ficha,
        record: Record,
        members: Choices = (),
        themes: Choices = (),
        blank: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.initial_of(record)
        self.ficha, self.stored, self.record = ficha, record, record
        if "theme" in self.fields:
            self.fields["theme"].choices = [("", gettext("sin declarar")), *themes]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if isinstance(field, PartsField):
                rows = field.rows_of(self.parts_of(name, record, ficha))
                self.initial[name] = [*rows, ("",) * len(field.columns)] if name == blank else rows
                field.widget.offered = self.offered(ficha, record, members)

    def initial_of(self, record: Record) -> dict[str, Any]:
        """What the fields show, except for lists."""
        values = {name: getattr(record, name) for name in self.names()}
        return {name: getattr(value, "value", value) for name, value in values.items()}

    def parts_of(self, name: str, record: Record, ficha: Ficha) -> tuple[Any, ...]:
        """The rows that a list begins with."""
        parts: tuple[Any, ...] = getattr(record, name)
        return parts

    def offered(self, ficha: Ficha, record: Record, members: Choices) -> dict[str, Choices]:
        """Choices that depend on the project."""
        return {}

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields of the record that this section shows."""
        return tuple(each.name for each in fields(Record) if each.name in cls.base_fields)

    def typed(self) -> dict[str, Any]:
        """What was typed, by fields of the record."""
        return {name: self.cleaned_data[name] for name in self.names()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.record = replace(self.stored, **self.typed())
            try:
                check_record(self.record)
            except Broken as error:
                refuse(self, error)
        return cleaned
