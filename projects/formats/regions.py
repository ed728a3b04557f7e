"""Countries by their names in a text, as ISO 3166 codes."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from projects.rules import fold

__all__ = ["country_codes", "country_words"]


def country_codes(text: str) -> list[str]:
    """The codes of the countries that the text names, in its order."""
    plain = fold(text)
    found = {
        match.start(): code
        for name, code in _names().items()
        for match in re.finditer(rf"\b{re.escape(name)}\b", plain)
    }
    return list(dict.fromkeys(found[place] for place in sorted(found)))


def country_words(code: str) -> str:
    """The Spanish name of a country; the code itself when it is none."""
    return str(Locale("es").territories.get(code, code))


@cache
def _names() -> dict[str, str]:
    territories = Locale("es").territories
    return {fold(name): code for code, name in territories.items() if len(code) == 2 and code.isalpha()}  # noqa: PLR2004 - the others are regions
