"""The mailbox of the demonstration, where a visitor finds the codes that would reach a real mailbox."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from mcig.access import ActorRequest
from mcig.notices.models import Message

SHOWN = 30


def mail(request: ActorRequest) -> HttpResponse:
    """The latest messages of the demonstration, whoever they are for. Its address exists in no other mode."""
    return render(request, "demonstration/mail.html", {"mail": Message.objects.all()[:SHOWN]})
