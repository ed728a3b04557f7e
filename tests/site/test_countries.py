from __future__ import annotations

from django.utils.translation import override

from mcig.countries import country_name


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
