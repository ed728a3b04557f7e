"""Named reads of projects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mcig.access import Actor
from mcig.documents.models import IssuedDocument
from mcig.history.entries import Entry, entries_about
from members.models import name_of
from projects.models import Project, Revision, RevisionGoal
from projects.rules import RevisionState, Status
from projects.rules.record import Record
from projects.rules.translation import English

PAGE_SIZE = 25
# Columns that change beside what a person did.
SILENT_COLUMNS = frozenset(
    {"id", "version", "project_id", "revision_id", "current_id", "position", "created_at", "saved_at"}
    | {"owner_id", "data", "capacity", "published_by_id", "start_precision", "end_precision"}
)
REGISTER_COLUMNS = (
    "project__code",
    "name",
    "owner_name",
    "status",
    "updated_on",
    "goal_numbers",
    "project__current__number",
    "number",
    "review",
)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A line of the register, in the reader's language.

    `number` is None while nothing is published; `has_draft` is true only where the draft may be seen.
    """

    code: str
    name: str
    owner: str
    status: str
    updated_on: date | None
    goals: str
    number: int | None
    has_draft: bool
    review: str = ""


def register(
    actor: Actor,
    *,
    words: str = "",
    after: str = "",
    untranslated: bool = False,
    size: int = PAGE_SIZE,
) -> tuple[list[ProjectRow], str]:
    """A page of the register for this actor, and the code after which the next one starts (empty at the end).

    Each project shows its draft to those who may see it and its published ficha to everybody else: `words`
    search only what is shown; `untranslated` leaves those whose English is missing or stale. One query.
    """
    shown = _shown(actor)
    if words:
        shown = shown.filter(
            Q(name__icontains=words) | Q(project__code__icontains=words) | Q(owner_name__icontains=words)
        )
    if untranslated:
        shown = shown.exclude(english=English.COMPLETE.value)
    if after:
        shown = shown.filter(project__code__gt=after)
    found = shown.order_by("project__code").values_list(*REGISTER_COLUMNS)[: size + 1]
    labels = {status.value: str(status.label) for status in Status}
    rows = [
        ProjectRow(
            code=code,
            name=name,
            owner=owner or code.partition("-")[0],
            status=labels.get(status, ""),
            updated_on=updated_on,
            goals=", ".join(map(str, goals)),
            number=current,
            has_draft=number is None,
            review=review if number is None else "",
        )
        for code, name, owner, status, updated_on, goals, current, number, review in found
    ]
    return rows[:size], rows[size - 1].code if len(rows) > size else ""


def _shown(actor: Actor) -> QuerySet[Revision, Any]:
    """Of each project the revision that the register shows: the draft to those who see it, or the current."""
    drafts = Revision.objects.visible_to(actor).drafts()
    is_current = Q(pk=F("project__current")) & ~Exists(drafts.filter(project=OuterRef("project")))
    return (
        Revision.objects.visible_to(actor)
        .filter(Q(number__isnull=True) | is_current)
        .annotate(
            owner_name=name_of("project__owner_id", actor.on),
            goal_numbers=ArraySubquery(
                RevisionGoal.objects.filter(revision=OuterRef("pk")).order_by("position").values("number")
            ),
        )
    )


def own_drafts(actor: Actor, size: int = 5) -> list[tuple[str, str, RevisionState]]:
    """Code, name and state of the drafts of one's own organisations, the last saved first. One query."""
    drafts = Revision.objects.drafts().filter(project__owner__in=actor.organisations)
    found = drafts.order_by("-saved_at").values_list("project__code", "name", "review")[:size]
    return [(code, name, RevisionState(review)) for code, name, review in found]


def draft_of(project: Project, actor: Actor) -> Revision | None:
    """The project's draft, when there is one and the actor may see it."""
    return draft_row(project, actor, "goals", "institutions")


def draft_row(project: Project, actor: Actor, *parts: str) -> Revision | None:
    """The same with the named parts only; without any, one query."""
    drafts = Revision.objects.visible_to(actor).drafts().filter(project=project)
    return drafts.prefetch_related(*parts).first()


def readable_record(record: Record, actor: Actor) -> Record:
    """The record without the projects that the actor may not see: a code alone would betray a draft."""
    codes = {relation.project for relation in record.relations if relation.project}
    if not codes:
        return record
    seen = set(Project.objects.visible_to(actor).filter(code__in=codes).values_list("code", flat=True))
    return replace(
        record,
        relations=tuple(each for each in record.relations if not each.project or each.project in seen),
    )


def history_of(project: Project, actor: Actor) -> list[Entry]:
    """Everything that was done to the project and its revisions, newest first. Six queries."""
    revisions = Revision.objects.visible_to(actor).filter(project=project)
    return entries_about([project], revisions, ignore=SILENT_COLUMNS)


def issued_ficha(actor: Actor, code: str, number: int | None, language: str) -> IssuedDocument | None:
    """The issued document of a published revision, by default of the current one. One query."""
    wanted = Q(number=number) if number is not None else Q(pk=F("project__current"))
    stored = (
        Revision.objects.visible_to(actor)
        .published()
        .filter(wanted, project__code=code, issued__language=language)
        .values_list("issued__document__file", "issued__document__filename", "issued__document__sha256")
    )
    return next(
        (IssuedDocument(file=file, filename=name, sha256=sha256) for file, name, sha256 in stored), None
    )


def revisions_of(project: Project, actor: Actor) -> QuerySet[Revision]:
    """The published revisions, newest first, with who published them and their documents."""
    return (
        Revision.objects.visible_to(actor)
        .published()
        .filter(project=project)
        .select_related("published_by")
        .prefetch_related("issued__document")
        .order_by("-number")
    )
