"""The editor of the ficha: every save makes a draft, and nobody overwrites anybody."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.versions import Stale, read_version
from projects import actions, content, queries
from projects.forms import COMMAND, FichaForm, form_of, read_base, with_choices
from projects.models import Project
from projects.rules import Ficha, missing_for_publication, warnings
from projects.rules.merge import Conflict, digests, merge
from projects.views.loading import editable_project

AUTOSAVE = "autosave"


def project_edit(request: ActorRequest, code: str) -> HttpResponse:
    project = editable_project(request.actor, code)
    stored = _stored(request, project)
    if request.method != "POST":
        form = form_of(stored, blank=request.GET.get("fila", ""))
        return _editor(request, project, form, made_from=stored)
    version = read_version(request.POST)
    form = FichaForm(request.POST)
    if not form.is_valid():
        if request.POST.get(COMMAND) == AUTOSAVE:
            return render(request, "projects/edit.html#refused", {"form": form}, status=422)
        return _editor(request, project, form, base=request.POST.get("base", ""), version=version, status=422)
    ficha = with_choices(form.ficha, stored, request.POST)
    try:
        saved = actions.save_draft(actor=request.actor, project=project, ficha=ficha, version=version)
    except Stale:
        return _conflict(request, project, ficha, stored)
    return _saved(request, saved, ficha)


def _stored(request: ActorRequest, project: Project) -> Ficha:
    """What the editor starts from: the draft, or the published ficha when there is none."""
    revision = queries.draft_of(project, request.actor) or project.current
    return content.read(revision) if revision else Ficha()


def _saved(request: ActorRequest, project: Project, ficha: Ficha) -> HttpResponse:
    command = request.POST.get(COMMAND, "")
    if command == AUTOSAVE:
        return render(request, "projects/edit.html#saved", _standing(request, project, ficha))
    editor = reverse("project-edit", args=[project.code])
    field, _colon, verb = command.partition(":")
    if verb and field in FichaForm.base_fields:
        blank = f"?fila={field}" if verb == "add" else ""
        return redirect(f"{editor}{blank}#{field}")
    messages.success(
        request, _("El borrador está guardado. Nadie fuera de su representación y de la mesa lo ve.")
    )
    return redirect(f"{reverse('project-detail', args=[project.code])}?estado=borrador")


def _conflict(request: ActorRequest, project: Project, mine: Ficha, theirs: Ficha) -> HttpResponse:
    """Somebody saved meanwhile: show both texts where both changed the same, and propose the merge."""
    project.refresh_from_db(fields=["version"])
    merged = merge(read_base(request.POST), mine, theirs)
    if merged.ficha == theirs and not merged.conflicts:
        return _saved(request, project, theirs)
    form = form_of(merged.ficha)
    return _editor(
        request, project, form, made_from=theirs, conflicts=merged.conflicts, is_stale=True, status=409
    )


def _editor(
    request: ActorRequest,
    project: Project,
    form: FichaForm,
    *,
    made_from: Ficha | None = None,
    base: str = "",
    version: int | None = None,
    conflicts: tuple[Conflict, ...] = (),
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The edit page. `made_from` is the stored text that it shows; a refused form keeps its own base."""
    context: dict[str, Any] = {"form": form, "conflicts": conflicts, "is_stale": is_stale}
    if made_from is not None:
        context |= _standing(request, project, made_from)
    else:
        context |= {"project": project, "base": base, "version": version}
    response = render(request, "projects/edit.html", context, status=status)
    if status != HTTPStatus.OK and request.htmx:
        response["HX-Retarget"], response["HX-Reselect"], response["HX-Reswap"] = (
            "#editor",
            "#editor",
            "outerHTML",
        )
    return response


def _standing(request: ActorRequest, project: Project, ficha: Ficha) -> dict[str, Any]:
    """Where the draft stands: its version, what publication still misses, what a careful reader would ask."""
    return {
        "project": project,
        "version": project.version,
        "base": json.dumps(digests(ficha)),
        "saved_at": timezone.localtime(),
        "missing": missing_for_publication(ficha),
        "warnings": warnings(ficha, request.actor.on),
    }


def project_publish(request: ActorRequest, code: str) -> HttpResponse:
    project = editable_project(request.actor, code)
    version = read_version(request.POST)
    try:
        revision = actions.publish(actor=request.actor, project=project, version=version)
    except Broken as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('project-edit', args=[code])}#{error.field}")
    messages.success(
        request,
        _("La ficha quedó publicada como versión %(number)d. Todos los integrantes la pueden consultar.")
        % {"number": revision.number},
    )
    return redirect("project-detail", code)


def project_discard(request: ActorRequest, code: str) -> HttpResponse:
    project = editable_project(request.actor, code)
    version = read_version(request.POST)
    try:
        actions.discard_draft(actor=request.actor, project=project, version=version)
    except Broken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("El borrador quedó descartado. La ficha publicada sigue vigente."))
    return redirect("project-detail", code)
