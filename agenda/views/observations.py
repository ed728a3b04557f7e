"""Observations on minutes that circulate: made by members, resolved by who writes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agenda.actions import observations as actions
from agenda.forms.minutes import ObservationForm, ResolutionForm
from agenda.models import Observation
from agenda.queries import minutes as queries
from agenda.views.minutes import standing
from agenda.wording import minutes_words
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.once import create_once
from mcig.web.versions import read_version
from members.models import Organisation


def minutes_observe(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Observe a paragraph, or the whole when the form names none, for the own organisation."""
    minutes = queries.visible(request.actor, pk)
    form = ObservationForm(request.POST)
    organisation = get_object_or_404(Organisation, pk=min(request.actor.organisations, default=0))
    key = _key(request.POST.get("parrafo", ""))

    def observe() -> str:
        whole: dict[str, Any] = {"minutes": minutes, "organisation": organisation, "paragraph": key}
        return str(actions.observe(actor=request.actor, **whole, **form.cleaned_data).pk)

    if form.is_valid():
        try:
            create_once(actor=request.actor, key=request.POST.get("once", ""), create=observe)
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Su observación quedó registrada."))
            return redirect(f"{minutes.get_absolute_url()}#{f'p-{key}' if key else 'observaciones'}")
    context = standing(request, minutes, form=form, key=str(key or ""))
    return render(request, "agenda/minutes/detail.html", context, status=422)


def _key(text: str) -> UUID | None:
    """The key of a paragraph as a form carries it; anything else names no paragraph that is there."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def minutes_resolve(request: ActorRequest, pk: int, observation: int) -> HttpResponseBase:
    """Say how an observation is resolved."""
    minutes = queries.visible(request.actor, pk)
    found = get_object_or_404(
        Observation.objects.select_related("organisation"), pk=observation, round__minutes=minutes
    )
    initial = {"state": "" if found.is_open else found.state, "reply": found.reply}
    form = ResolutionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = read_version(request.POST)
        try:
            actions.resolve(actor=request.actor, observation=found, version=version, **form.cleaned_data)
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("La observación quedó resuelta; lo lee quien observó."))
            return redirect(f"{minutes.get_absolute_url()}#observaciones")
    context: dict[str, Any] = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "observation": found,
        "paragraph": minutes.paragraphs.filter(key=found.paragraph).first() if found.paragraph else None,
    }
    context |= {"form": form, "words": minutes_words(request.mesa)}
    return render(request, "agenda/minutes/resolve.html", context, status=422 if form.is_bound else 200)
