"""Taking a flattened cell apart: goals, headed objectives, numbered items."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mcig.rules import _
from mcig.words import fold
from projects.formats.layout import flowed
from projects.rules import COUNTS, GOALS, Goal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["reaches", "split_goals", "split_numbered", "split_objectives"]

_GOAL = re.compile(
    r"(?:^|(?<=\s))(?:objetivo|ods)\s*(?:n[.º°o]*\s*)?(?P<number>\d{1,3})\s*[:.,\-\u2013\u2014]\s*"
)
_BARE_GOAL = re.compile(r"(?:^|(?<=[\s,;]))(?P<number>\d{1,3})\s*[:.\-\u2013\u2014]\s*(?=[a-z])")
_LISTED_GOAL = re.compile(r"(?P<number>\d{1,3})")
_NUMBERS_ONLY = re.compile(r"(?:\d+|\by\b|\bods\b|[\s,;.])*")
_HEADING = re.compile(
    r"(?:^|(?<=[.;:)»”\"\n] )|(?<=[.;:)»”\"\n]))(?:objetivos?\s+)?(?P<kind>general|especifico)(?:e?s)?\s*:\s*"
)
_STRONG = r"(?:^|(?<=\n)|(?<=[.;:!?»”\")\]…] ))"
_MARK = r"(?:[.)]\s*-?|\s*[.)]-)\s*(?=[^\W\d]|[¿¡«“\"'(]|(?<=\s)\d)"
_CONTEXT = 40
_BULLET = re.compile(r"^\s*[-\u2013\u2014•·*]\s+", re.MULTILINE)
# After these words a number belongs to the sentence: «hasta la fase 2. Los equipos…».
_BINDING = re.compile(
    r"\b(?:fase|etapa|meta|objetivo|ods|grupo|anexo|articulo|version|nivel|tipo|capitulo|eje|linea|resultado|"
    r"de|con|a|en|y|o|los|las|el|la|por|entre|hasta|son|n[.º°])\s*$"
)


def split_goals(text: str, unplaced: Callable[[str, str], None]) -> tuple[Goal, ...]:
    """The goals that a cell names by number, with the text that it prints for each.

    Reads `Objetivo 5: …`, `ODS5 - …` and bare numbers. `unplaced(text, reason)` is told what is no goal.
    """
    text = " ".join(text.split())
    plain = fold(text)
    bare = _LISTED_GOAL if _NUMBERS_ONLY.fullmatch(plain) else _BARE_GOAL
    pattern = _GOAL if _GOAL.search(plain) else bare
    marks = list(pattern.finditer(plain))
    goals: dict[int, Goal] = {}
    if before := text[: marks[0].start() if marks else None].strip():
        unplaced(before, str(_("no indica el número del Objetivo")))
    for mark, reach in reaches(marks, text):
        number = int(mark["number"])
        printed = reach.strip(" ;")
        if _NUMBERS_ONLY.fullmatch(fold(printed)):
            printed = ""
        if number not in GOALS:
            unplaced(text[mark.start() : mark.end()] + printed, str(_("los Objetivos van del 1 al 17")))
        elif number in goals:
            unplaced(text[mark.start() : mark.end()] + printed, str(_("ese Objetivo ya está en la lista")))
        else:
            goals[number] = Goal(number, printed)
    return tuple(goals.values())


def split_objectives(text: str, note: Callable[[str], None]) -> tuple[str, str, str]:
    """What stands before any heading, under `General:` and under `Específicos:`.

    Without headings a numbered list is taken for the specific objectives and any other text for the general
    one; `note(sentence)` is told so.
    """
    marks = list(_HEADING.finditer(fold(text)))
    if not marks:
        if re.match(r"\s*1[.)]", text):
            note(str(_("Los objetivos no llevan encabezados; la lista numerada se tomó como específicos.")))
            return "", "", text
        note(str(_("Los objetivos no llevan encabezados; el texto se tomó como objetivo general.")))
        return "", text, ""
    parts = {"general": "", "especifico": ""}
    for mark, reach in reaches(marks, text):
        parts[mark["kind"]] = f"{parts[mark['kind']]}\n{reach}".strip()
    return text[: marks[0].start()].strip(), parts["general"], parts["especifico"]


def split_numbered(text: str, note: Callable[[str], None]) -> tuple[str, tuple[str, ...]]:
    """What stands before the first number, and the items of a list numbered 1, 2, 3…

    Only the next expected number splits, and only where an item can begin: at a line's start or after
    the end of a sentence; failing that, before a capital letter, and then `note(sentence)` is told. Lines
    with bullets are items too; a text without either is one item.
    """
    if not text.strip():
        return "", ()
    text = _with_spaces(text)
    first = _strong(1, text, 0)
    if not first:
        bullets = [flowed(piece) for piece in _BULLET.split(text)] if _BULLET.match(text) else [flowed(text)]
        return "", tuple(piece for piece in bullets if piece)
    items: list[str] = []
    mark: re.Match[str] | None = first
    while mark and len(items) <= COUNTS["results"]:
        expected = len(items) + 2
        following = _strong(expected, text, mark.end()) or _weak(expected, text, mark.end(), note)
        items.append(flowed(text[mark.end() : following.start() if following else None]))
        mark = following
    return flowed(text[: first.start()]), tuple(item for item in items if item)


def reaches(marks: list[re.Match[str]], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every mark with the text from its end to the next mark."""
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        yield mark, text[mark.end() : end]


def _with_spaces(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _strong(number: int, text: str, position: int) -> re.Match[str] | None:
    return re.compile(rf"{_STRONG}{number}{_MARK}").search(text, position)


def _weak(number: int, text: str, position: int, note: Callable[[str], None]) -> re.Match[str] | None:
    for mark in re.finditer(rf"(?<= ){number}[.)]-? (?=[¿¡«“\"]?[^\W\d_])", text[position:]):
        start = position + mark.start()
        letter = text[position + mark.end() :].lstrip('¿¡«“"')[:1]
        if letter.isupper() and not _BINDING.search(fold(text[max(0, start - _CONTEXT) : start])):
            note(
                _("Se separó el punto %(number)d aunque el anterior no termina en punto: «%(text)s…».")
                % {"number": number, "text": text[start : start + 40]}
            )
            return re.compile(rf"{number}[.)]-? ").match(text, start)
    return None
