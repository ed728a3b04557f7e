"""Money as people write it in a matrix; the database is out of reach."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mcig.rules import Broken
from projects.rules.incoming import Known, clean_title, likeness, reason_in_words
from projects.rules.record.money import read_money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("64.670,20 €", "64670.20", "EUR"),
        ("29 651 175 Euro", "29651175", "EUR"),
        ("USD 3.652.486", "3652486", "USD"),
        ("US $2,4 millones", "2400000", "USD"),
        ("1,234.56 MXN", "1234.56", "MXN"),
        ("1.000.000 €", "1000000", "EUR"),
    ],
)
def test_sum_is_read_with_its_currency(text: str, amount: str, currency: str) -> None:
    money = read_money(text)
    assert (money.amount, money.currency, money.doubt) == (Decimal(amount), currency, "")


def test_three_decimals_are_taken_for_thousands_with_a_doubt() -> None:
    money = read_money("75.640 €")
    assert (money.amount, money.currency) == (Decimal(75640), "EUR")
    assert str(money.doubt) == "«75.640 €» puede leerse de dos maneras; se tomó 75640."


@pytest.mark.parametrize("text", ["55 millones de pesos", "$ 1,200.00", "por definir", "1000", "10 a 20 EUR"])
def test_sum_without_a_certain_currency_or_amount_is_refused(text: str) -> None:
    with pytest.raises(Broken):
        read_money(text)


def test_pesos_are_those_of_the_table() -> None:
    assert read_money("55 millones de pesos", "MXN").amount == Decimal(55_000_000)


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("2017-LANK-41. Fortalecimiento de mecanismos", "fortalecimiento de mecanismos"),
        ("Proyecto: <p>Red</p> «Mélida»", "red melida"),
        ("24 mujeres por la paz", "24 mujeres por la paz"),
    ],
)
def test_title_is_compared_without_what_registers_put_before_it(title: str, cleaned: str) -> None:
    assert clean_title(title) == cleaned


def test_reasons_are_told_and_only_a_code_or_the_same_owner_make_it_certain() -> None:
    one = Known("P-12: Red de apoyo", "FR", frozenset({"MX"}), codes=frozenset({"XI-1"}))
    found = likeness(one, Known("Red de apoyo", "CL", frozenset({"MX"})))
    assert found is not None
    assert (found.is_certain, [reason_in_words(each) for each in found.reasons]) == (
        False,
        ["el mismo título, sin prefijos", "el mismo país"],
    )
    known = likeness(one, Known("Otro nombre", "FR", codes=frozenset({"xi-1"})))
    assert known is not None
    assert known.is_certain
    assert likeness(one, Known("Un tema enteramente distinto", "FR", frozenset({"MX"}))) is None
