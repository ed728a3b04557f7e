"""Invented records for the demonstration's projects: some whole, some thin, some that do not add up."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from projects.rules import Ficha
from projects.rules.record import (
    MARKERS,
    STATES,
    TARGETS,
    Beneficiaries,
    Contribution,
    Evidence,
    Flow,
    Indicator,
    Marker,
    Milestone,
    Modality,
    Participation,
    Place,
    Reach,
    Record,
    Sex,
    Significance,
    Target,
    Working,
    goal_of,
)

EXAMPLE = "(ejemplo)"
# Of the demonstration's agenda; some projects declare none.
THEMES = (
    "cuidados",
    "violencia-de-genero",
    None,
    "agenda-digital",
    "violencia-de-genero",
    "mujeres-negociadoras",
)
EVERY_THIN_ONE = 5  # every fifth project declares nothing beside its ficha, as most sheets of today
EVERY_GAP = 7  # and every seventh has contributions that do not add up to its total


def record_of(index: int, ficha: Ficha, code: str) -> Record:
    """The record of the invented project number `index`, the same at every call; `code` is its owner's."""
    if index % EVERY_THIN_ONE == 0:
        return Record()
    chance = Random(f"mcig-record-{index}")  # noqa: S311 - the same record everywhere, nothing secret
    total = Decimal(chance.randrange(40, 900) * 1_000)
    return Record(
        theme=THEMES[index % len(THEMES)],
        modality=chance.choice([*Modality, None]),
        participations=_roles(ficha, code),
        places=_places(index, chance, ficha),
        targets=_targets(chance, ficha),
        purpose_code=chance.choice(("15170", "15180", "15160", "")),
        **_marker(index),
        markers=tuple(
            Marker(key, chance.choice("012")) for key in chance.sample(list(MARKERS), chance.randrange(4))
        ),
        **_money(index, chance, total),
        beneficiary_counts=(
            Beneficiaries(Reach.DIRECT, Sex.WOMEN, chance.randrange(20, 900), f"lideresas {EXAMPLE}"),
            Beneficiaries(Reach.INDIRECT, Sex.UNSPECIFIED, chance.randrange(500, 9_000)),
        ),
        milestones=(Milestone(f"Diagnóstico compartido {EXAMPLE}", ficha.start),),
        indicators=(
            Indicator(
                f"Personas formadas {EXAMPLE}",
                result=1 if ficha.results else None,
                unit="personas",
                baseline="0",
                target=str(chance.randrange(50, 400)),
            ),
        ),
    )


def _roles(ficha: Ficha, code: str) -> tuple[Participation, ...]:
    """The embassy funds; of the others nobody declared a role."""
    return tuple(
        Participation(each.name, Working.FUNDING, None, code)
        if each.group == "Embajada"
        else Participation(each.name)
        for each in {institution.name: institution for institution in ficha.institutions}.values()
    )


def _places(index: int, chance: Random, ficha: Ficha) -> tuple[Place, ...]:
    """The state that the ficha names, and sometimes others."""
    named = [code for code, name in STATES.items() if name.split()[0] in ficha.place]
    others = chance.sample([code for code in STATES if code not in named], index % 3)
    return tuple(Place("MX", code) for code in [*named, *others]) or (Place("MX"),)


def _targets(chance: Random, ficha: Ficha) -> tuple[Target, ...]:
    goals = {goal.number for goal in ficha.goals}
    possible = [code for code in TARGETS if goal_of(code) in goals]
    chosen = chance.sample(possible, min(len(possible), chance.randrange(1, 4)))
    return tuple(Target(code, main=position == 0) for position, code in enumerate(chosen))


def _marker(index: int) -> dict[str, Any]:
    marker = [None, *Significance][index % 4]
    text = f"Diagnóstico con las organizaciones participantes {EXAMPLE}."
    return {"marker": marker, "evidence": (Evidence("analysis", text),) if marker else ()}


def _money(index: int, chance: Random, total: Decimal) -> dict[str, Any]:
    currency = chance.choice(("MXN", "EUR", "USD"))
    first = (total * chance.randrange(3, 8) / 10).quantize(Decimal(1))
    second = total - first - (1_000 if index % EVERY_GAP == 0 else 0)
    year = 2022 + index % 3
    return {
        "total": total,
        "currency": currency,
        "contributions": (
            Contribution(f"Cooperación del país {EXAMPLE}", first, currency),
            Contribution(f"Contraparte mexicana {EXAMPLE}", second, currency),
        ),
        "flows": (
            Flow(
                f"Cooperación del país {EXAMPLE}", currency, year, disbursed=(first / 2).quantize(Decimal(1))
            ),
        ),
    }
