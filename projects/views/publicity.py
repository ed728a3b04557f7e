"""The button that shows a published ficha to everybody, or takes it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.versions import read_version
from projects import actions
from projects.views.loading import editable_project


def project_publicity(request: ActorRequest, code: str) -> HttpResponse:
    project = editable_project(request.actor, code)
    shown = request.POST.get("publico") == "si"
    version = read_version(request.POST)
    try:
        actions.show_to_everybody(actor=request.actor, project=project, shown=shown, version=version)
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(request, shown=shown))
    return redirect("project-detail", code)


def _said(request: ActorRequest, *, shown: bool) -> str:
    if not shown:
        return _("La ficha ya no es pública. Las copias de otros sitios tardan un minuto en desaparecer.")
    if request.mesa and request.mesa.public_face:
        return _("Cualquiera puede leer ahora la ficha publicada, sin cuenta.")
    return _("La ficha queda marcada como pública. Se verá cuando la mesa encienda su cara pública.")
