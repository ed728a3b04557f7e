"""Moments in words, on the mesa's clock and with its name: a deadline is read in many capitals."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig.alphabet import alphabetical

LOCALES = {"es": "es_MX", "en": "en"}
# Spanish puts an article before the name of this city, and before no other that the time zones know.
WITH_ARTICLE = "Ciudad de México"
# The other names of the time zone database are of countries, of offsets and of days gone by.
CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def zone_words() -> str:
    """The active time zone as people say it: «hora de la Ciudad de México»."""
    return _("hora de %(place)s") % {"place": with_article(timezone.get_current_timezone_name())}


def with_article(zone: str) -> str:
    """The place of a time zone as it stands behind «hora de»: «la Ciudad de México», «Bogotá»."""
    place = place_of(zone)
    return f"la {place}" if place == WITH_ARTICLE else place


def place_of(zone: str) -> str:
    """The city that a time zone is named after, in the reader's language."""
    locale = LOCALES.get(get_language() or "es", "en")
    return get_timezone_location(zone, locale=locale, return_city=True).rpartition("/")[2]


def world_zones() -> list[tuple[str, str]]:
    """Every time zone that is named after a city, by that city in the alphabet of the reader's language."""
    return list(_world_zones(get_language() or "es"))


@cache
def _world_zones(_language: str) -> tuple[tuple[str, str], ...]:
    aliases = get_global("zone_aliases")
    names = (
        name for name in available_timezones() if name.split("/")[0] in CONTINENTS and name not in aliases
    )
    return tuple(sorted(((name, place_of(name)) for name in names), key=lambda each: alphabetical(each[1])))


def moment_words(moment: datetime) -> str:
    """«12 de marzo de 2024, 12:00 (hora de la Ciudad de México)»."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({zone_words()})"
