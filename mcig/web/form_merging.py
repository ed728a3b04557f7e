"""A form made from an old version: what each side changed, merged; what both did, side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from mcig.merging import digests, merge
from mcig.web.conflicts import THEIRS, Difference

FIELD = "base"
LONGEST_BASE = 16_384
Texts = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to show after a stale save: the merged input, the fields that both changed, those taken over."""

    data: QueryDict
    differences: list[Difference]
    taken: list[str]


def texts(form: forms.Form) -> Texts:
    """What each field of the form holds, as it would be posted: of a bound form what was typed."""
    return {bound.name: _posted(bound) for bound in form}


def base_of(form: forms.Form) -> str:
    """What a form carries along of the texts it was made from, to tell later who changed what."""
    return json.dumps(digests(texts(form)))


def read_base(data: QueryDict) -> dict[str, str]:
    """The digests of the texts that a posted form was made from; none when they are missing or malformed."""
    text = data.get(FIELD, "")
    try:
        found = json.loads(text if len(text) <= LONGEST_BASE else "")
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def chosen(posted: QueryDict, stored: Mapping[str, tuple[str, ...]]) -> QueryDict:
    """What was posted, with the stored text wherever the person chose it after a conflict."""
    data = posted.copy()
    for name, values in stored.items():
        if posted.get(f"conflict-{name}") == THEIRS:
            data.setlist(name, list(values))
    return data


def propose(form: forms.Form, stored: forms.Form, posted: QueryDict) -> Proposal:
    """The merged proposal of a stale save: `form` as it was typed, `stored` as it stands now."""
    mine, theirs = texts(form), texts(stored)
    merged = merge(read_base(posted), mine, theirs)
    data = posted.copy()
    for name, values in merged.taken.items():
        data.setlist(name, list(values))  # type: ignore[call-overload]
    found = [
        Difference(name, form[name].label, _shown(form[name], mine[name]), _shown(form[name], theirs[name]))
        for name in merged.conflicts
    ]
    return Proposal(data, found, [str(form[name].label) for name in merged.taken])


def _posted(bound: forms.BoundField) -> tuple[str, ...]:
    value: Any = bound.field.widget.format_value(bound.value())
    values = value if isinstance(value, list | tuple) else [value]
    kept = (str(each).replace("\r\n", "\n").strip() for each in values if each is not None)
    return tuple(each for each in kept if each)


def _shown(bound: forms.BoundField, values: tuple[str, ...]) -> str:
    choices: Any = getattr(bound.field, "choices", ())
    words = {str(key): str(label) for key, label in choices}
    return "\n".join(words.get(each, each) for each in values)
