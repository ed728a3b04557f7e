"""Names of countries in the reader's language (Unicode CLDR, as Babel carries it)."""

from __future__ import annotations

from functools import cache

from babel import Locale
from django.utils.translation import get_language


def country_name(code: str) -> str:
    """The country of an ISO 3166 code of two letters; an unknown code as it is, empty for none."""
    return _territories(get_language() or "es").get(code, code)


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language, sep="-").territories)
