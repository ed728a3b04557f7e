"""Closed lists in a spreadsheet: the words that a cell may carry, and what is said of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcig.accounts.models import LANGUAGES
from mcig.alphabet import alphabetical
from mcig.countries import country_choices
from members.models import AddressForm, OrganisationKind, SeatKind

Pairs = Iterable[tuple[str, Any]]

# The columns of both sheets that take one of a list.
LISTS: dict[str, Callable[[], Pairs]] = {
    "kind": lambda: OrganisationKind.choices,
    "country": country_choices,
    "seat": lambda: SeatKind.choices,
    "language": lambda: LANGUAGES,
    "address_form": lambda: AddressForm.choices,
}
FEW = 6
NEAR = 0.8  # of 1, which is the same word: «Canda» is Canadá, «Narnia» is nothing


def spanish_words(column: str) -> dict[str, str]:
    """What the template writes for each value of the column, in the order of the list."""
    with override("es"):
        return {value: str(label) for value, label in LISTS[column]() if value}


def values_by_word(column: str) -> dict[str, str]:
    """The values of the column by their folded words, in either language."""
    known: dict[str, str] = {}
    for language in ("en", "es"):
        with override(language):
            known |= {alphabetical(str(label)): value for value, label in LISTS[column]() if value}
    return known


def sentences(form: forms.Form, row: Mapping[str, str], headings: Mapping[str, str]) -> list[str]:
    """What the form refuses in the row, one sentence for each fault, under the heading of its column."""
    return [
        f"{headings.get(field, '')}: {sentence}"
        for field, found in form.errors.items()
        for sentence in ([_unlisted(field, row[field])] if field in LISTS and row.get(field) else found)
    ]


def _unlisted(column: str, typed: str) -> str:
    labels = {alphabetical(str(label)): str(label) for value, label in LISTS[column]() if value}
    close = get_close_matches(alphabetical(typed), labels, 1, NEAR)
    if close:
        return _("«%(typed)s» no está en la lista. ¿Quiso decir «%(close)s»?") % {
            "typed": typed,
            "close": labels[close[0]],
        }
    if len(labels) <= FEW:
        return _("«%(typed)s» no está en la lista: %(labels)s.") % {
            "typed": typed,
            "labels": ", ".join(labels.values()),
        }
    return _("«%(typed)s» no está en la lista que trae la plantilla.") % {"typed": typed}
