"""Which projects of the register a suggestion may be about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q

from mcig.access import Actor
from projects.models import Project, Revision, RevisionIdentifier, RevisionPlace
from projects.rules.incoming import Known, Likeness, Suggestion, likeness

# The newest ones; in a larger register older ones are found by their codes only by hand.
MOST_COMPARED = 20_000
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Comparable:
    """A project that the actor may see, as it is compared; `is_own` when the actor may change it."""

    pk: int
    code: str
    version: int
    is_own: bool
    known: Known


def comparables(actor: Actor) -> list[Comparable]:
    """The projects that the actor may see, each as its draft says or else as published. Two queries."""
    drafts = Revision.objects.visible_to(actor).drafts()
    is_current = Q(pk=F("project__current")) & ~Exists(drafts.filter(project=OuterRef("project")))
    found = (
        Revision.objects.visible_to(actor)
        .filter(Q(number__isnull=True) | is_current)
        .order_by("-project_id")
        .values_list(
            "project_id",
            "project__code",
            "project__version",
            "project__owner__code",
            "name",
            "start",
            "end",
            ArraySubquery(RevisionPlace.objects.filter(revision=OuterRef("pk")).values("country")),
            ArraySubquery(RevisionIdentifier.objects.filter(revision=OuterRef("pk")).values("code")),
        )[:MOST_COMPARED]
    )
    own = set(Project.objects.editable_by(actor).values_list("pk", flat=True))
    return [
        Comparable(
            pk,
            code,
            version,
            pk in own,
            Known(name, owner, frozenset(countries), start, end, frozenset(codes)),
        )
        for pk, code, version, owner, name, start, end, countries, codes in found
    ]


def likely(
    suggestion: Suggestion, owner: str, known: Sequence[Comparable]
) -> list[tuple[Comparable, Likeness]]:
    """The projects that the suggestion of a file of `owner` may be about, the likeliest first."""
    ficha, record = suggestion.ficha, suggestion.record
    here = Known(
        ficha.name,
        owner,
        frozenset(place.country for place in record.places),
        ficha.start.first_day if ficha.start else None,
        ficha.end.last_day if ficha.end else None,
        frozenset({each.code for each in record.identifiers} | ({suggestion.code} - {""})),
    )
    found = []
    for each in known:
        there = each.known
        if each.code == suggestion.code:
            there = replace(there, codes=there.codes | {each.code})
        if alike := likeness(here, there):
            found.append((each, alike))
    return sorted(found, key=lambda pair: -pair[1].score)[:MOST_SHOWN]
