"""Named reads of projects."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import F, Q, QuerySet

from mcig.access import Actor
from mcig.documents.models import IssuedDocument
from mcig.files.models import StoredFile
from mcig.history.entries import Entry, entries_about
from projects.models import Project, Revision
from projects.queries.documents import files_named
from projects.rules import RevisionState
from projects.rules.record import Record

# Columns that change beside what a person did.
SILENT_COLUMNS = frozenset(
    {"id", "version", "project_id", "revision_id", "current_id", "position", "created_at", "saved_at"}
    | {"owner_id", "data", "capacity", "published_by_id", "start_precision", "end_precision", "small_id"}
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
    """Everything that was done to the project and its revisions, newest first. Eight queries at most."""
    revisions = Revision.objects.visible_to(actor).filter(project=project)
    return entries_about([project], revisions, ignore=SILENT_COLUMNS, namers={StoredFile: files_named})


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
