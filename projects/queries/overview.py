"""The register counted: by state, goal, year, thematic area, and member by theme of the agenda."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, Func, IntegerField, TextField
from django.utils.translation import gettext as _

from mcig.access import Actor
from projects.models.register import RegisterEntryQuerySet
from projects.queries.finding import entries, owners_named
from projects.queries.themes import themes_named
from projects.rules.finding import WITHOUT, Filter


@dataclass(frozen=True, slots=True)
class Totals:
    """How many projects that the actor may see there are for each value; a project may count for several.

    `matrix` is by code of the member and slug of the theme, `WITHOUT` where none is declared; `themes` (in
    the order of the mesa), `areas` and `members` give the words for them.
    """

    whole: int
    by_state: Counter[str]
    by_goal: Counter[str]
    by_year: Counter[str]
    by_area: Counter[str]
    matrix: Counter[tuple[str, str]]
    themes: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    @property
    def by_theme(self) -> Counter[str]:
        return self._side(1)

    @property
    def by_member(self) -> Counter[str]:
        return self._side(0)

    def _side(self, place: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for pair, count in self.matrix.items():
            found[pair[place]] += count
        return found


def totals(actor: Actor, wanted: Filter) -> Totals:
    """The totals of what the filter finds. Seven queries, counted by the database; one more with words."""
    found = entries(actor, wanted).order_by()
    rows = list(found.values_list("owner_id", "theme").annotate(Count("pk")))
    owners = owners_named({owner for owner, _theme, _count in rows}, actor.on)
    declared = found.exclude(area_key="")
    labels = declared.values_list("area_key", "area").distinct("area_key")
    themes = themes_named({theme for _owner, theme, _count in rows})
    if not all(theme for _owner, theme, _count in rows):
        themes[WITHOUT] = _("Sin tema declarado")
    return Totals(
        whole=sum(count for _owner, _theme, count in rows),
        by_state=_unnested(found, "states"),
        by_goal=_unnested(found, "goals"),
        by_year=_unnested(found, "years"),
        by_area=Counter(dict(declared.values_list("area_key").annotate(Count("pk")))),
        matrix=Counter({(owners[owner][0], theme or WITHOUT): count for owner, theme, count in rows}),
        themes=themes,
        areas=dict(labels.order_by("area_key")),
        members=dict(owners.values()),
    )


def _unnested(found: RegisterEntryQuerySet, column: str) -> Counter[str]:
    kind = TextField() if column == "states" else IntegerField()
    each = Func(F(column), function="unnest", output_field=kind)
    counted = found.annotate(each=each).values_list("each").annotate(Count("pk"))
    return Counter({str(value): count for value, count in counted})
