"""The list of projects and the registration of a new one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mcig.access import ActorRequest, Role
from mcig.web.once import create_once, new_key
from members.models import Organisation
from projects import actions, queries
from projects.forms import NewProjectForm
from projects.rules import Ficha
from projects.views.loading import own_organisations


def project_list(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    rows, following = queries.register(request.actor, words=words, after=request.GET.get("despues", "")[:40])
    return render(
        request,
        "projects/list.html",
        {
            "rows": rows,
            "words": words,
            "following": following,
            "is_first": "despues" not in request.GET,
            "may_create": request.actor.holds(Role.MEMBER, Role.SECRETARIAT),
        },
    )


def project_create(request: ActorRequest) -> HttpResponse:
    owners = own_organisations(request.actor)
    if request.method != "POST":
        form = NewProjectForm(owners=owners)
        return render(request, "projects/create.html", {"form": form, "once": new_key(), "owners": owners})
    form = NewProjectForm(request.POST, owners=owners)
    once = request.POST.get("once", "")
    if not form.is_valid():
        return render(
            request, "projects/create.html", {"form": form, "once": once, "owners": owners}, status=422
        )

    def create() -> str:
        owner = Organisation.objects.get(pk=form.cleaned_data["owner"])
        ficha = Ficha(name=form.cleaned_data["name"])
        project = actions.create_project(actor=request.actor, owner=owner, ficha=ficha)
        return reverse("project-edit", args=[project.code])

    return redirect(create_once(actor=request.actor, key=once, create=create))
