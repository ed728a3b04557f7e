"""Documents and photographs of a project: add, describe, remove, bring back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.files.actions import Checked, accept
from mcig.files.kinds import Kind
from mcig.files.pictures import painted_anew
from mcig.rules import Broken
from mcig.web.versions import require_same
from projects.actions.locking import lock_for_edit
from projects.models import DocumentLevel, Project, ProjectDocument
from projects.rules.documents import (
    DOCUMENT_TITLE_LENGTH,
    check_document,
    check_document_room,
    check_photograph,
)

# A photograph is kept so that it fills a screen, and once more so that it stands on the project's page.
WHOLE, SMALL = (1920, 1440), (480, 360)


@transaction.atomic
def add_documents(
    *, actor: Actor, project: Project, files: Sequence[Checked], level: str, title: str = ""
) -> list[ProjectDocument]:
    """Add files as documents of a project, at the end, and return them.

    `title` names a single one; several are called as their files. They are no part of a draft: who reads
    their level reads them at once, of a published project. Raises `PermissionDenied`; `Broken` when the
    project takes no more, or for a level that is none.
    """
    locked = _room(actor, project, len(files), level)
    titles = [title] if title and len(files) == 1 else [_title_of(file) for file in files]
    for called in titles:
        check_document(called)
    return [
        ProjectDocument.objects.create(
            project=locked, title=called.strip(), level=level, stored=accept(actor=actor, upload=file)
        )
        for called, file in zip(titles, files, strict=True)
    ]


@transaction.atomic
def add_photograph(
    *, actor: Actor, project: Project, file: Checked, level: str, title: str, alternative: str, credit: str
) -> ProjectDocument:
    """Add a photograph, and return it. `alternative` says what it shows, `credit` who took it.

    Effects: it is painted anew, whole and small; where and when it was taken is not kept. Raises as
    `add_documents`, and `Broken` for one that is not described or cannot be read.
    """
    locked = _room(actor, project, 1, level)
    check_photograph(title, alternative, credit)
    whole, small = (accept(actor=actor, upload=_painted(file, size)) for size in (WHOLE, SMALL))
    return ProjectDocument.objects.create(
        project=locked,
        title=title.strip(),
        level=level,
        alternative=alternative.strip(),
        credit=credit.strip(),
        stored=whole,
        small=small,
    )


@transaction.atomic
def describe_document(
    *,
    actor: Actor,
    document: ProjectDocument,
    version: int,
    title: str,
    level: str,
    alternative: str = "",
    credit: str = "",
) -> ProjectDocument:
    """Change what is said of a document, and who reads it. Raises `Stale`, and as `add_photograph`."""
    locked = _locked(actor, document)
    require_same(seen=version, stored=locked.version)
    _check_level(level)
    if locked.is_photograph:
        check_photograph(title, alternative, credit)
        locked.alternative, locked.credit = alternative.strip(), credit.strip()
    else:
        check_document(title)
    locked.title, locked.level = title.strip(), level
    return _saved(locked)


@transaction.atomic
def remove_document(*, actor: Actor, document: ProjectDocument) -> ProjectDocument:
    """Take a document away from every reader; its file stays, and `bring_back_document` undoes it."""
    locked = _locked(actor, document)
    locked.removed_at = locked.removed_at or timezone.now()
    return _saved(locked)


@transaction.atomic
def bring_back_document(*, actor: Actor, document: ProjectDocument) -> ProjectDocument:
    """Let a removed document be read again. Raises `Broken` when the project takes no more."""
    locked = _locked(actor, document)
    if locked.removed_at is None:
        return locked
    check_document_room(_kept(locked.project), 1)
    locked.removed_at = None
    return _saved(locked)


def _room(actor: Actor, project: Project, more: int, level: str) -> Project:
    locked = lock_for_edit(actor, project)
    _check_level(level)
    check_document_room(_kept(locked), more)
    return locked


def _kept(project: Project) -> int:
    return ProjectDocument.objects.filter(project=project, removed_at=None).count()


def _check_level(level: str) -> None:
    if level not in DocumentLevel.values:
        raise Broken(_("Elija quién lo lee."), "level")


def _locked(actor: Actor, document: ProjectDocument) -> ProjectDocument:
    lock_for_edit(actor, document.project)
    locked = ProjectDocument.objects.editable_by(actor).select_related("project").filter(pk=document.pk)
    if (found := locked.first()) is None:
        raise PermissionDenied
    return found


def _saved(document: ProjectDocument) -> ProjectDocument:
    document.version += 1
    document.save()
    return document


def _title_of(file: Checked) -> str:
    return file.name.rpartition(".")[0][:DOCUMENT_TITLE_LENGTH]


def _painted(picture: Checked, size: tuple[int, int]) -> Checked:
    width, height = size
    content = painted_anew(picture.content, picture.kind, width=width, height=height, kept_as=Kind.JPEG)
    return replace(picture, name=f"{picture.name.rpartition('.')[0]}.jpg", kind=Kind.JPEG, content=content)
