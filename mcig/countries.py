"""Countries by their ISO 3166 code, as a person reads and sorts them."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from django.utils.translation import get_language

from mcig.alphabet import alphabetical

# What CLDR lists beside countries: unions, outlying groups, test codes.
NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
# Territories of a State, which keep no embassy of their own.
# fmt: off
TERRITORIES = frozenset({
    "AC", "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CP", "CQ", "CW", "CX", "DG", "EA",
    "FK", "FO", "GF", "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IC", "IM", "IO", "JE", "KY", "MF",
    "MO", "MP", "MQ", "MS", "NC", "NF", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX", "TA", "TC", "TF",
    "TK", "UM", "VG", "VI", "WF", "YT",
})
# fmt: on
COUNTRY_CODE = re.compile(r"[A-Z]{2}")


def country_choices() -> list[tuple[str, str]]:
    """Countries in the reader's language and in its alphabetical order; none first."""
    return [pair for pair in place_choices() if pair[0] not in TERRITORIES]


def place_choices() -> list[tuple[str, str]]:
    """As `country_choices`, with the territories of States: what is done may be done there."""
    names = _territories(get_language() or "es")
    places = [
        (code, name)
        for code, name in names.items()
        if COUNTRY_CODE.fullmatch(code) and code not in NOT_COUNTRIES
    ]
    return [("", "—"), *sorted(places, key=lambda pair: alphabetical(pair[1]))]


def country_name(code: str) -> str:
    """The country of an ISO 3166 code of two letters; an unknown code as it is, empty for none."""
    return _territories(get_language() or "es").get(code, code)


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language, sep="-").territories)
