"""English beside Spanish: each translation is of one exact Spanish text, and is stale once that changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mcig.rules import State, _
from projects.rules.ficha import LABELS, Ficha

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["English", "Translation", "Unit", "in_english", "standing", "units"]

# The texts that are translated; names of institutions and the words of the goals stay as declared.
SINGLE = (
    "name",
    "thematic_area",
    "place",
    "beneficiaries",
    "duration",
    "general_objective",
    "description",
)
LISTS = ("specific_objectives", "results")


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one text of the ficha. `source` is the Spanish that was translated, word by word.

    `item` is the place in a list, from 1; 0 for a single text.
    """

    field: str
    item: int
    source: str
    text: str


class English(State):
    """How far a ficha, or one text of it, is translated."""

    MISSING = "missing"
    STALE = "stale"
    COMPLETE = "complete"

    @property
    def label(self) -> StrPromise:
        """The word for it in the reader's language."""
        return _WORDS[self]


_WORDS = {
    English.MISSING: _("sin traducir"),
    English.STALE: _("traducción desactualizada"),
    English.COMPLETE: _("traducida"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A Spanish text to translate and its English; `earlier` is the Spanish that a stale one was made of."""

    field: str
    position: int
    source: str
    text: str = ""
    earlier: str = ""

    @property
    def state(self) -> English:
        if not self.text:
            return English.MISSING
        return English.STALE if self.earlier else English.COMPLETE

    @property
    def label(self) -> str:
        label = str(LABELS[self.field])
        return f"{label}, {self.position}" if self.position else label


def units(ficha: Ficha, translations: Iterable[Translation]) -> tuple[Unit, ...]:
    """Every text of the ficha that is translated, in the order of the form.

    A translation follows its Spanish text when a list is put in another order; one whose text changed stays
    at its place, stale.
    """
    by_source = {(each.field, each.source): each.text for each in translations}
    by_place = {(each.field, each.item): each for each in translations}
    texts = [(field, 0, getattr(ficha, field)) for field in SINGLE]
    texts += [
        (field, position, text)
        for field in LISTS
        for position, text in enumerate(getattr(ficha, field), start=1)
    ]
    found = []
    for field, position, source in texts:
        earlier = by_place.get((field, position))
        if not source:
            continue
        if (field, source) in by_source:
            found.append(Unit(field, position, source, by_source[field, source]))
        elif earlier:
            found.append(Unit(field, position, source, earlier.text, earlier.source))
        else:
            found.append(Unit(field, position, source))
    return tuple(found)


def standing(ficha: Ficha, translations: Iterable[Translation]) -> English:
    """How the whole ficha stands: stale weighs more than missing, for it says something that is not so."""
    states = {unit.state for unit in units(ficha, tuple(translations))}
    if English.STALE in states:
        return English.STALE
    return English.MISSING if English.MISSING in states or not states else English.COMPLETE


def in_english(ficha: Ficha, translations: Iterable[Translation]) -> tuple[Ficha, dict[str, English]]:
    """The ficha with every field in English whose texts are all translated, and the state of each field.

    A field with a stale or a missing text stays Spanish whole: Spanish is what was declared.
    """
    by_field: dict[str, list[Unit]] = {}
    for unit in units(ficha, tuple(translations)):
        by_field.setdefault(unit.field, []).append(unit)
    changed: dict[str, Any] = {}
    states: dict[str, English] = {}
    for field, found in by_field.items():
        kinds = {unit.state for unit in found}
        states[field] = next(
            each for each in (English.STALE, English.MISSING, English.COMPLETE) if each in kinds
        )
        if states[field] is English.COMPLETE:
            texts = tuple(unit.text for unit in found)
            changed[field] = texts if field in LISTS else texts[0]
    return replace(ficha, **changed), states
