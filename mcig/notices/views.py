"""The outgoing mail, visible to those who answer for it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.notices import actions
from mcig.notices.models import Message, MessageState

PER_PAGE = 50


def outbox(request: ActorRequest) -> HttpResponse:
    """Every message of the system, newest first, with its state."""
    page = Paginator(Message.objects.listed(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/outbox.html", {"page": page, "states": MessageState})


def message(request: ActorRequest, pk: int) -> HttpResponse:
    """One message as it was sent; of a confidential one only the envelope."""
    shown = get_object_or_404(Message, pk=pk)
    return render(request, "notices/message.html", {"message": shown, "states": MessageState})


def retry(request: ActorRequest, pk: int) -> HttpResponse:
    actions.retry(actor=request.actor, message=get_object_or_404(Message, pk=pk))
    messages.success(request, _("El mensaje volvió a la cola de salida."))
    return HttpResponseRedirect(reverse("outbox"), status=303)
