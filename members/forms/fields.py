"""Fields that several forms of the mesa share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.rules import alphabetical

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = str | StrPromise

# What CLDR lists beside countries: unions, outlying groups, test codes.
NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
COUNTRY_CODE = re.compile(r"[A-Z]{2}")


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


def country_choices() -> list[tuple[str, str]]:
    """Countries in the reader's language and in its alphabetical order; none first."""
    territories = Locale.parse(get_language() or "es", sep="-").territories
    countries = [
        (code, name)
        for code, name in territories.items()
        if COUNTRY_CODE.fullmatch(code) and code not in NOT_COUNTRIES
    ]
    return [("", "—"), *sorted(countries, key=lambda pair: alphabetical(pair[1]))]
