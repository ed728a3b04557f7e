"""The home page and the style page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from mcig.access import ActorRequest
from mcig.web.home import cards_for
from mcig.web.style import samples


def home(request: ActorRequest) -> HttpResponse:
    return render(request, "web/home.html", {"cards": cards_for(request.actor)})


def style(request: ActorRequest) -> HttpResponse:
    return render(request, "web/style.html", samples())
