"""A record in words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.models import Theme
from mcig.countries import country_name
from projects.rules import GOALS, GOALS_EN, Difference, write_date
from projects.rules.alliances import Pair
from projects.rules.compare import compared
from projects.rules.record import (
    CRITERIA,
    MARKERS,
    PURPOSES,
    RECORD_LABELS,
    SCORES,
    STATES,
    Beneficiaries,
    Contribution,
    Evidence,
    Flow,
    Identifier,
    Indicator,
    Link,
    Marker,
    Milestone,
    Participation,
    Place,
    Record,
    Relation,
    Target,
    target_name,
)
from projects.rules.translation import Translation


def record_differences(old: Record, new: Record) -> tuple[Difference, ...]:
    """Every change from `old` to `new`, in the order of the sections."""
    return compared(old, new, labels=RECORD_LABELS, texts=record_texts)


def record_texts(record: Record, field: str) -> tuple[str, ...]:
    """A field's value as readable texts: one per item of a list, none when nothing is declared."""
    value = getattr(record, field)
    if value is None or value == "":
        return ()
    if isinstance(value, tuple):
        return tuple(part_text(part) for part in value)
    if field == "theme":
        return tuple(theme.words for theme in Theme.objects.filter(slug=value))
    if field == "purpose_code":
        return (purpose_text(value),)
    if isinstance(value, Decimal):
        return (money(value, record.currency),)
    return (str(getattr(value, "label", value)),)


def money(amount: Decimal, currency: str) -> str:
    """`64,670.20 EUR`, with the marks of the reader's language."""
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} {currency}".strip()


def purpose_text(code: str) -> str:
    """`15170 Organizaciones…`; the code alone where we have no name for it."""
    return f"{code} {PURPOSES[code]}" if code in PURPOSES else code


def part_text(part: Any) -> str:  # noqa: PLR0911 - one sentence for each kind of row
    """A row of a list in one line."""
    match part:
        case Place():
            state = STATES.get(part.state, part.state)
            return ", ".join(filter(None, (country_name(part.country), state, part.city)))
        case Target():
            name = target_name(part.code)
            return _("%(target)s (principal)") % {"target": name} if part.main else name
        case Evidence():
            question = next((each.question for each in CRITERIA if each.key == part.criterion), "")
            return f"{question} {part.text}"
        case Marker():
            return f"{MARKERS.get(part.key, part.key)}: {SCORES.get(part.score, part.score)}"
        case Contribution():
            return f"{part.contributor}: {money(part.amount, part.currency)}"
        case Beneficiaries():
            people = number_format(part.count, 0, use_l10n=True, force_grouping=True)
            words = f"{people} {part.sex.label} ({part.reach.label})"
            return f"{part.group}: {words}" if part.group else words
        case Link():
            return f"{part.title}: {part.url}"
        case Identifier():
            return f"{part.register}: {part.code}"
        case Translation():
            return part.text
    return _longer_text(part)


def _longer_text(part: Any) -> str:
    match part:
        case Participation():
            words = [str(part.role.label), str(part.partner.label) if part.partner else "", part.member or ""]
            return f"{part.name}: {', '.join(filter(None, words))}"
        case Flow():
            return _flow_text(part)
        case Milestone():
            words = [
                _("previsto: %(date)s") % {"date": write_date(part.due)} if part.due else "",
                _("cumplido: %(date)s") % {"date": write_date(part.reached)} if part.reached else "",
            ]
            return _with_notes(part.title, words)
        case Indicator():
            words = [
                _("línea de base: %(value)s") % {"value": part.baseline} if part.baseline else "",
                _("meta: %(value)s") % {"value": part.target} if part.target else "",
                _("valor alcanzado: %(value)s") % {"value": part.value} if part.value else "",
                part.unit,
                _("resultado %(number)d") % {"number": part.result} if part.result else "",
            ]
            return _with_notes(part.title, words)
        case Relation():
            return f"{part.kind.label} {' '.join(filter(None, (part.project, part.title)))}"
    raise TypeError(f"{type(part)} has no words")


def _flow_text(flow: Flow) -> str:
    year = str(flow.year) if flow.year else _("años siguientes")
    amounts = (
        (_("comprometido"), flow.committed),
        (_("desembolsado"), flow.disbursed),
        (_("previsto"), flow.foreseen),
    )
    words = [f"{word} {money(amount, flow.currency)}" for word, amount in amounts if amount is not None]
    return _with_notes(f"{flow.contributor}, {year}", words)


def _with_notes(title: str, words: list[str]) -> str:
    notes = "; ".join(filter(None, words))
    return f"{title} ({notes})" if notes else title


def goal_name(value: str) -> str:
    """`5. Igualdad de género`, in the reader's language."""
    goals = GOALS_EN if get_language() == "en" else GOALS
    return f"{value}. {goals[int(value)]}"


def alliance_reasons(pair: Pair, areas: Mapping[str, str], themes: Mapping[str, str]) -> list[str]:
    """Why the two could work together, a line for each reason; `areas` and `themes` name their keys."""
    return [_alliance_reason(kind, values, areas, themes) for kind, values in pair.reasons]


def _alliance_reason(
    kind: str, values: tuple[str, ...], areas: Mapping[str, str], themes: Mapping[str, str]
) -> str:
    match kind:
        case "counterpart":
            return _("Misma contraparte: %(names)s") % {"names": "; ".join(values)}
        case "theme":
            return _("Mismo tema de la agenda: %(name)s") % {"name": themes[values[0]]}
        case "state":
            return _("Misma entidad: %(names)s") % {"names": ", ".join(STATES[code] for code in values)}
        case "area":
            return _("Misma área temática: %(name)s") % {"name": areas[values[0]]}
        case "goal":
            return _("Mismos ODS: %(numbers)s") % {"numbers": ", ".join(values)}
    return _("Coinciden en %(years)s") % {"years": ", ".join(values)}
