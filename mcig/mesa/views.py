"""The settings of the mesa, as the secretariat reads and changes them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.history.entries import entries_about
from mcig.mesa.actions import change_settings
from mcig.mesa.middleware import request_mesa
from mcig.mesa.models import Mesa
from mcig.mesa.sections import SECTIONS
from mcig.web import editing

IGNORED = frozenset({"id", "version", "singleton"})


def mesa_settings(request: ActorRequest) -> HttpResponse:
    mesa = _mesa()
    told = [(section, section.say(section.stored(mesa))) for section in SECTIONS.values()]
    context = {"sections": told, "writes": request.actor.holds(Role.SECRETARIAT)}
    return render(request, "mesa/settings.html", context)


def mesa_section(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Change one section; the preview says what it would mean before anything is stored."""
    section = SECTIONS.get(slug)
    if section is None:
        raise Http404
    mesa = _mesa()

    def build(data: QueryDict | None) -> Any:
        return section.form(data, initial=section.stored(mesa))

    def save(form: Any, version: int) -> None:
        change_settings(actor=request.actor, version=version, values=form.cleaned_data)

    page = editing.Page(
        title=section.title,
        button=_("Guardar"),
        done=_("Los ajustes están guardados."),
        crumbs=((_("Ajustes de la mesa"), reverse("mesa-settings")),),
        lead=section.lead,
        preview=lambda form: section.say(form.cleaned_data),
    )
    return editing.edit(request, page, build, save, version=mesa.version)


def mesa_history(request: ActorRequest) -> HttpResponse:
    entries = entries_about([_mesa()], ignore=IGNORED)
    return editing.history(request, _("Ajustes de la mesa"), reverse("mesa-settings"), entries)


def _mesa() -> Mesa:
    mesa = request_mesa()
    if not mesa:
        raise Http404
    return mesa
