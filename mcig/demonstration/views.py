"""The mailbox of the demonstration, where a visitor finds the codes that would reach a real mailbox."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render

from mcig.access import ActorRequest
from mcig.demonstration.codes import code_of_the_moment
from mcig.notices.files import attachment_answer
from mcig.notices.models import Message, MessageState

SHOWN = 30
# Prepared, but not sent by anybody.
NOT_YET = (MessageState.HELD, MessageState.DISCARDED)


def mail(request: ActorRequest) -> HttpResponse:
    """The latest messages of the demonstration, whoever they are for. Its address exists in no other mode."""
    context = {"mail": Message.objects.exclude(state__in=NOT_YET)[:SHOWN], "code": code_of_the_moment()}
    return render(request, "demonstration/mail.html", context)


def attachment(request: ActorRequest, pk: int, number: int) -> FileResponse:
    """A file that goes with a message, whoever it is for."""
    return attachment_answer(get_object_or_404(Message, pk=pk), number)
