"""Comparing Spanish words whatever their case and accents."""

from __future__ import annotations

__all__ = ["fold"]

_PLAIN = str.maketrans("áàâäãåéèêëíìîïóòôöõúùûüñç", "aaaaaaeeeeiiiiooooouuuunc")


def fold(text: str) -> str:
    """`text` in lower case without accents, character for character: positions stay those of `text`.

    Expects composed characters (NFC).
    """
    return text.replace("İ", "I").lower().translate(_PLAIN)
