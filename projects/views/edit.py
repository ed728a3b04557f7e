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
from mcig.web.form_merging import read_base
from mcig.web.versions import Stale, read_version
from projects import actions, content, queries
from projects.forms import COMMAND, FichaForm, form_of, with_choices
from projects.forms.sections import SECTIONS
from projects.models import Project
from projects.rules import Ficha, missing_for_publication, warnings
from projects.rules.merge import digests, merge
from projects.views.loading import editable_project

AUTOSAVE = "autosave"


def project_edit(request: ActorRequest, code: str) -> HttpResponse:
    project = editable_project(request.actor, code)
    stored = _stored(request, project)
    if request.method != "POST":
        form = form_of(stored, blank=request.GET.get("fila", ""))
        return _editor(request, {"form": form} | _standing(request, project, stored))
    version = read_version(request.POST)
    form = FichaForm(request.POST)
    if not form.is_valid():
        if request.POST.get(COMMAND) == AUTOSAVE:
            return render(request, "projects/edit.html#refused", {"form": form}, status=422)
        typed = {"form": form, "project": project, "version": version, "base": request.POST.get("base", "")}
        return _editor(request, typed, 422)
    ficha = with_choices(form.ficha, stored, request.POST)
    try:
        saved = actions.save_draft(actor=request.actor, project=project, ficha=ficha, version=version)
    except Stale:
        return _conflict(request, code, ficha)
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
        request,
        _(
            "El borrador está guardado. Solo lo ven su representación, la presidencia y la secretaría "
            "técnica."
        ),
    )
    return redirect(f"{reverse('project-detail', args=[project.code])}?estado=borrador")


def _conflict(request: ActorRequest, code: str, mine: Ficha) -> HttpResponse:
    """Somebody saved meanwhile: show both texts where both changed the same, and propose the merge."""
    # Version first, text second: a save between the two makes the next one stale again, never overwritten.
    project = editable_project(request.actor, code)
    theirs = _stored(request, project)
    merged = merge(read_base(request.POST), mine, theirs)
    if merged.value == theirs and not merged.conflicts:
        return _saved(request, project, theirs)
    context = {"form": form_of(merged.value), "conflicts": merged.conflicts, "is_stale": True}
    return _editor(request, context | _standing(request, project, theirs), 409)


def _editor(request: ActorRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The edit page; an htmx request that was refused gets the whole editor in place of its own part."""
    context |= {"sections": SECTIONS.values()}
    response = render(request, "projects/edit.html", context, status=status)
    if status != HTTPStatus.OK and request.htmx:
        response["HX-Retarget"] = response["HX-Reselect"] = "#editor"
        response["HX-Reswap"] = "outerHTML"
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
