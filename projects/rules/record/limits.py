"""What a record may hold at most, and which codes and numbers it takes."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mcig.dates import FIRST_YEAR, LAST_YEAR, PartialDate
from mcig.rules import Broken, _
from projects.rules.limits import MAX_WORD, check_printable
from projects.rules.record.marker import CRITERIA
from projects.rules.record.targets import TARGETS
from projects.rules.record.value import RECORD_LABELS
from projects.rules.record.vocabulary import MARKERS, SCORES, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from projects.rules.record.value import Record

__all__ = ["AMOUNT_DIGITS", "RECORD_COUNTS", "RECORD_LENGTHS", "check_record"]

# Items at most.
RECORD_COUNTS: dict[str, int] = {
    "participations": 120,
    "places": 60,
    "targets": 20,
    "evidence": len(CRITERIA),
    "markers": len(MARKERS),
    "contributions": 40,
    "flows": 200,
    "beneficiary_counts": 40,
    "milestones": 40,
    "indicators": 60,
    "links": 20,
    "relations": 20,
    "identifiers": 20,
    "translations": 90,
}
# Characters at most of each text; 300 where nothing else is said.
RECORD_LENGTHS: dict[str, int] = {
    "evidence": 4_000,
    "translations": 12_000,
    "amounts_note": 2_000,
    "contact_phone": 40,
    "contact_email": 254,
    "links": 500,
    "milestones": 500,
    "indicators": 500,
}
SHORT = 300
# Digits of an amount before its two decimals.
AMOUNT_DIGITS = 15
MOST_PEOPLE = 1_000_000_000
_CURRENCY = re.compile("[A-Z]{3}")
_COUNTRY = re.compile("[A-Z]{2}")
_PURPOSE = re.compile(r"[0-9]{5}")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def check_record(record: Record) -> None:
    """Refuse what cannot be stored; an empty record passes.

    Raises `Broken` whose `field` is the attribute of `Record` at fault.
    """
    for field in (each.name for each in fields(record)):
        value = getattr(record, field)
        if isinstance(value, tuple) and len(value) > RECORD_COUNTS[field]:
            raise Broken(
                _("«%(label)s» admite hasta %(most)d elementos.")
                % {"label": RECORD_LABELS[field], "most": RECORD_COUNTS[field]},
                field,
            )
        for leaf in _leaves(value):
            _check_leaf(field, leaf)
    _check_places(record)
    _check_money(record)
    _check_numbers(record)
    _check_targets(record)
    _check_once(record)


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
    elif is_dataclass(value) and not isinstance(value, PartialDate):
        for each in fields(value):
            yield getattr(value, each.name)
    else:
        yield value


def _check_leaf(field: str, value: object) -> None:
    label = RECORD_LABELS[field]
    match value:
        case str():
            most = RECORD_LENGTHS.get(field, SHORT)
            longest = most if field in {"links", "contact_email"} else MAX_WORD
            check_printable(field, value, label=label, most=most, longest_word=longest)
        case Decimal() if value < 0 or not value.is_finite() or value >= 10**AMOUNT_DIGITS:
            raise Broken(
                _("«%(label)s»: un monto va de 0 a %(digits)d cifras.")
                % {"label": label, "digits": AMOUNT_DIGITS},
                field,
            )
        case PartialDate() if not FIRST_YEAR <= value.value.year <= LAST_YEAR:
            raise _wrong_year(field)


def _wrong_year(field: str) -> Broken:
    return Broken(
        _("El año de la fecha va de %(first)d a %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}, field
    )


def _check_places(record: Record) -> None:
    for place in record.places:
        if not _COUNTRY.fullmatch(place.country):
            raise Broken(_("Elija el país de cada lugar."), "places")
        if place.state and (place.country != "MX" or place.state not in STATES):
            raise Broken(_("Solo los lugares de México llevan entidad federativa."), "places")


def _check_money(record: Record) -> None:
    money = [("contributions", each.currency) for each in record.contributions]
    money += [("flows", each.currency) for each in record.flows]
    if record.total is not None:
        money.append(("currency", record.currency))
    elif record.currency:
        raise Broken(_("Hay una moneda del total, pero falta el monto total."), "total")
    for field, currency in money:
        if not _CURRENCY.fullmatch(currency):
            raise Broken(_("Falta la moneda de un monto: tres letras, por ejemplo MXN."), field)
    for flow in record.flows:
        if flow.year is not None and not FIRST_YEAR <= flow.year <= LAST_YEAR:
            raise _wrong_year("flows")


def _check_numbers(record: Record) -> None:
    if record.purpose_code and not _PURPOSE.fullmatch(record.purpose_code):
        raise Broken(_("El código de propósito tiene cinco cifras."), "purpose_code")
    if any(not 0 <= group.count <= MOST_PEOPLE for group in record.beneficiary_counts):
        raise Broken(_("El número de personas no puede ser negativo ni tan alto."), "beneficiary_counts")
    if any(not _ADDRESS.fullmatch(link.url) for link in record.links):
        raise Broken(_("La dirección de un enlace empieza con https:// o http://."), "links")
    if any(not (relation.project or relation.title) for relation in record.relations):
        raise Broken(_("Escriba el código o el título de cada proyecto relacionado."), "relations")


def _check_targets(record: Record) -> None:
    if any(target.code not in TARGETS for target in record.targets):
        raise Broken(_("Elija cada meta de la lista; por ejemplo, 5.2."), "targets")
    if sum(target.main for target in record.targets) > 1:
        raise Broken(_("Solo una meta puede ser la principal."), "targets")
    for marker in record.markers:
        if marker.key not in MARKERS or marker.score not in SCORES:
            raise Broken(_("Elija cada marcador y su valor de la lista."), "markers")
    if any(each.criterion not in {criterion.key for criterion in CRITERIA} for each in record.evidence):
        raise Broken(_("La evidencia se refiere a un criterio que no existe."), "evidence")


def _check_once(record: Record) -> None:
    """What stands for one thing may be listed once."""
    lists: dict[str, list[object]] = {
        "targets": [target.code for target in record.targets],
        "markers": [marker.key for marker in record.markers],
        "evidence": [each.criterion for each in record.evidence],
        "participations": [(each.name, each.role) for each in record.participations],
        "flows": [(each.contributor, each.currency, each.year) for each in record.flows],
    }
    for field, keys in lists.items():
        if len(set(keys)) < len(keys):
            raise Broken(
                _("«%(label)s» tiene dos veces lo mismo: deje una sola fila.")
                % {"label": RECORD_LABELS[field]},
                field,
            )
