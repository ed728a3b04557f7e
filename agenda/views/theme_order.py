"""The order of the themes: that of the mesa, and the own choice of a mandate."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.actions import themes as actions
from agenda.forms.ordering import posted_keys
from agenda.models import Theme
from agenda.queries import themes as queries
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.models import Mandate
from members.queries.mandates import MandateRow


@dataclass(frozen=True, slots=True)
class Row:
    """A theme in the list that is put in order, and whether the mandate has it."""

    theme: Theme
    chosen: bool


def theme_order(request: ActorRequest) -> HttpResponseBase:
    """The order of the mesa. A button moves one theme and saves; dragging saves with the button below."""
    stored = [theme.pk for theme in queries.in_order()]
    if request.method != "POST":
        return _shown(request, stored, stored, stored)
    order, seen = posted_keys(request.POST, "key"), posted_keys(request.POST, "seen")
    try:
        actions.order_themes(actor=request.actor, order=order, seen=seen)
    except Stale:
        return _shown(request, stored, stored, stored, status=409)
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("theme-order")
    messages.success(request, _("El orden de los temas está guardado."))
    return redirect("theme-order" if "move" in request.POST else "theme-list")


def mandate_order(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The themes that a mandate chooses, in its own order."""
    term = queries.terms(request.mesa, request.actor.on).find(pk)
    if term is None:
        raise Http404
    chosen = queries.chosen_by(pk)
    if request.method != "POST":
        return _shown(request, _all_after(chosen), chosen, chosen, term=term)
    kept = set(posted_keys(request.POST, "chosen"))
    order = [key for key in posted_keys(request.POST, "key") if key in kept]
    try:
        actions.choose_themes(
            actor=request.actor,
            mandate=get_object_or_404(Mandate, pk=pk),
            order=order,
            seen=posted_keys(request.POST, "seen"),
        )
    except Stale:
        return _shown(request, _all_after(chosen), chosen, chosen, term=term, status=409)
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("theme-order-mandate", pk)
    messages.success(request, _("Los temas del mandato están guardados."))
    return redirect("theme-order-mandate", pk)


def _all_after(chosen: list[int]) -> list[int]:
    """Every theme: those chosen first, the others in the order of the mesa."""
    return [*chosen, *(theme.pk for theme in queries.in_order() if theme.pk not in chosen)]


def _shown(
    request: ActorRequest,
    order: list[int],
    chosen: list[int],
    seen: list[int],
    *,
    term: MandateRow | None = None,
    status: int = 200,
) -> HttpResponse:
    by_key = {theme.pk: theme for theme in queries.in_order()}
    context = {
        "rows": [Row(by_key[key], key in chosen) for key in order],
        "seen": seen,
        "term": term,
        "back": reverse("theme-list"),
        "is_stale": status != 200,  # noqa: PLR2004 - anything else than as usual
    }
    return render(request, "agenda/themes/order.html", context, status=status)
