"""The outgoing mail, visible to those who answer for it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.links.tokens import mask_links
from mcig.mesa.clock import zone_words
from mcig.notices.actions import delivery, dispatches
from mcig.notices.files import attachment_answer
from mcig.notices.forms import OutboxFilter
from mcig.notices.models import Dispatch, DispatchState, Message, MessageState
from mcig.notices.preview import versions_of

PER_PAGE = 50


def outbox(request: ActorRequest) -> HttpResponse:
    """What waits for a person, then every message, newest first, by state and kind if asked."""
    form = OutboxFilter(request.GET)
    found = form.applied_to(Message.objects.visible_to(request.actor).listed())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    waiting = Dispatch.objects.visible_to(request.actor).waiting().counted()
    context = {"page": page, "states": MessageState, "form": form, "waiting": waiting}
    return render(request, "notices/outbox.html", context | {"zone": capfirst(zone_words())})


def message(request: ActorRequest, pk: int) -> HttpResponse:
    """One message as it was sent; of a confidential one only the envelope."""
    shown = get_object_or_404(Message.objects.visible_to(request.actor).select_related("dispatch"), pk=pk)
    body = "" if shown.is_confidential else mask_links(shown.body)
    context = {"message": shown, "body": body, "states": MessageState}
    return render(request, "notices/message.html", context)


def attachment(request: ActorRequest, pk: int, number: int) -> HttpResponseBase:
    """One file of a message, as a download; the files of a confidential one stay closed."""
    shown = get_object_or_404(Message.objects.visible_to(request.actor), pk=pk)
    if shown.is_confidential:
        raise Http404
    return attachment_answer(shown, number)


def retry(request: ActorRequest, pk: int) -> HttpResponse:
    delivery.retry(actor=request.actor, message=get_object_or_404(Message, pk=pk))
    messages.success(request, _("El mensaje volvió a la cola de salida."))
    return HttpResponseRedirect(reverse("outbox"), status=303)


def take_as_sent(request: ActorRequest, pk: int) -> HttpResponse:
    delivery.take_as_sent(actor=request.actor, message=get_object_or_404(Message, pk=pk))
    messages.success(request, _("El mensaje quedó como enviado."))
    return redirect("outbox-message", pk)


# ---- Dispatches ----


def dispatch_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """A dispatch before it leaves, text and recipients; afterwards what became of it.

    The asked page is that of the recipients of each language.
    """
    shown = get_object_or_404(
        Dispatch.objects.visible_to(request.actor).select_related("held_by", "decided_by"), pk=pk
    )
    number = request.GET.get("page")
    context = {
        "dispatch": shown,
        "versions": [
            (version, Paginator(version.recipients, PER_PAGE).get_page(number))
            for version in versions_of(shown)
        ],
        "states": MessageState,
        "dispatch_states": DispatchState,
    }
    return render(request, "notices/dispatch.html", context)


def dispatch_send(request: ActorRequest, pk: int) -> HttpResponse:
    sent = dispatches.send_dispatch(actor=request.actor, dispatch=get_object_or_404(Dispatch, pk=pk))
    messages.success(request, _("Los mensajes están en camino. Aquí se ve cómo sale cada uno."))
    return redirect("dispatch-detail", sent.pk)


def dispatch_discard(request: ActorRequest, pk: int) -> HttpResponse:
    dispatches.discard_dispatch(actor=request.actor, dispatch=get_object_or_404(Dispatch, pk=pk))
    messages.success(request, _("El envío se descartó. Ningún mensaje salió."))
    return HttpResponseRedirect(reverse("outbox"), status=303)
