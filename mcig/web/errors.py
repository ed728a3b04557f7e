"""Error pages: what happened and what to do, in plain words, as a page or as a notice for htmx."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

logger = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = 15
NOTICES = frozenset({400, 403, 404, 413, 429, 503})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _standalone(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.warning("csrf refused: %s", reason)
    return render(request, "errors/403.html", {"stale_form": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """A rule refused what was asked, and `sentence` says why."""
    return render(request, "errors/refused.html", {"sentence": sentence}, status=400)


def stale(request: HttpRequest) -> HttpResponse:
    """What the person decided on has changed meanwhile; nothing was done."""
    return render(request, "errors/409.html", status=409)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """A rate limit was reached."""
    return render(request, "errors/429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    return _standalone(request, 500)


def database_away(request: HttpRequest) -> HttpResponse:
    response = _standalone(request, 503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _standalone(request: HttpRequest, status: int) -> HttpResponse:
    """A page that asks nothing of the database or of the session."""
    with override(get_language_from_request(request)):
        return HttpResponse(render_to_string(f"errors/{status}.html"), status=status)


def htmx_notice(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """For an htmx request, put an error page's notice where messages stand instead of the whole page."""
    if not getattr(request, "htmx", False) or response.status_code not in NOTICES:
        return response
    if response.headers.get("HX-Redirect") or response.headers.get("HX-Reswap"):
        return response
    notice = HttpResponse(
        render_to_string(f"errors/{response.status_code}.html#notice"), status=response.status_code
    )
    notice["HX-Retarget"] = "#avisos"
    notice["HX-Reswap"] = "innerHTML"
    return notice
