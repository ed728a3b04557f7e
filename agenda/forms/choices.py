"""Lists to choose from, filled in when a form is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst

NONE = ("", "—")


def chosen_key(label: Any, *, required: bool = False, help_text: Any = "") -> forms.TypedChoiceField:
    """One of the rows that the form offers, by its key; None when it may be left open."""
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=required, help_text=help_text
    )


def chosen_keys(label: Any, *, help_text: Any = "") -> forms.TypedMultipleChoiceField:
    """Some of the rows that the form offers, by their keys."""
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]], *, none: Any = None) -> None:
    """Fill in what the field offers; with `none`, the words for nothing in particular come first."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = ([("", none)] if none is not None else []) + list(choices)


def in_words(choices: Sequence[tuple[str, str | Promise]]) -> list[tuple[str, str]]:
    """The choices of a model with a capital, as they begin a line."""
    return [(value, capfirst(str(words))) for value, words in choices]
