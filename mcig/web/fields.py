"""Fields that several forms share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = str | StrPromise

YEARS = range(2000, 2200)


def day_field(label: Words, *, required: bool = True, help_text: Words = "") -> forms.DateField:
    """A day, typed or chosen in the browser's calendar."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Esa fecha no existe o no tiene la forma AAAA-MM-DD.")},
    )


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
        "invalid": _("Escriba el día y la hora, así: 2026-05-31T18:00."),
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
