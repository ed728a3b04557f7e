"""The register counted: by state, goal, year, thematic area, and member by theme of the agenda."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Case, OuterRef, Subquery, Sum, When
from django.utils.translation import gettext as _

from mcig.access import Actor
from projects.models import RegisterEntry, RegisterTotal
from projects.models.totals import RegisterTotalQuerySet
from projects.queries.counting import ask
from projects.queries.finding import entries, owners_named
from projects.queries.themes import themes_named
from projects.rules.finding import WITHOUT, Filter

# What may be chosen besides and still needs no counting.
KEPT_FOR = {"member"}
# As far as anything is counted for drawing: beyond, the page says so.
MOST_DRAWN = 20_000
_MATRIX = "UNION ALL SELECT 'matrix', owner_id::text, theme, count(*) FROM found GROUP BY owner_id, theme"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many projects that the actor may see there are for each value; a project may count for several.

    `matrix` is by code of the member and slug of the theme, `WITHOUT` where none is declared; `themes` (in
    the order of the mesa), `areas` and `members` give the words for them. `is_more`: there are more projects
    than were counted.
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
    is_more: bool = False

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
    """The totals of what the filter finds: of all, or of a member, those that are kept (four queries).

    Any other filter is counted anew, as far as `MOST_DRAWN`.
    """
    return kept(actor, wanted) if wanted.chosen.keys() <= KEPT_FOR else counted(actor, wanted)


def counted(actor: Actor, wanted: Filter) -> Totals:
    """The totals of the first `MOST_DRAWN` that are found. Three queries, one more with words."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    matrix: Counter[tuple[int, str]] = Counter()
    areas: dict[str, str] = {}
    found = 0
    for part, value, words, number in ask(entries(actor, wanted), MOST_DRAWN, _MATRIX, {}):
        if part == "":
            found = number
        elif part == "matrix":
            matrix[int(value), words] = number
        elif value:
            parts[part][value] = number
            if part == "area":
                areas[value] = words
    return _named(
        actor,
        matrix,
        by_state=parts["state"],
        by_goal=parts["goal"],
        by_year=parts["year"],
        by_area=parts["area"],
        areas=areas,
        is_more=found > MOST_DRAWN,
    )


def _named(actor: Actor, matrix: Counter[tuple[int, str]], **parts: Any) -> Totals:
    """With the names of owners and themes. Two queries."""
    owners = owners_named({owner for owner, _theme in matrix}, actor.on)
    themes = themes_named({theme for _owner, theme in matrix})
    if not all(theme for _owner, theme in matrix):
        themes[WITHOUT] = _("Sin tema declarado")
    return Totals(
        whole=matrix.total(),
        matrix=Counter(
            {(owners[owner][0], theme or WITHOUT): count for (owner, theme), count in matrix.items()}
        ),
        themes=themes,
        members=dict(owners.values()),
        **parts,
    )


def kept(actor: Actor, wanted: Filter) -> Totals:
    """The totals that are kept for everything, or for a member. Four queries, however many projects."""
    found = RegisterTotal.objects.visible_to(actor)
    if wanted.member:
        found = found.filter(owner__code=wanted.member)
    # Of the theme alone it matters whose it is: the others are summed over all members.
    owner = Case(When(part="theme", then="owner_id"), output_field=BigIntegerField())
    summed = found.annotate(whose=owner).values_list("part", "value", "whose").annotate(count=Sum("number"))
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    matrix: Counter[tuple[int, str]] = Counter()
    for part, value, whose, count in summed.filter(count__gt=0):
        if part == "theme":
            matrix[whose, value] = count
        else:
            parts[part][value] = count
    return _named(
        actor,
        matrix,
        by_state=parts["state"],
        by_goal=parts["goal"],
        by_year=parts["year"],
        by_area=parts["area"],
        areas=_areas(actor, found),
    )


def _areas(actor: Actor, found: RegisterTotalQuerySet) -> dict[str, str]:
    """The words of each area, as one of the fichas that the actor sees has them. One query."""
    said = RegisterEntry.objects.visible_to(actor).filter(area_key=OuterRef("value")).order_by("code")
    keys = found.filter(part="area").values("value").annotate(count=Sum("number")).filter(count__gt=0)
    return dict(keys.annotate(area=Subquery(said.values("area")[:1])).values_list("value", "area"))
