"""The register of the members of the mesa."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from mcig.access import ActorRequest
from members import queries
from members.forms import DateAsked


def member_list(request: ActorRequest) -> HttpResponse:
    form = DateAsked(request.GET if "fecha" in request.GET else {"fecha": request.actor.on})
    on = form.day(request.actor.on)
    context = {
        "form": form,
        "on": on,
        "is_today": on == request.actor.on,
        "members": queries.members_on(on),
        "offices": queries.offices_on(on),
    }
    return render(request, "members/list.html", context)


def organisation_detail(request: ActorRequest, code: str) -> HttpResponse:
    on = request.actor.on
    organisation = get_object_or_404(queries.organisations(on), code=code)
    context = {
        "organisation": organisation,
        "on": on,
        "names": queries.names_of(organisation),
        "memberships": queries.memberships_of(organisation),
        "mandates": queries.mandates_of(organisation),
        "postings": queries.postings_on(organisation, on),
    }
    return render(request, "members/organisation.html", context)
