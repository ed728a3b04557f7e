"""Who changed a project, when and in which capacity."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from mcig.access import ActorRequest
from projects import queries
from projects.views.loading import may_see_history, visible_project


def project_history(request: ActorRequest, code: str) -> HttpResponse:
    """The history of a project with its drafts, for those who may see its drafts."""
    project = visible_project(request.actor, code)
    if not may_see_history(request.actor, project):
        raise Http404
    entries = queries.history_of(project, request.actor)
    return render(request, "projects/history.html", {"project": project, "entries": entries})
