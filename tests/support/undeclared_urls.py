"""The site map with one route that forgot to say who may enter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from mcig.urls import handler400, handler403, handler404, handler500
from mcig.urls import urlpatterns as declared

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def loose(request: HttpRequest) -> HttpResponse:
    return HttpResponse("suelta")


urlpatterns = [*declared, path("suelta/", loose, name="loose")]
