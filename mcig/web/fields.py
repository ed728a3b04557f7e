"""Fields that several forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = str | StrPromise


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
