"""A site of three pages that say hello, for measuring what the frame costs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from mcig.access import EVERYONE, SIGNED_IN, ActorRequest, page
from mcig.urls import urlpatterns as site


def bare(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hola")


def signed_in(request: ActorRequest) -> HttpResponse:
    return HttpResponse(f"hola {len(request.actor.roles)}")


urlpatterns = [
    path("hola/suelto/", bare),
    page("hola/publico/", bare, name="hello-public", allow=EVERYONE),
    page("hola/", signed_in, name="hello", allow=SIGNED_IN),
    *site,
]
