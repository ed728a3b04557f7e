"""The register counted: by state, goal, year, and member by thematic area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, Func, IntegerField, TextField

from mcig.access import Actor
from projects.models.register import RegisterEntryQuerySet
from projects.queries.finding import entries, owners_named
from projects.rules.finding import Filter


@dataclass(frozen=True, slots=True)
class Totals:
    """How many projects that the actor may see there are for each value; a project may count for several.

    `matrix` is by code of the member and folded area; `areas` and `members` give the words for them.
    """

    whole: int
    by_state: Counter[str]
    by_goal: Counter[str]
    by_year: Counter[str]
    matrix: Counter[tuple[str, str]]
    areas: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    @property
    def by_area(self) -> Counter[str]:
        return self._side(1)

    @property
    def by_member(self) -> Counter[str]:
        return self._side(0)

    def _side(self, place: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for pair, count in self.matrix.items():
            if pair[place]:
                found[pair[place]] += count
        return found


def totals(actor: Actor, wanted: Filter) -> Totals:
    """The totals of what the filter finds. Five queries, counted by the database; one more with words."""
    found = entries(actor, wanted).order_by()
    rows = list(found.values_list("owner_id", "area_key").annotate(Count("pk")))
    owners = owners_named({owner for owner, _area, _count in rows}, actor.on)
    labels = found.exclude(area_key="").values_list("area_key", "area").distinct("area_key")
    return Totals(
        whole=sum(count for _owner, _area, count in rows),
        by_state=_unnested(found, "states"),
        by_goal=_unnested(found, "goals"),
        by_year=_unnested(found, "years"),
        matrix=Counter({(owners[owner][0], area): count for owner, area, count in rows}),
        areas=dict(labels.order_by("area_key")),
        members=dict(owners.values()),
    )


def _unnested(found: RegisterEntryQuerySet, column: str) -> Counter[str]:
    kind = TextField() if column == "states" else IntegerField()
    each = Func(F(column), function="unnest", output_field=kind)
    counted = found.annotate(each=each).values_list("each").annotate(Count("pk"))
    return Counter({str(value): count for value, count in counted})
