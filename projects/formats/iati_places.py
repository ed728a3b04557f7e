"""Where an IATI activity takes place."""

from __future__ import annotations

import re
from typing import Any

from mcig.rules import _
from projects.formats.iati_element import Reading
from projects.rules.record import STATES, Place

_COUNTRY = re.compile("[A-Z]{2}")


def places_of(reading: Reading) -> tuple[Place, ...]:
    """The locations with their country, and the countries that have none.

    A location is of the country of its administrative code, or else of the only country of the activity.
    """
    countries = [each.get("code", "").upper() for each in reading.all("recipient-country")]
    countries = [code for code in dict.fromkeys(countries) if _COUNTRY.fullmatch(code)]
    located = [_location(reading, each, countries) for each in reading.all("location")]
    places = [each for each in located if each is not None]
    known = {place.country for place in places}
    return tuple(dict.fromkeys([*places, *(Place(code) for code in countries if code not in known)]))


def _location(reading: Reading, location: Any, countries: list[str]) -> Place | None:
    name = reading.text(location.find("name"))
    codes = [each.get("code", "").upper() for each in location.iterfind("administrative")]
    state = next((code for code in codes if code in STATES), "")
    country = next((code[:2] for code in codes if code in STATES or _COUNTRY.fullmatch(code)), "")
    if not country and len(countries) == 1:
        country = countries[0]
    if name and not country:
        reading.refuse("places", name, _("la actividad no dice de cuál de sus países es el lugar"))
    elif not name and not state:
        reading.leave("places", [location])
        return None
    else:
        reading.leave("places", [each for each in location if each.tag not in {"name", "administrative"}])
    return _place(country, state, name) if country else None


def _place(country: str, state: str, name: str) -> Place:
    city, _comma, last = name.rpartition(", ")
    named = next((code for code, words in STATES.items() if words == last), "")
    if country == "MX" and (state or named):
        return Place(country, state or named, city if named else name)
    return Place(country, "", name)
