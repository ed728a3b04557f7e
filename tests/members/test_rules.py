from __future__ import annotations

from mcig.alphabet import alphabetical


def test_alphabetical_order_puts_enye_after_n_and_ignores_accents() -> None:
    countries = [
        "Ñandú",
        "Países Bajos",
        "Austria",
        "Nueva Zelanda",
        "Bélgica",
        "Noruega",
        "Alemania",
        "España",
    ]
    assert sorted(countries, key=alphabetical) == [
        "Alemania",
        "Austria",
        "Bélgica",
        "España",
        "Noruega",
        "Nueva Zelanda",
        "Ñandú",
        "Países Bajos",
    ]


def test_alphabetical_order_is_the_same_for_a_decomposed_letter() -> None:
    assert alphabetical("Espan\u0303a") == alphabetical("España")
