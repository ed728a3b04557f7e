"""The register counted: by state, goal, year, thematic area, and member by theme of the agenda."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    Func,
    IntegerField,
    OuterRef,
    Subquery,
    Sum,
    TextField,
    When,
)
from django.utils.translation import gettext as _

from mcig.access import Actor
from projects.models import RegisterEntry, RegisterTotal
from projects.models.register import RegisterEntryQuerySet
from projects.models.totals import RegisterTotalQuerySet
from projects.queries.finding import entries, owners_named
from projects.queries.themes import themes_named
from projects.rules.finding import WITHOUT, Filter

# What may be chosen besides and still needs no counting.
KEPT_FOR = {"member"}


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
    """The totals of what the filter finds: of all, or of a member, those that are kept (four queries).

    Any other filter is counted anew.
    """
    return kept(actor, wanted) if wanted.chosen.keys() <= KEPT_FOR else counted(actor, wanted)


def counted(actor: Actor, wanted: Filter) -> Totals:
    """The totals, counted by the database. Seven queries, one more with words."""
    found = entries(actor, wanted).order_by()
    declared = found.exclude(area_key="")
    labels = declared.values_list("area_key", "area").distinct("area_key")
    return _named(
        actor,
        Counter(dict(_pairs(found.values_list("owner_id", "theme").annotate(Count("pk"))))),
        by_state=_unnested(found, "states"),
        by_goal=_unnested(found, "goals"),
        by_year=_unnested(found, "years"),
        by_area=Counter(dict(declared.values_list("area_key").annotate(Count("pk")))),
        areas=dict(labels.order_by("area_key")),
    )


def _pairs(rows: Iterable[tuple[int, str, int]]) -> Iterable[tuple[tuple[int, str], int]]:
    return (((owner, theme), count) for owner, theme, count in rows)


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


def _unnested(found: RegisterEntryQuerySet, column: str) -> Counter[str]:
    """How many projects name each value; one that names it twice counts once, as where it is looked for."""
    kind = TextField() if column == "states" else IntegerField()
    each = Func(F(column), function="unnest", output_field=kind)
    counted = found.annotate(each=each).values_list("each").annotate(Count("pk", distinct=True))
    return Counter({str(value): count for value, count in counted})
