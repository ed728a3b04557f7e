"""What an IATI activity says of money, a year and a provider at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mcig.rules import _
from projects.formats.iati_element import Reading, day_of, decimal_of
from projects.rules.record import Contribution, Flow, Record

COMMITMENT, DISBURSEMENT = "2", "3"


def with_money(reading: Reading, record: Record) -> Record:
    """What was committed and disbursed a year, by provider; commitments in one currency make the total."""
    flows: dict[tuple[str, str, int | None], Flow] = {}
    committed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for field, name, currency, year, amount in _sums(reading):
        key = (name, currency, year)
        flow = flows.get(key, Flow(name, currency, year))
        summed: Any = {field: (getattr(flow, field) or Decimal(0)) + amount}
        flows[key] = replace(flow, **summed)
        if field == "committed":
            committed[name, currency] += amount
    contributions = tuple(Contribution(name, amount, code) for (name, code), amount in committed.items())
    currencies = {each.currency for each in contributions}
    total = sum((each.amount for each in contributions), Decimal(0)) if len(currencies) == 1 else None
    return replace(
        record,
        flows=tuple(flows.values()),
        contributions=contributions,
        total=total,
        currency=currencies.pop() if total is not None else "",
    )


def _sums(reading: Reading) -> Iterator[tuple[str, str, str, int | None, Decimal]]:
    """Field, provider, currency, year and amount of each transaction; of budgets without a commitment."""
    currency = reading.activity.get("default-currency", "")
    reporter = reading.text(reading.activity.find("reporting-org")) or str(_("Quien informa"))
    kinds = {COMMITMENT: "committed", DISBURSEMENT: "disbursed"}
    transactions = [
        (kinds[code], each, "transaction-date")
        for each in reading.all("transaction")
        if (kind := each.find("transaction-type")) is not None and (code := kind.get("code", "")) in kinds
    ]
    taken = {each for _field, each, _date in transactions}
    reading.leave("flows", [each for each in reading.all("transaction") if each not in taken])
    if any(field == "committed" for field, _each, _date in transactions):
        reading.leave("total", reading.all("budget"), _("el presupuesto no se suma a lo comprometido"))
    else:
        transactions += [("committed", each, "period-start") for each in reading.all("budget")]
    transactions += [("foreseen", each, "period-start") for each in reading.all("planned-disbursement")]
    for field, each, when in transactions:
        value, day = each.find("value"), each.find(when)
        amount = decimal_of(value.text if value is not None else "")
        money = value.get("currency", currency) if value is not None else ""
        if amount is None or amount < 0 or not re.fullmatch("[A-Z]{3}", money):
            said = f"{(value.text or '') if value is not None else ''} {money}".strip()
            reading.refuse("flows", said, _("no es un monto con su moneda"))
            continue
        provider = reading.text(each.find("provider-org")) or reporter
        known = day_of(day.get("iso-date", "")) if day is not None else None
        yield field, provider, money, known.year if known else None, amount.quantize(Decimal("0.01"))
