"""Taking the cell of the institutions apart: headings of groups, then the names under each."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from mcig.rules import _
from mcig.words import fold
from projects.formats.countries import HEADING
from projects.formats.splits import reaches
from projects.rules import Institution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["split_institutions"]

_LINE_HEADING = re.compile(r"^(?P<name>[^\n:;()]{2,60}?)\s*:(?=\s)", re.MULTILINE)
_MOST_HEADING_WORDS = 6
_CONTEXT = 300
_SEPARATOR = re.compile(r"\s*(?:;|•|\||\s·\s)\s*|\n")
_HEAD_NOUN = (
    "embajada ministerio secretaria subsecretaria instituto agencia fundacion universidad gobierno comision "
    "organizacion asociacion delegacion ayuntamiento municipio consejo banco onu pnud unfpa unicef cepal"
)
_HEAD = re.compile(rf"(?<=\s)(?:{'|'.join(_HEAD_NOUN.split())})\b(?=\s)")
# What binds a noun to the words before it, so that no new institution begins there.
_BOUND = re.compile(
    rf"(?:\b(?:de|del|la|las|el|los|y|e|en|para|por|con|a|al|{'|'.join(_HEAD_NOUN.split())})|[/(\-])\s*$"
)
# A line break inside a name: the next line goes on in lower case, or this one ends in a small word.
_WRAPPED = re.compile(
    r"\n(?=[a-záéíóúñ(])|(?<=\bde)\n|(?<=\bdel)\n|(?<=\bla)\n|(?<=\blas)\n|(?<=\by)\n|(?<=\bpara)\n"
)


def split_institutions(
    text: str, known: Iterable[str], note: Callable[[str], None]
) -> tuple[Institution, ...]:
    """The institutions of a cell under their headings, in declared order.

    Names in one line are taken apart at separators (line, `;`, ` · `), at a `known` name, and last at a
    noun that begins an institution's name; the last is a guess and `note(sentence)` is told.
    """
    names = sorted((fold(" ".join(name.split())) for name in known if name.strip()), key=len, reverse=True)
    institutions: list[Institution] = []
    for group, members in _groups(text, names, note):
        for line in _lines(members):
            institutions += (Institution(group, name) for name in _names(line, names, note))
    return tuple(institutions)


def _groups(text: str, known: list[str], note: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    plain = fold(text)
    marks = {match.start(): match for match in HEADING.finditer(plain)}
    covered = {position for mark in marks.values() for position in range(*mark.span())}
    for match in _LINE_HEADING.finditer(plain):
        taken = not covered.isdisjoint(range(*match.span()))
        is_name = any(name.startswith(match["name"]) for name in known)
        if not taken and not is_name and len(match["name"].split()) <= _MOST_HEADING_WORDS:
            marks[match.start()] = match
            note(
                _("Se tomó «%(text)s» como encabezado de un grupo.")
                % {"text": text[slice(*match.span("name"))]}
            )
    ordered = [marks[start] for start in sorted(marks)]
    if before := text[: ordered[0].start() if ordered else None].strip(" ;\n"):
        note(str(_("Hay instituciones sin el encabezado de un país o grupo.")))
        yield "", before
    for mark, reach in reaches(ordered, text):
        yield text[slice(*mark.span("name"))], reach


def _lines(text: str) -> list[str]:
    unwrapped = _WRAPPED.sub(" ", text)
    pieces = (re.sub(r"^\s*(?:[-*·]\s+|\d{1,2}[.)]\s+)", "", piece) for piece in _SEPARATOR.split(unwrapped))
    return [stripped for piece in pieces if (stripped := piece.strip(" ,"))]


def _names(line: str, known: list[str], note: Callable[[str], None]) -> list[str]:
    plain = fold(line)
    cuts, inside = _known_cuts(plain, known)
    guessed = {
        match.start()
        for match in _HEAD.finditer(plain)
        if match.start() not in inside and _may_begin(plain, match.start())
    } - cuts
    edges = [0, *sorted(cuts | guessed), len(line)]
    names = [line[start:end].strip(" ,;") for start, end in pairwise(edges)]
    names = [name for name in names if name]
    if guessed:
        note(
            _("«%(line)s» se separó en %(count)d instituciones: %(names)s. Revise si es correcto.")
            % {"line": line, "count": len(names), "names": " · ".join(names)}
        )
    return names


def _known_cuts(plain: str, known: list[str]) -> tuple[set[int], set[int]]:
    """Where known names begin a new institution, and every position inside a known name."""
    cuts: set[int] = set()
    inside: set[int] = set()
    for name in known:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", plain):
            if inside.isdisjoint(range(*match.span())):
                inside |= set(range(match.start() + 1, match.end()))
                if match.start() and _may_begin(plain, match.start()):
                    cuts.add(match.start())
    return cuts, inside


def _may_begin(plain: str, position: int) -> bool:
    before = plain[max(0, position - _CONTEXT) : position]
    return not _BOUND.search(before) and before.count("(") == before.count(")")
