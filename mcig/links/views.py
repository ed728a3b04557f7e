"""The page behind a personal link, and the one that sends a fresh link."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mcig import jobs
from mcig.access import ActorRequest
from mcig.access.network import network_address
from mcig.links import actions
from mcig.links.forms import AddressForm
from mcig.links.limits import too_many
from mcig.links.models import LinkState, PersonalLink
from mcig.links.purposes import Purpose, purpose_of
from mcig.web.errors import too_many_requests

ANSWERS_PER_MINUTE = 30
RENEWALS_PER_MINUTE = 5


def personal_link(request: ActorRequest, token: str) -> HttpResponseBase:
    """GET shows what the link is for, or why it is over; POST is the button."""
    link = actions.link_with(token)
    purpose = purpose_of(link.purpose) if link else None
    if link is None or purpose is None:
        return _over(request, "unknown", status=404)
    if request.method == "POST":
        return _pressed(request, link, purpose, token)
    state = _state(request, link, purpose)
    if state is not LinkState.OPEN:
        return _over(request, state.value, status=410)
    return _private(purpose.respond(request, link))


def personal_link_file(request: ActorRequest, token: str, key: int) -> HttpResponseBase:
    """A file of the page behind a link, as long as the link opens that page."""
    link = actions.link_with(token)
    purpose = purpose_of(link.purpose) if link else None
    if link is None or purpose is None or purpose.hand_out is None:
        return _over(request, "unknown", status=404)
    state = _state(request, link, purpose)
    if state is not LinkState.OPEN:
        return _over(request, state.value, status=410)
    return _private(purpose.hand_out(request, link, key))


def _pressed(request: ActorRequest, link: PersonalLink, purpose: Purpose, token: str) -> HttpResponseBase:
    address = network_address(request)
    if too_many("answer", address, limit=ANSWERS_PER_MINUTE):
        return too_many_requests(request)
    locked = actions.lock(link)
    state = _state(request, locked, purpose)
    if state is not LinkState.OPEN:
        actions.record_use(link=locked, result=state.value, address=address)
        return HttpResponseRedirect(reverse("personal-link", args=[token]), status=303)
    response = purpose.respond(request, locked)
    if response.status_code < HTTPStatus.BAD_REQUEST:
        actions.record_use(link=locked, result="used", address=address, used_up=purpose.once)
    return _private(response)


def _state(request: ActorRequest, link: PersonalLink, purpose: Purpose) -> LinkState:
    """The state by now; a person who has left the seat holds a revoked link."""
    bool(request.mesa)  # its clock says which day it is
    if link.state is LinkState.OPEN and not purpose.holds(link, timezone.localdate()):
        return LinkState.REVOKED
    return link.state


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """The address of this page is a key: nothing keeps the page or tells where one came from."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _over(request: ActorRequest, reason: str, *, status: int) -> HttpResponseBase:
    context = {"reason": reason, "form": AddressForm()}
    return _private(render(request, "links/over.html", context, status=status))


def link_renew(request: ActorRequest) -> HttpResponse:
    """Send fresh links to an address, if anything waits for it; the answer does not tell."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and too_many("renew", network_address(request), limit=RENEWALS_PER_MINUTE):
        return too_many_requests(request)
    if request.method == "POST" and form.is_valid():
        jobs.defer("links.renew", address=form.cleaned_data["email"])
        return HttpResponseRedirect(reverse("link-renewed"), status=303)
    return render(request, "links/renew.html", {"form": form}, status=422 if form.is_bound else 200)


def link_renewed(request: ActorRequest) -> HttpResponse:
    return render(request, "links/renewed.html")
