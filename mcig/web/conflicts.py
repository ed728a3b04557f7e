"""A form that was made from an old version: both texts side by side, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which what was typed and what is stored differ."""

    name: str
    label: str | StrPromise
    yours: str
    theirs: str


def differences(form: forms.Form, stored: Mapping[str, Any]) -> list[Difference]:
    """The fields of a valid `form` that differ from `stored`, as a person reads them."""
    found = []
    for bound in form:
        yours = _shown(bound, form.cleaned_data.get(bound.name))
        theirs = _shown(bound, stored.get(bound.name))
        if yours != theirs:
            found.append(Difference(bound.name, bound.label, yours, theirs))
    return found


def with_choices(posted: QueryDict, stored: Mapping[str, Any]) -> QueryDict:
    """What was posted, with the stored value wherever the person chose it after a conflict."""
    data = posted.copy()
    for name, value in stored.items():
        if posted.get(f"conflict-{name}") == THEIRS:
            data[name] = "" if value is None else str(value)
    return data


def _shown(bound: forms.BoundField, value: Any) -> str:
    if value is None or value == "":
        return ""
    choices: Any = getattr(bound.field, "choices", None)
    key = str(getattr(value, "pk", value))
    if choices is not None:
        return str({str(each): words for each, words in choices}.get(key, key))
    return key
