"""The foundation of a mesa, on an install that has none yet."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.web.editing import Page, create
from members.actions.founding import found_mesa
from members.forms.founding import FoundingForm


def mesa_found(request: ActorRequest) -> HttpResponseBase:
    """One form; once there is a mesa the page leads home."""
    if request.mesa and request.method == "GET":
        return redirect("home")
    form = FoundingForm(
        request.POST or None, initial={"since": request.actor.on, "title": _("Secretaría técnica")}
    )

    def make() -> str:
        found_mesa(actor=request.actor, facts=form.facts)
        return reverse("home")

    page = Page(
        title=_("Fundar la mesa"),
        button=_("Fundar la mesa"),
        done=_("La mesa está fundada. Aquí siguen los primeros pasos."),
        crumbs=((_("Inicio"), reverse("home")),),
        lead=_(
            "Con estos datos la mesa existe. Después se cambian en «Ajustes» e «Integrantes», menos la clave."
        ),
        icon="landmark",
    )
    return create(request, page, form, make)
