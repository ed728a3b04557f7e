from __future__ import annotations

from django.utils.translation import override

from mcig.countries import country_choices, country_name, place_choices


def test_country_is_named_in_the_readers_language() -> None:
    with override("es"):
        assert [country_name(code) for code in ("DE", "GB", "", "XX")] == [
            "Alemania",
            "Reino Unido",
            "",
            "XX",
        ]
    with override("en"):
        assert country_name("DE") == "Germany"


def test_territories_of_a_state_are_places_and_no_countries() -> None:
    countries, places = dict(country_choices()), dict(place_choices())
    codes = ("PR", "GL", "IC", "AQ", "HK", "CL", "MX", "PS", "VA", "")
    assert [code in places for code in codes] == [True] * 10
    assert [code in countries for code in codes] == [False] * 5 + [True] * 5
