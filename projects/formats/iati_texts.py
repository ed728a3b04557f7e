"""The texts of an IATI activity as those of a ficha, in Spanish and in English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mcig.rules import _
from projects.formats.iati_element import Reading
from projects.formats.iati_results import result_title
from projects.formats.splits import split_numbered
from projects.rules import Ficha
from projects.rules.translation import LISTS, SINGLE, Translation

__all__ = ["english_of", "texts_of"]

# Descriptions by their type; any other is the general one.
DESCRIPTIONS = {"2": "general_objective", "3": "beneficiaries", "4": "results"}
OWN = frozenset({"98", "99"})
Said = Callable[[Any, str], str]
Noted = Callable[[str, str], None]


def texts_of(reading: Reading) -> Ficha:
    """A ficha with the texts of the activity alone; results with indicators follow those in words."""
    areas = [each for each in reading.all("sector") if each.get("vocabulary") in OWN]
    reading.leave("thematic_area", areas[1:], _("la ficha lleva una sola área temática"))
    ficha = _ficha(reading, reading.text, lambda field, note: reading.notes[field].append(note))
    titles = [reading.text(each, "results") for each in map(result_title, reading.all("result"))]
    return replace(ficha, results=tuple(dict.fromkeys([*ficha.results, *filter(None, titles)])))


def english_of(reading: Reading, ficha: Ficha) -> tuple[Translation, ...]:
    """The English beside the Spanish of each text of the ficha, which is what `texts_of` gave."""
    english = _ficha(reading, lambda element, _field: reading.english(element), _unsaid)
    spanish = _ficha(reading, lambda element, _field: reading.text(element), _unsaid)
    singles = ((field, getattr(ficha, field), getattr(english, field)) for field in SINGLE)
    found = [Translation(field, 0, source, text) for field, source, text in singles if text]
    titles = [*map(result_title, reading.all("result"))]
    for field in LISTS:
        sources, texts = getattr(spanish, field), getattr(english, field)
        if len(sources) != len(texts) and texts:
            reading.refuse(field, "\n".join(texts), _("el inglés no corresponde punto por punto al español"))
            texts = ()
        known = dict(zip(sources, texts, strict=False))
        if field == "results":
            known |= {reading.text(each): text for each in titles if (text := reading.english(each))}
        numbered = enumerate(getattr(ficha, field), start=1)
        found += [Translation(field, number, text, known[text]) for number, text in numbered if text in known]
    return tuple(found)


def _unsaid(_field: str, _note: str) -> None:
    """What was said when the Spanish was read."""


def _ficha(reading: Reading, said: Said, noted: Noted) -> Ficha:
    texts: dict[str, list[str]] = defaultdict(list)
    for each in reading.all("description"):
        field = DESCRIPTIONS.get(each.get("type", "1"), "description")
        if text := said(each, field):
            texts[field].append(text)
    objective, specific = _numbered("specific_objectives", "\n".join(texts["general_objective"]), noted)
    loose, results = _numbered("results", "\n".join(texts["results"]), noted)
    area = next((each for each in reading.all("sector") if each.get("vocabulary") in OWN), None)
    return Ficha(
        name=said(reading.activity.find("title"), "name"),
        thematic_area=said(area, "thematic_area"),
        beneficiaries="\n".join(texts["beneficiaries"]),
        general_objective=objective,
        specific_objectives=specific,
        description="\n".join(texts["description"]),
        results=(*((loose,) if loose else ()), *results),
    )


def _numbered(field: str, text: str, noted: Noted) -> tuple[str, tuple[str, ...]]:
    """What stands before a numbered list, and its items; all of it when there is no list."""
    if not re.search(r"(?:^|\n)1\. ", text):
        return text, ()
    return split_numbered(text, lambda note: noted(field, note))
