"""The piece of a text in which what was looked for stands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from unicodedata import normalize

from mcig.words import fold, stem, words_of

AROUND = 80  # characters before and after


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text: what stands before the word that was found, the word, and what follows."""

    before: str
    found: str
    after: str


def snippet(text: str, words: str) -> Snippet:
    """Where the first of the words stands in the text, in any of its forms; else how the text begins."""
    plain = normalize("NFC", " ".join(text.split()))
    folded = fold(plain)
    starts = [place for word in words_of(words) if (place := _place(folded, stem(word))) >= 0]
    if not starts:
        return Snippet(_shortened(plain, 2 * AROUND), "", "")
    start = min(starts)
    end = start + len("".join(takewhile(str.isalnum, plain[start:])))
    first = plain.find(" ", start - AROUND) + 1 if start > AROUND else 0
    before = ("… " if first else "") + plain[first:start]
    return Snippet(before, plain[start:end], _shortened(plain[end:], AROUND))


def _place(text: str, beginning: str) -> int:
    """Where a word of the text begins so; -1 where none does."""
    place = text.find(beginning)
    while place > 0 and text[place - 1].isalnum():
        place = text.find(beginning, place + 1)
    return place


def _shortened(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[:length].rpartition(" ")[0].rstrip(".,;:") + " …"
