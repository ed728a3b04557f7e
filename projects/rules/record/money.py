"""A sum of money in a cell, as people write it: with its currency, thousands, millions or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mcig.rules import Broken, _
from mcig.words import fold
from projects.rules.record.amounts import read_amount

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

__all__ = ["Money", "read_money"]

# Signs and words that mean one currency, the longer before the shorter.
_NAMES = {
    "us$": "USD", "us $": "USD", "u$s": "USD", "usd": "USD", "dolares estadounidenses": "USD",
    "dolares americanos": "USD", "euros": "EUR", "euro": "EUR", "eur": "EUR", "€": "EUR",
    "pesos mexicanos": "MXN", "m.n.": "MXN", "mxn": "MXN", "mx$": "MXN", "pesos chilenos": "CLP",
    "clp": "CLP", "libras esterlinas": "GBP", "gbp": "GBP", "£": "GBP", "francos suizos": "CHF",
    "chf": "CHF", "dolares canadienses": "CAD", "cad": "CAD", "ca$": "CAD", "jpy": "JPY", "nok": "NOK",
    "sek": "SEK", "dkk": "DKK", "nzd": "NZD", "aud": "AUD",
}  # fmt: skip
# What several countries call their money.
_AMBIGUOUS = ("pesos", "peso", "dolares", "dolar", "coronas", "$")
_SCALES = {"mil millones": 9, "millones": 6, "millon": 6, "mdp": 6, "mdd": 6, "miles": 3, "mil": 3, "m€": 6}
_SCALE = re.compile(rf"\b(?:{'|'.join(_SCALES)})(?:\s+de)?\b|m€")
_DIGITS = re.compile(r"\d[\d.,' \u00a0\u202f\u2019]*")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its currency; `doubt` says why a person should look at it, empty where it is plain."""

    amount: Decimal
    currency: str
    doubt: StrPromise | str = ""


def read_money(text: str, currency: str = "") -> Money:
    """The sum that a cell means. `currency` is that of the table where the cell names none.

    Reads `64.670,20 €`, `29 651 175 Euro`, `USD 3.652.486`, `US $2,4 millones`. An amount that two countries
    read differently is taken for thousands, with a doubt, as no currency has three decimals. Raises `Broken`
    for what is no amount and for one without a certain currency («55 millones de pesos»).
    """
    plain = " ".join(fold(text).split())
    found = next((code for name, code in _NAMES.items() if _has(plain, name)), "")
    if not found and any(_has(plain, name) for name in _AMBIGUOUS) and not currency:
        raise Broken(
            _("«%(text)s» no dice de qué país es la moneda: escriba su código, por ejemplo MXN o CLP.")
            % {"text": text}
        )
    numbers = _DIGITS.findall(plain)
    if len(numbers) != 1:
        raise Broken(_("No se puede leer «%(text)s» como un monto.") % {"text": text})
    if not (found or currency):
        raise Broken(_("«%(text)s» no dice su moneda.") % {"text": text})
    amount, doubt = _amount(numbers[0].strip(" .,"), text, scale=_scale(plain))
    return Money(amount, found or currency, doubt)


def _has(plain: str, name: str) -> bool:
    if name[0].isalpha() and name[-1].isalpha():
        return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", plain) is not None
    return name in plain


def _scale(plain: str) -> int:
    match = _SCALE.search(plain)
    return next((power for word, power in _SCALES.items() if match and match[0].startswith(word)), 0)


def _amount(number: str, text: str, *, scale: int) -> tuple[Decimal, StrPromise | str]:
    if scale:
        digits = re.sub(r"[\s'\u2019]", "", number).replace(",", ".")
        if digits.count(".") > 1:
            raise Broken(_("No se puede leer «%(text)s» como un monto.") % {"text": text})
        return (Decimal(digits) * Decimal(10) ** scale).quantize(Decimal(1)), ""
    try:
        return read_amount(number), ""
    except Broken:
        if not re.fullmatch(r"\d{1,3}[.,]\d{3}", number):
            raise
        amount = Decimal(re.sub("[.,]", "", number))
        return amount, _("«%(text)s» puede leerse de dos maneras; se tomó %(amount)s.") % {
            "text": text,
            "amount": amount,
        }
