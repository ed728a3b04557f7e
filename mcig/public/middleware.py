"""Answers of the public face do not depend on who asks, in which language their browser speaks, or htmx."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class SameForEverybody:
    """Takes `Vary` from the answers that `mcig.public.answers` marked: one copy in a cache is for all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if getattr(response, "is_public", False) and response.has_header("Vary"):
            del response["Vary"]
        return response
