"""Moments in words, on the mesa's clock and with its name: a deadline is read in many capitals."""

from __future__ import annotations

from datetime import datetime

from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LOCALES = {"es": "es_MX", "en": "en"}
# Spanish puts an article before the name of this city, and before no other that the time zones know.
WITH_ARTICLE = "Ciudad de México"


def zone_words() -> str:
    """The active time zone as people say it: «hora de la Ciudad de México»."""
    language = get_language() or "es"
    name = timezone.get_current_timezone_name()
    place = get_timezone_location(name, locale=LOCALES.get(language, "en"), return_city=True)
    place = f"la {place}" if place == WITH_ARTICLE else place
    return _("hora de %(place)s") % {"place": place}


def moment_words(moment: datetime) -> str:
    """«12 de marzo de 2024, 12:00 (hora de la Ciudad de México)»."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({zone_words()})"
