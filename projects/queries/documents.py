"""Documents and photographs of a project as somebody reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from mcig.access import Actor
from mcig.files.listing import FileRow, row
from mcig.files.models import StoredFile
from projects.models import Project, ProjectDocument


@dataclass(frozen=True, slots=True)
class Attached:
    """What stands on the project's page: its photographs, and its other documents as lines."""

    photographs: tuple[ProjectDocument, ...]
    files: tuple[FileRow, ...]


def attached_to(project: Project, actor: Actor) -> Attached:
    """The documents of a project that the actor reads. One query."""
    found = ProjectDocument.objects.visible_to(actor).filter(project=project).select_related("stored")
    documents = list(found)
    return Attached(
        tuple(each for each in documents if each.is_photograph),
        tuple(
            row(
                each.stored,
                url=reverse("project-document-file", args=[project.code, each.pk]),
                title=each.title,
            )
            for each in documents
            if not each.is_photograph
        ),
    )


def documents_to_edit(project: Project, actor: Actor) -> QuerySet[ProjectDocument]:
    """All documents of a project that the actor may change, those that were removed last."""
    found = ProjectDocument.objects.editable_by(actor).filter(project=project).select_related("stored")
    return found.order_by("removed_at", "pk")


def files_named(keys: Iterable[int]) -> dict[int, str]:
    """The names of uploaded files by key. One query."""
    return dict(StoredFile.objects.filter(pk__in=list(keys)).values_list("pk", "name"))
