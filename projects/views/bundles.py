"""A file of what a filter finds: ask for it, see it grow, call it off, download it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.files import deliver
from mcig.files.making import MakingState
from mcig.rules import Broken
from projects import bulk
from projects.actions import bundles
from projects.models import Bundle
from projects.models.bundles import BundleKind
from projects.rules.finding import Filter


def _bundle(request: ActorRequest, pk: int) -> Bundle:
    return get_object_or_404(Bundle.objects.visible_to(request.actor), pk=pk)


def project_bundle_ask(request: ActorRequest) -> HttpResponse:
    """Ask for a file of what the filter of the page finds."""
    wanted = Filter.read(QueryDict(request.POST.get("consulta", "")))
    kind = request.POST.get("tipo", "")
    if kind not in BundleKind:
        raise Http404
    try:
        made = bundles.ask_for_bundle(
            actor=request.actor, kind=BundleKind(kind), wanted=wanted, language=get_language() or "es"
        )
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('project-list')}?{wanted.query}")
    return redirect("project-bundle", made.pk)


def project_bundles(request: ActorRequest) -> HttpResponse:
    """The files that one asked for and that have not expired."""
    return render(request, "projects/bundles.html", {"bundles": Bundle.objects.visible_to(request.actor)})


def project_bundle(request: ActorRequest, pk: int) -> HttpResponse:
    """How far the file is; for htmx the progress alone."""
    template = "projects/bundle.html"
    context = {"bundle": _bundle(request, pk)}
    return render(request, f"{template}#progress" if request.htmx else template, context)


def project_bundle_cancel(request: ActorRequest, pk: int) -> HttpResponse:
    bundles.cancel_bundle(actor=request.actor, bundle=_bundle(request, pk))
    return redirect("project-bundle", pk)


def project_bundle_file(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The file, until it expires; stored in no cache."""
    bundle = _bundle(request, pk)
    if bundle.state != MakingState.READY:
        raise Http404
    suffix, content_type = bulk.form_of(bundle.kind)
    stem = _("fichas") if bundle.holds_fichas else _("proyectos")
    return deliver(
        request,
        bundle.file,
        filename=f"{stem}-{timezone.localdate(bundle.requested_at)}.{suffix}",
        content_type=content_type,
        sha256=bundle.sha256,
    )
