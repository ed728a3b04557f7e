"""Projects within projects, as far as somebody may know of them."""

from __future__ import annotations

from mcig.access import Actor
from projects.models import RegisterEntry, Revision, RevisionRelation
from projects.record import read_each
from projects.rules import Ficha
from projects.rules.record import Record, RelationKind
from projects.rules.relations import MOST_LEVELS


def parents_of(actor: Actor, record: Record) -> list[tuple[str, Ficha]]:
    """Code and ficha of each project that the record names as its parent and the actor sees.

    Two queries, none where it names none.
    """
    codes = {each.project for each in record.relations if each.kind is RelationKind.PARENT} - {""}
    if not codes:
        return []
    seen = RegisterEntry.objects.visible_to(actor).filter(code__in=codes).values("revision")
    revisions = {each.pk: each for each in Revision.objects.filter(pk__in=seen).select_related("project")}
    read = read_each(revisions.values())
    return sorted((revisions[pk].project.code, ficha) for pk, (ficha, _record) in read.items())


def is_within(actor: Actor, code: str, record: Record) -> str:
    """The code of a parent that is, however far up, itself part of the project `code`; empty when none is.

    Only what the actor sees is followed, one query a level.
    """
    visible = RegisterEntry.objects.visible_to(actor).values("revision")
    parents = RevisionRelation.objects.filter(kind=RelationKind.PARENT.value, revision__in=visible)
    origins = {each.project: each.project for each in record.relations if each.kind is RelationKind.PARENT}
    origins.pop("", None)
    known = set(origins)
    for _level in range(MOST_LEVELS):
        if not origins:
            break
        found = parents.filter(revision__project__code__in=origins).exclude(project="")
        steps = list(found.values_list("revision__project__code", "project"))
        if back := next((child for child, parent in steps if parent == code), ""):
            return origins[back]
        origins = {parent: origins[child] for child, parent in steps if parent not in known}
        known |= set(origins)
    return ""
