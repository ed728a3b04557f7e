"""The logo of an organisation: shown inside pages, replaced and removed by the secretariat."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.files import deliver
from mcig.rules import Broken
from mcig.web.versions import read_version
from members import queries
from members.actions.logos import set_logo
from members.forms.logos import LogoForm
from members.models import Organisation

REMOVE = "remove"


def organisation_logo(request: ActorRequest, code: str) -> HttpResponseBase:
    """The picture itself: painted by us, so the only uploaded file that a page shows."""
    logo = get_object_or_404(Organisation.objects.select_related("logo"), code=code).logo
    if logo is None:
        raise Http404
    return deliver(request, logo.file, filename=logo.name, content_type="image/png", sha256=logo.sha256)


def organisation_logo_change(request: ActorRequest, code: str) -> HttpResponse:
    organisation = get_object_or_404(queries.organisations(request.actor.on), code=code)
    removes = REMOVE in request.POST
    form = LogoForm(None if removes else request.POST or None, request.FILES or None)
    if request.method == "POST" and (removes or form.is_valid()):
        version = read_version(request.POST)
        picture = None if removes else form.cleaned_data["logo"][0]
        try:
            set_logo(actor=request.actor, organisation=organisation, version=version, picture=picture)
        except Broken as refusal:
            form.add_error("logo", str(refusal))
        else:
            done = _("Se quitó el logotipo.") if removes else _("El logotipo quedó guardado.")
            messages.success(request, done)
            return HttpResponseRedirect(reverse("organisation-detail", args=[code]), status=303)
    context = {"organisation": organisation, "form": form, "version": organisation.version}
    return render(request, "members/organisations/logo.html", context, status=422 if form.is_bound else 200)
