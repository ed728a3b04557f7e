"""Words as people type them: whatever their case, accents and endings."""

from __future__ import annotations

__all__ = ["MOST_LETTERS", "MOST_WORDS", "fold", "spellings", "stem", "words_of"]

MOST_LETTERS = 200  # of what is looked for
MOST_WORDS = 20
# As many letters of a word as its forms share: of «cooperaciones», «cooperac».
KEPT, ENDING = 4, 5

_PLAIN = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüñç", "aaaaaaeeeeiiiiooooouuuunc")


def fold(text: str) -> str:
    """`text` in lower case without accents, character for character: positions stay those of `text`.

    Expects composed characters (NFC).
    """
    return text.replace("İ", "I").lower().translate(_PLAIN)


def words_of(text: str) -> list[str]:
    """The words that are looked for; an acronym written with points is one word without them."""
    cleaned = "".join(letter if letter.isalnum() or letter in ".-'’" else " " for letter in text)
    found = [word.strip(".-'’") for word in cleaned.split()]
    return [word.replace(".", "") if _has_points(word) else word for word in found if word][:MOST_WORDS]


def _has_points(word: str) -> bool:
    return "." in word and all(len(piece) <= 1 for piece in word.split("."))


def spellings(word: str) -> tuple[str, ...]:
    """A word as it may stand in a text: as typed, without accents, and with the accent of its ending.

    Spanish stems differ with the accent: «cooperacion» is found as «cooperación», «economia» as «economía».
    """
    plain = fold(word)
    variants = [word.lower(), plain]
    for ending, accented in (("cion", "ción"), ("sion", "sión"), ("ia", "ía"), ("ias", "ías")):
        if plain.endswith(ending):
            variants.append(plain.removesuffix(ending) + accented)
    return tuple(dict.fromkeys(variants))


def stem(word: str) -> str:
    """How the forms of a word begin, without accents."""
    plain = fold(word)
    return plain[: max(KEPT, len(plain) - ENDING)]
