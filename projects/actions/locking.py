"""What every change begins and ends with: the project's row locked, and its version raised."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import F

from mcig.access import Actor
from projects.models import Project, Revision


def lock_for_edit(actor: Actor, project: Project) -> Project:
    """The project as it is now, locked. Raises `PermissionDenied` for somebody who may not change it."""
    locked = (
        Project.objects.editable_by(actor)
        .select_for_update(of=("self",))
        .select_related("current")
        .filter(pk=project.pk)
    ).first()
    if locked is None:
        raise PermissionDenied
    return locked


def draft_of(project: Project) -> Revision | None:
    """The draft of a locked project."""
    return Revision.objects.drafts().filter(project=project).first()


def raise_version(project: Project) -> Project:
    """Count one more version, which makes every form that was open until now stale."""
    project.version = F("version") + 1
    project.save(update_fields=["version", "current"])
    project.refresh_from_db(fields=["version"])
    return project
