"""The registration of a new project."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from members.models import Organisation
from projects import actions
from projects.forms import NewProjectForm
from projects.rules import Ficha
from projects.views.loading import own_organisations


def project_create(request: ActorRequest) -> HttpResponse:
    owners = own_organisations(request.actor)
    if request.method != "POST":
        return _creation(request, NewProjectForm(owners=owners), new_key())
    form = NewProjectForm(request.POST, owners=owners)
    once = request.POST.get("once", "")
    if not form.is_valid():
        return _creation(request, form, once)

    def create() -> str:
        owner = Organisation.objects.get(pk=form.cleaned_data["owner"])
        ficha = Ficha(name=form.cleaned_data["name"])
        project = actions.create_project(actor=request.actor, owner=owner, ficha=ficha)
        return reverse("project-edit", args=[project.code])

    try:
        return redirect(create_once(actor=request.actor, key=once, create=create))
    except Broken as error:
        refuse(form, error)
        return _creation(request, form, once)


def _creation(request: ActorRequest, form: NewProjectForm, once: str) -> HttpResponse:
    context = {"form": form, "once": once}
    return render(request, "projects/create.html", context, status=422 if form.is_bound else 200)
