"""What a reader may narrow by, with what would be left of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.alphabet import alphabetical
from projects.queries.counting import counted
from projects.queries.finding import MOST_COUNTED, Count, entries
from projects.rules import Status
from projects.rules.finding import FACETS, NOT_SCREENED, PUBLISHED, WITHOUT, Filter
from projects.rules.freshness import Freshness
from projects.rules.record import STATES, Modality, Significance
from projects.wording import goal_name

# Values in their own order; the others stand by how many they find.
IN_ORDER = ("goal", "status", "year", "marker", "modality", "freshness", "sheet")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its words, how many it leaves, and the query of the filter that chooses it."""

    value: str
    label: str
    count: int
    shown: str
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to narrow by."""

    part: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many are found, and what they may be narrowed by.

    Where more are found than are counted, `total.is_more` holds and every count is of the first ones only.
    """

    total: Count
    facets: tuple[Facet, ...]
    chips: tuple[tuple[str, str, Filter], ...]


def facets_of(actor: Actor, wanted: Filter) -> Facets:
    """The facets of what the filter finds; nothing that the actor may not see is counted. One query.

    `chips` names what is chosen, with the filter without it.
    """
    found = counted(actor, entries(actor, wanted), wanted, MOST_COUNTED)
    labels = _labels(found.words)
    total = Count(found.number)
    beyond = "+" if total.is_more else ""
    facets = [
        _facet(part, found.values[part], labels[part], wanted, beyond)
        for part in FACETS
        if part not in wanted.chosen
    ]
    return Facets(
        total,
        tuple(facet for facet in facets if facet.choices),
        tuple(
            (str(FACETS[part]), labels[part](value), wanted.without(part))
            for part, value in wanted.chosen.items()
            if part in FACETS
        ),
    )


def _facet(
    part: str, counter: Counter[str], label: Callable[[str], str], wanted: Filter, beyond: str
) -> Facet:
    query = wanted.narrowing(part)
    choices = [
        Choice(value, label(value), count, f"{localize(count)}{beyond}", query(value))
        for value, count in counter.items()
    ]
    if part in IN_ORDER:
        choices.sort(key=lambda each: (len(each.value), each.value))
    else:
        choices.sort(key=lambda each: (-each.count, alphabetical(each.label)))
    return Facet(part, str(FACETS[part]), tuple(choices))


def _labels(words: dict[tuple[str, str], str]) -> dict[str, Callable[[str], str]]:
    """Of each facet the words for a value."""
    return {
        "member": lambda value: words.get(("member", value), value),
        "theme": lambda value: (
            _("Sin tema declarado") if value == WITHOUT else words.get(("theme", value), value)
        ),
        "area": lambda value: words.get(("area", value), value),
        "goal": goal_name,
        "marker": lambda value: _("No evaluado") if value == NOT_SCREENED else str(Significance(value).label),
        "status": lambda value: str(Status(value).label),
        "modality": lambda value: str(Modality(value).label),
        "state": lambda value: STATES.get(value, value),
        "year": str,
        "freshness": lambda value: str(Freshness(value).label),
        "english": lambda _value: _("Falta traducir o actualizar"),
        "sheet": lambda value: _("Publicada") if value == PUBLISHED else _("Borrador"),
    }
