"""What a reader may narrow by, with what would be left of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.alphabet import alphabetical
from projects.queries.finding import MOST_COUNTED, Count, entries, owners_named
from projects.queries.freshness import review_months, state_of
from projects.queries.themes import themes_named
from projects.rules import Status
from projects.rules.finding import DRAFT, FACETS, NOT_SCREENED, PENDING, PUBLISHED, WITHOUT, Filter
from projects.rules.freshness import Freshness
from projects.rules.record import STATES, Modality, Significance
from projects.rules.translation import English
from projects.wording import goal_name

COLUMNS = (
    "owner_id",
    "theme",
    "area",
    "area_key",
    "goals",
    "marker",
    "status",
    "modality",
    "states",
    "years",
    "updated_on",
    "english",
    "is_draft",
    "current_number",
)
# Values in their own order; the others stand by how many they find.
IN_ORDER = ("goal", "status", "year", "marker", "modality", "freshness", "sheet")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its words, how many it leaves, and the filter that chooses it."""

    value: str
    label: str
    count: int
    wanted: Filter


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
    """The facets of what the filter finds; nothing that the actor may not see is counted. Three queries.

    `chips` names what is chosen, with the filter without it.
    """
    found = list(entries(actor, wanted).order_by().values_list(*COLUMNS)[: MOST_COUNTED + 1])
    total = Count(len(found))
    columns = dict(zip(COLUMNS, zip(*found[:MOST_COUNTED], strict=True), strict=True)) if found else {}
    counters = _counted(columns, actor.on) if columns else {part: Counter() for part in FACETS}
    areas = dict(zip(columns.get("area_key", ()), columns.get("area", ()), strict=True))
    owners = owners_named(map(int, counters["member"]), actor.on)
    counters["member"] = Counter(
        {owners[int(key)][0]: count for key, count in counters["member"].items() if int(key) in owners}
    )
    labels = _labels(dict(owners.values()), themes_named({*counters["theme"], wanted.theme}), areas)
    facets = [
        _facet(part, counters[part], labels[part], wanted) for part in FACETS if part not in wanted.chosen
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


def _counted(columns: dict[str, tuple[Any, ...]], today: date) -> dict[str, Counter[str]]:
    """How often each value stands in the rows, facet by facet; column by column, for there may be many."""
    updates = Counter(zip(columns["updated_on"], columns["status"], columns["is_draft"], strict=True))
    freshness: Counter[str] = Counter()
    months = review_months()
    for (updated_on, status, is_draft), count in updates.items():
        if not is_draft:
            freshness[state_of(updated_on, status, today, months).value] += count
    complete = Counter(columns["english"])[English.COMPLETE.value]
    counters = {
        "member": Counter(map(str, columns["owner_id"])),
        "theme": Counter(theme or WITHOUT for theme in columns["theme"]),
        "area": Counter(columns["area_key"]),
        "goal": Counter(str(goal) for goals in columns["goals"] for goal in set(goals)),
        "marker": Counter(marker or NOT_SCREENED for marker in columns["marker"]),
        "status": Counter(columns["status"]),
        "modality": Counter(columns["modality"]),
        "state": Counter(chain.from_iterable(columns["states"])),
        "year": Counter(map(str, chain.from_iterable(columns["years"]))),
        "freshness": freshness,
        "english": Counter({PENDING: len(columns["english"]) - complete}),
        "sheet": Counter(
            {
                PUBLISHED: sum(number is not None for number in columns["current_number"]),
                DRAFT: sum(columns["is_draft"]),
            }
        ),
    }
    for counter in counters.values():
        counter.pop("", None)
    return counters


def _facet(part: str, counter: Counter[str], label: Callable[[str], str], wanted: Filter) -> Facet:
    choices = [
        Choice(value, label(value), count, wanted.narrowed(**{part: value}))
        for value, count in counter.items()
        if count
    ]
    if part in IN_ORDER:
        choices.sort(key=lambda each: (len(each.value), each.value))
    else:
        choices.sort(key=lambda each: (-each.count, alphabetical(each.label)))
    return Facet(part, str(FACETS[part]), tuple(choices))


def _labels(
    owners: dict[str, str], themes: dict[str, str], areas: dict[str, str]
) -> dict[str, Callable[[str], str]]:
    """Of each facet the words for a value."""
    return {
        "member": lambda value: owners.get(value, value),
        "theme": lambda value: _("Sin tema declarado") if value == WITHOUT else themes.get(value, value),
        "area": lambda value: areas.get(value, value),
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
