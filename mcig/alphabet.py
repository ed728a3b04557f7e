"""Spanish alphabetical order."""

from __future__ import annotations

from unicodedata import combining, normalize

__all__ = ["alphabetical"]

# Sorts behind every letter that may follow an N.
_AFTER_N = "n\uffff"


def alphabetical(text: str) -> str:
    """The key that sorts texts in Spanish order: case and accents do not count, Ñ comes after N."""
    plain = normalize("NFC", text).casefold().replace("ñ", _AFTER_N)
    return "".join(letter for letter in normalize("NFD", plain) if not combining(letter))
