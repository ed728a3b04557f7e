"""What a person receives by mail: for oneself, through a personal link, and on behalf."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.links.models import PersonalLink
from mcig.notices.actions import preferences
from mcig.notices.forms import PreferencesForm
from mcig.notices.preference_links import address_behind


def own_preferences(request: ActorRequest) -> HttpResponse:
    """What the own account's address receives."""
    return _page(request, request.actor.account.email, back=reverse("notice-preferences"), way="own")


def preferences_on_behalf(request: ActorRequest) -> HttpResponse:
    """What somebody's address receives, seen and set by the secretariat."""
    address = request.GET.get("direccion", "").strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Http404 from None
    back = f"{reverse('outbox-preferences')}?{urlencode({'direccion': address})}"
    return _page(request, address, back=back, way="behalf")


def by_link(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """The page behind the link in the foot of a mail; its button saves."""
    address = address_behind(link.object_key)
    if address is None:
        raise Http404
    return _page(request, address, back=request.path, way="link")


def _page(request: ActorRequest, address: str, *, back: str, way: str) -> HttpResponse:
    form = PreferencesForm(request.POST or None, address=address)
    if request.method == "POST" and form.is_valid():
        preferences.choose(address=address, timings=form.changes)
        messages.success(request, _("Las preferencias quedaron guardadas."))
        return redirect(back)
    context = {"form": form, "address": address, "way": way, "back": back}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "notices/preferences.html", context, status=status)
