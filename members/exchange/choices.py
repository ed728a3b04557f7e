"""Closed lists in a spreadsheet: the words that a cell may carry, and what is said of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
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


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row. `column` is where it is mended, empty when another row has to be; `label` is
    its heading, empty where the words say it all."""

    column: str
    words: str
    label: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.words}" if self.label else self.words


def faults(
    form: forms.Form,
    row: Mapping[str, str],
    headings: Mapping[str, str],
    columns: Mapping[str, str] = MappingProxyType({}),
) -> list[Fault]:
    """What the form refuses in the row; `columns` name the column of a field that is called otherwise."""
    return [
        Fault(columns.get(field, field), str(sentence), headings[columns.get(field, field)])
        for field, found in form.errors.items()
        for sentence in ([_unlisted(field, row[field])] if field in LISTS and row.get(field) else found)
    ]


def words(column: str) -> list[str]:
    """The words of the column in the reader's language, in the order of the list."""
    return [str(label) for value, label in LISTS[column]() if value]


def nearest(column: str, typed: str) -> str:
    """The word of the list that was probably meant, in the reader's language; empty when none is near."""
    labels = {alphabetical(label): label for label in words(column)}
    close = get_close_matches(alphabetical(typed), labels, 1, NEAR)
    return labels[close[0]] if close else ""


def _unlisted(column: str, typed: str) -> str:
    if close := nearest(column, typed):
        return _("«%(typed)s» no está en la lista. ¿Quiso decir «%(close)s»?") % {
            "typed": typed,
            "close": close,
        }
    labels = words(column)
    if len(labels) <= FEW:
        return _("«%(typed)s» no está en la lista: %(labels)s.") % {
            "typed": typed,
            "labels": ", ".join(labels),
        }
    return _("«%(typed)s» no está en la lista que trae la plantilla.") % {"typed": typed}
