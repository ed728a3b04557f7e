"""Fields that several forms share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcig.dates import Precision, read_date
from mcig.rules import Broken

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = str | StrPromise

YEARS = range(2000, 2200)


class DayField(forms.DateField):
    """A day, chosen in the browser's calendar or written as people write it.

    With `month_is_enough` a month without its day means its first one.
    """

    default_error_messages = {
        "invalid": _("Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018."),
        "day": _("Falta el día. Escriba la fecha así: 1 de marzo de 2018."),
    }

    def __init__(self, *, month_is_enough: bool = False, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)
        self.enough = {Precision.DAY, Precision.MONTH} if month_is_enough else {Precision.DAY}

    def to_python(self, value: Any) -> date | None:
        try:
            day: date | None = super().to_python(value)
        except forms.ValidationError:
            return self._read(value)
        return day

    def _read(self, words: str) -> date:
        try:
            read = read_date(words)
        except Broken:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if read.precision not in self.enough:
            raise forms.ValidationError(self.error_messages["day"], code="day")
        return read.first_day


def day_field(
    label: Words, *, required: bool = True, help_text: Words = "", month_is_enough: bool = False
) -> DayField:
    """A day, as `DayField`."""
    return DayField(label=label, required=required, help_text=help_text, month_is_enough=month_is_enough)


def text_field(
    label: Words, length: int, *, required: bool = False, rows: int = 0, help_text: Words = ""
) -> forms.CharField:
    """A text of at most `length` characters; `rows` makes it several lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, max_length=length, required=required, widget=widget, help_text=help_text
    )


class LocalMomentField(forms.DateTimeField):
    """A day and an hour on a clock that another field names: without a zone, in a year that can be meant."""

    default_error_messages = {
        "invalid": _("Escriba el día y la hora, así: 31/05/2026 18:00."),
        "year": _("La fecha debe estar entre los años 2000 y 2199."),
    }

    def __init__(self, *, label: Words, required: bool = True, help_text: Words = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"],
            widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        )

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):
            moment = super().to_python(value)
        if moment is not None and moment.year not in YEARS:
            raise forms.ValidationError(self.error_messages["year"], code="year")
        return moment.replace(tzinfo=None) if moment else None


class MomentField(LocalMomentField):
    """A day and an hour on the clock that is active: the mesa's, or the meeting's."""

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        return from_current_timezone(moment) if moment else None
