"""How fresh the published fichas are, «sin cambios», and the request to those who are late."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.links.models import PersonalLink
from mcig.rules import Broken
from mcig.web.versions import Stale, read_version
from members.models import Person
from projects import actions, content, queries
from projects.models import Project
from projects.rules import form_rows
from projects.views.loading import editable_project


def project_freshness(request: ActorRequest) -> HttpResponse:
    """The published fichas by their age, the oldest first; who is late is at the top."""
    rows = queries.freshness_rows(request.actor)
    only_late = request.GET.get("solo") == "atrasadas"
    shown = [row for row in rows if row.is_late or not only_late]
    context = {
        "rows": shown,
        "late": sum(row.is_late for row in rows),
        "only_late": only_late,
        "months": queries.review_months(),
        "may_request": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "projects/freshness.html", context)


def project_request_updates(request: ActorRequest) -> HttpResponse:
    """Prepare the request; it waits in the outbox until somebody has read it and sends it."""
    try:
        dispatch = actions.prepare_request(actor=request.actor)
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("project-freshness")
    messages.success(request, _("La solicitud está preparada: revísela y envíela. Nada ha salido todavía."))
    return redirect("dispatch-detail", dispatch.pk)


def project_unchanged(request: ActorRequest, code: str) -> HttpResponse:
    project = editable_project(request.actor, code)
    version = read_version(request.POST)
    try:
        revision = actions.confirm_unchanged(actor=request.actor, project=project, version=version)
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, confirmed(revision.number))
    return redirect("project-detail", code)


def confirmed(number: int | None) -> str:
    """What is said after a confirmation."""
    return _("Confirmó que no hay cambios. La ficha es ahora la versión %(number)d, con fecha de hoy.") % {
        "number": number
    }


def respond(request: ActorRequest, link: PersonalLink) -> HttpResponse:
    """The page behind a personal link; its button confirms in the name of the link's person."""
    project = get_object_or_404(
        Project.objects.select_related("current"), pk=link.object_key, current__isnull=False
    )
    person = get_object_or_404(Person, pk=link.holder_key)
    if request.method == "POST":
        return _confirmed(request, project, person)
    return _page(request, project, person)


def _confirmed(request: ActorRequest, project: Project, person: Person) -> HttpResponse:
    try:
        revision = actions.confirm_by_link(
            actor=request.actor, project=project, person=person, version=read_version(request.POST)
        )
    except Stale:
        return _page(request, project, person, _("La ficha cambió mientras tanto: léala de nuevo."), 409)
    except Broken as refusal:
        return _page(request, project, person, str(refusal), 422)
    messages.success(request, confirmed(revision.number))
    return redirect(request.path)


def _page(
    request: ActorRequest, project: Project, person: Person, refusal: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    assert project.current is not None
    ficha = content.read(project.current)
    context = {
        "project": project,
        "person": person,
        "ficha": ficha,
        "rows": form_rows(ficha),
        "refusal": refusal,
        "is_today": ficha.updated_on == request.actor.on,
    }
    return render(request, "projects/link.html", context, status=status)
