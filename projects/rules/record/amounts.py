"""Money as people write it, and whether declared sums agree. Nothing is converted between currencies."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mcig.rules import Broken, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrPromise

    from projects.rules.record.value import Record

__all__ = ["Gap", "read_amount", "reconcile"]

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
CENTS = 2
THREE = 3


def read_amount(text: str) -> Decimal:
    """The amount that `1,234.56`, `1.234,56` or `29 651 175` means: of two marks the last one is decimal.

    Raises `Broken` for what is no amount, and for one that two countries read differently: `1.234` is a
    thousand and some in Chile, one and some in Mexico.
    """
    plain = "".join(text.split()).replace("\u2019", "").replace("'", "")
    if not _DIGITS.fullmatch(plain):
        raise Broken(_("No se puede leer «%(text)s» como un monto. Escríbalo así: 1234.56.") % {"text": text})
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return Decimal(plain)
    head, _mark, tail = plain.rpartition(marks[-1])
    if len(set(marks)) == 1:
        if len(marks) > 1:
            return _grouped(plain, text)
        if len(tail) == THREE and head != "0":
            raise Broken(
                _(
                    "«%(text)s» puede leerse de dos maneras: %(whole)s o %(decimal)s. Escríbalo sin "
                    "separador de miles."
                )
                % {"text": text, "whole": head + tail, "decimal": f"{head}.{tail}"}
            )
    elif marks.count(marks[-1]) > 1 or not _THOUSANDS.fullmatch(head):
        raise Broken(_("No se puede leer «%(text)s» como un monto. Escríbalo así: 1234.56.") % {"text": text})
    if len(tail) > CENTS:
        raise Broken(_("«%(text)s» tiene más de dos decimales.") % {"text": text})
    return Decimal(f"{re.sub('[.,]', '', head)}.{tail}")


def _grouped(plain: str, text: str) -> Decimal:
    if not _THOUSANDS.fullmatch(plain):
        raise Broken(_("No se puede leer «%(text)s» como un monto. Escríbalo así: 1234.56.") % {"text": text})
    return Decimal(re.sub("[.,]", "", plain))


@dataclass(frozen=True, slots=True)
class Gap:
    """Two sums that ought to be equal and are not; `difference` is the second less the first."""

    what: StrPromise | str
    stated: Decimal
    found: Decimal
    currency: str

    @property
    def difference(self) -> Decimal:
        return self.found - self.stated


def reconcile(record: Record) -> tuple[Gap, ...]:
    """Every sum that does not agree, by how much; sums in other currencies are left alone, not converted."""
    return (*_total(record), *_by_contributor(record))


def _total(record: Record) -> Iterator[Gap]:
    currencies = {each.currency for each in record.contributions}
    if record.total is None or currencies != {record.currency}:
        return
    found = sum((each.amount for each in record.contributions), Decimal(0))
    if found != record.total:
        yield Gap(_("La suma de los aportes frente al monto total"), record.total, found, record.currency)


def _by_contributor(record: Record) -> Iterator[Gap]:
    promised: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for each in record.contributions:
        promised[each.contributor, each.currency] += each.amount
    for (contributor, currency), amount in promised.items():
        flows = [
            flow for flow in record.flows if (flow.contributor, flow.currency) == (contributor, currency)
        ]
        committed = [flow.committed for flow in flows if flow.committed is not None]
        disbursed = [flow.disbursed for flow in flows if flow.disbursed is not None]
        foreseen = [flow.foreseen for flow in flows if flow.foreseen is not None]
        name = {"name": contributor}
        if committed and sum(committed) != amount:
            words = _("Lo comprometido por año frente al aporte de %(name)s") % name
            yield Gap(words, amount, sum(committed, Decimal(0)), currency)
        if foreseen and sum(disbursed) + sum(foreseen) != amount:
            words = _("Lo desembolsado más lo previsto frente al aporte de %(name)s") % name
            yield Gap(words, amount, sum(disbursed, Decimal(0)) + sum(foreseen, Decimal(0)), currency)
        elif sum(disbursed) > amount:
            words = _("Lo desembolsado supera el aporte de %(name)s") % name
            yield Gap(words, amount, sum(disbursed, Decimal(0)), currency)
