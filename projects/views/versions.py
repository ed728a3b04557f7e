"""Published versions: list, compare, restore; and the history of every change."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.web.numbers import whole_number
from mcig.web.versions import read_version
from projects import actions, content, queries
from projects import record as records
from projects.models import Project, Revision
from projects.rules import differences
from projects.rules.record import Record
from projects.views.loading import editable_project, may_edit, may_see_history, visible_project
from projects.wording import record_differences

DRAFT = "borrador"


def project_versions(request: ActorRequest, code: str) -> HttpResponse:
    project = visible_project(request.actor, code)
    return render(
        request,
        "projects/versions.html",
        {
            "project": project,
            "revisions": list(queries.revisions_of(project, request.actor)),
            "draft": queries.draft_of(project, request.actor),
            "may_edit": may_edit(request.actor, project),
            "may_see_history": may_see_history(request.actor, project),
        },
    )


def project_compare(request: ActorRequest, code: str) -> HttpResponse:
    project = visible_project(request.actor, code)
    older = _revision(request, project, request.GET.get("de", ""))
    newer = _revision(request, project, request.GET.get("a", ""))
    return render(
        request,
        "projects/compare.html",
        {
            "project": project,
            "older": older,
            "newer": newer,
            "changes": (
                *differences(content.read(older), content.read(newer)),
                *record_differences(_record(request, older), _record(request, newer)),
            ),
        },
    )


def _revision(request: ActorRequest, project: Project, wanted: str) -> Revision:
    """The revision of this number, or the draft; 404 for one that is not there or not visible."""
    if wanted == DRAFT:
        draft = queries.draft_of(project, request.actor)
        if draft is None:
            raise Http404
        return draft
    return get_object_or_404(queries.revisions_of(project, request.actor), number=whole_number(wanted))


def _record(request: ActorRequest, revision: Revision) -> Record:
    return queries.readable_record(records.read(revision), request.actor)


def project_restore(request: ActorRequest, code: str, number: int) -> HttpResponse:
    project = editable_project(request.actor, code)
    revision = get_object_or_404(queries.revisions_of(project, request.actor), number=number)
    version = read_version(request.POST)
    actions.restore(actor=request.actor, project=project, revision=revision, version=version)
    messages.success(
        request, _("El borrador dice ahora lo mismo que la versión %(number)d.") % {"number": number}
    )
    return redirect(f"{reverse('project-detail', args=[code])}?estado=borrador")
