"""Documents and photographs of a project: manage, read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.files import deliver_stored
from mcig.rules import Broken
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version
from projects import queries
from projects.actions import documents as actions
from projects.forms.documents import AddDocumentsForm, AddPhotographForm, DocumentForm, PhotographForm
from projects.models import Project, ProjectDocument
from projects.views.loading import editable_project, visible_project


def project_documents(request: ActorRequest, code: str) -> HttpResponse:
    """The documents of a project for who may change them, with a form that adds to them."""
    project = editable_project(request.actor, code)
    form = AddDocumentsForm(request.POST or None, request.FILES or None)

    def add() -> object:
        data = dict(form.cleaned_data)
        return actions.add_documents(actor=request.actor, project=project, files=data.pop("uploads"), **data)

    return _adding(request, project, form, add, "projects/documents/list.html")


def project_photograph_add(request: ActorRequest, code: str) -> HttpResponse:
    project = editable_project(request.actor, code)
    form = AddPhotographForm(request.POST or None, request.FILES or None)

    def add() -> object:
        data = dict(form.cleaned_data)
        [file] = data.pop("photograph")
        return actions.add_photograph(actor=request.actor, project=project, file=file, **data)

    return _adding(request, project, form, add, "projects/documents/photograph.html")


def _adding(
    request: ActorRequest, project: Project, form: forms.Form, add: Callable[[], object], template: str
) -> HttpResponse:
    """Show the form, or add what was sent once; what is refused comes back with what was typed."""
    once = request.POST.get(ONCE, "") or new_key()
    if request.method == "POST" and form.is_valid():

        def create() -> str:
            add()
            return reverse("project-documents", args=[project.code])

        try:
            address = create_once(actor=request.actor, key=once, create=create)
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Quedó guardado con el proyecto."))
            return redirect(address)
    context = {
        "project": project,
        "form": form,
        "once": once,
        "documents": queries.documents_to_edit(project, request.actor),
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _to_edit(request: ActorRequest, code: str, pk: int) -> ProjectDocument:
    project = editable_project(request.actor, code)
    return get_object_or_404(queries.documents_to_edit(project, request.actor), pk=pk)


def project_document_edit(request: ActorRequest, code: str, pk: int) -> HttpResponse:
    """Change what is said of a document, and who reads it."""
    found = _to_edit(request, code, pk)
    kind = PhotographForm if found.is_photograph else DocumentForm
    values = {name: getattr(found, name) for name in kind.base_fields}
    form = kind(request.POST or None, initial=values)
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        version, said = read_version(request.POST), form.cleaned_data
        try:
            actions.describe_document(actor=request.actor, document=found, version=version, **said)
        except Broken as refusal:
            refuse(form, refusal)
        except Stale:
            form.add_error(None, _("Otra persona cambió este documento. Revise cómo quedó y guarde."))
            status = 409
        else:
            return redirect("project-documents", code)
    context: dict[str, Any] = {"project": found.project, "document": found, "form": form}
    return render(request, "projects/documents/edit.html", context, status=status)


def project_document_remove(request: ActorRequest, code: str, pk: int) -> HttpResponse:
    removed = actions.remove_document(actor=request.actor, document=_to_edit(request, code, pk))
    messages.success(request, _("«%(title)s» quedó retirado.") % {"title": removed.title})
    return redirect("project-documents", code)


def project_document_bring_back(request: ActorRequest, code: str, pk: int) -> HttpResponse:
    found = _to_edit(request, code, pk)
    try:
        actions.bring_back_document(actor=request.actor, document=found)
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("«%(title)s» se lee otra vez.") % {"title": found.title})
    return redirect("project-documents", code)


def _to_read(request: ActorRequest, code: str, pk: int) -> ProjectDocument:
    """A document of a level that the actor reads; a removed one only for who may bring it back."""
    project = visible_project(request.actor, code)
    read = ProjectDocument.objects.visible_to(request.actor)
    found = (read | ProjectDocument.objects.at_levels_of(request.actor).editable_by(request.actor)).filter(
        project=project
    )
    return get_object_or_404(found.select_related("stored", "small"), pk=pk)


def project_document_file(request: ActorRequest, code: str, pk: int) -> HttpResponseBase:
    return deliver_stored(request, _to_read(request, code, pk).stored)


def project_document_small(request: ActorRequest, code: str, pk: int) -> HttpResponseBase:
    """The small copy of a photograph: painted by us, so that a page may show it."""
    small = _to_read(request, code, pk).small
    if small is None:
        raise Http404
    return deliver_stored(request, small)
