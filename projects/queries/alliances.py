"""Possible alliances among the published projects, and what no project attends to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count

from agenda.models import Theme
from mcig.access import Actor
from projects.models import RegisterEntry, RevisionInstitution, RevisionParticipation, RevisionRelation
from projects.queries.finding import entries, owners_named
from projects.queries.themes import of_theme, themes_named
from projects.rules import GOALS, fold
from projects.rules.alliances import Candidate, Pair, pairs
from projects.rules.finding import Filter
from projects.rules.freshness import ENDED
from projects.rules.record import STATES

# As many of the newest are compared.
MOST_COMPARED = 2_000
COLUMNS = ("pk", "code", "owner_id", "name", "area", "area_key", "theme", "states", "goals", "years")


@dataclass(frozen=True, slots=True)
class Alliances:
    """The pairs, and what their owners, areas and themes are called, by key."""

    pairs: list[Pair]
    owners: dict[int, str]
    areas: dict[str, str]
    themes: dict[str, str]


def alliances(actor: Actor, wanted: Filter, *, codes: Collection[str] | None = None) -> Alliances:
    """Pairs of published, unfinished projects of what the filter finds, or of those of it with these codes.

    Six queries at most. Only what every member sees is compared: a pair never tells of a draft.
    """
    found = entries(actor, wanted, published=True).exclude(status__in=[each.value for each in ENDED])
    if codes is not None:
        found = found.filter(code__in=codes)
    rows = list(found.order_by("-revision_id").values_list(*COLUMNS)[:MOST_COMPARED])
    counterparts = _counterparts([row[0] for row in rows])
    candidates = [
        Candidate(
            key,
            code,
            owner,
            name,
            area_key,
            frozenset(states),
            frozenset(goals),
            frozenset(years),
            counterparts.get(key, ()),
            theme,
        )
        for key, code, owner, name, _area, area_key, theme, states, goals, years in rows
    ]
    owners = owners_named({each.owner for each in candidates}, actor.on)
    chosen = pairs(candidates, _linked(candidates, {key: code for key, (code, _name) in owners.items()}))
    return Alliances(
        chosen,
        {key: name for key, (_code, name) in owners.items()},
        {area_key: area for _key, _code, _owner, _name, area, area_key, *_rest in rows},
        themes_named({pair.first.theme for pair in chosen}),
    )


def _counterparts(revisions: list[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    found = RevisionInstitution.objects.filter(revision__in=revisions).values_list("revision")
    listed = found.annotate(names=ArrayAgg("name", distinct=True))
    return {pk: tuple((fold(name.strip()), name) for name in names) for pk, names in listed}


def _linked(candidates: list[Candidate], codes: dict[int, str]) -> set[tuple[int, int]]:
    """The pairs that know of each other: one names the other, or the other's owner, in its record."""
    keys = [each.key for each in candidates]
    by_code = {each.code: each.key for each in candidates}
    relations = RevisionRelation.objects.filter(revision__in=keys).values_list("revision_id", "project")
    linked = {(key, by_code[code]) for key, code in relations if code in by_code}
    owned: dict[str, list[int]] = {}
    for each in candidates:
        owned.setdefault(codes.get(each.owner, ""), []).append(each.key)
    named = RevisionParticipation.objects.filter(revision__in=keys).exclude(member="")
    for key, member in named.values_list("revision_id", "member"):
        linked |= {(key, other) for other in owned.get(member, []) if other != key}
    return linked


@dataclass(frozen=True, slots=True)
class Gaps:
    """Themes of the agenda that no published project names, and states and goals that none declares."""

    themes: list[Theme]
    states: list[str]
    goals: list[int]


def gaps(actor: Actor) -> Gaps:
    """What no published project attends to on the actor's date. Three queries."""
    published = RegisterEntry.objects.published_to(actor)
    themes = list(Theme.objects.on(actor.on))
    named = {f"theme_{theme.pk}": Count("pk", filter=of_theme(theme)) for theme in themes}
    counted = published.aggregate(**named) if named else {}
    states: set[str] = set()
    goals: set[int] = set()
    for found_states, found_goals in published.values_list("states", "goals").distinct():
        states.update(found_states)
        goals.update(found_goals)
    return Gaps(
        [theme for theme in themes if not counted[f"theme_{theme.pk}"]],
        [code for code in STATES if code not in states],
        [number for number in GOALS if number not in goals],
    )
