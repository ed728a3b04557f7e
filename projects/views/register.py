"""The register of projects: found by words and facets, and kept as views."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.rules import Broken
from projects import actions, exports, queries
from projects.models import SavedView
from projects.models.bundles import OF_FICHAS, BundleKind
from projects.models.trigrams import compares_letters
from projects.rules.finding import FACETS, PARAMETERS, Filter


def project_list(request: ActorRequest) -> HttpResponse:
    """A page of the register, what it may be narrowed by, and what to do when nothing is found."""
    wanted = Filter.read(request.GET)
    after = request.GET.get("despues", "")[:40]
    rows, following = queries.register(request.actor, wanted, after=after)
    context: dict[str, Any] = {
        "rows": rows,
        "wanted": wanted,
        "hidden": [(PARAMETERS[part], value) for part, value in wanted.chosen.items() if part in FACETS],
        "found": queries.facets_of(request.actor, wanted),
        "views": SavedView.objects.visible_to(request.actor),
        "lists": [(kind, BundleKind(kind).label) for kind in exports.FORMATS],
        "bundles": [(kind, kind.label) for kind in OF_FICHAS],
        "following": following,
        "is_first": not after,
        "may_create": request.actor.holds(Role.MEMBER, Role.SECRETARIAT),
    }
    if not rows and wanted.chosen and not after:
        context |= {
            "wider": queries.wider(request.actor, wanted),
            "meant": queries.meant(request.actor, wanted) if wanted.words else None,
            "compares_letters": not wanted.words or compares_letters(),
        }
    return render(request, "projects/list.html", context)


def project_view_keep(request: ActorRequest) -> HttpResponse:
    """Keep the filter of the page under a name."""
    wanted = Filter.read(QueryDict(request.POST.get("consulta", "")))
    try:
        kept = actions.keep_view(actor=request.actor, name=request.POST.get("nombre", ""), wanted=wanted)
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("La vista «%(name)s» está guardada.") % {"name": kept.name})
    return redirect(f"{reverse('project-list')}?{wanted.query}")


def project_view_forget(request: ActorRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=pk)
    actions.forget_view(actor=request.actor, view=view)
    messages.success(request, _("La vista «%(name)s» ya no está guardada.") % {"name": view.name})
    return redirect("project-list")
