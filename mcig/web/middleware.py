"""Small middleware: request ids, refusals in words, the content security policy, answers to htmx."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase, QueryDict

from mcig.files.kinds import MAX_REQUEST_BYTES
from mcig.pdf import Busy, Spent
from mcig.rules import Broken
from mcig.web.errors import bad_request, busy, printed_enough, refused, stale, too_large
from mcig.web.logs import request_id
from mcig.web.versions import Stale

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class RequestId:
    """Gives each request an id that its log lines and its answer carry."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = request_id.set(uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class PlainAddresses:
    """Refuses an address with a NUL character, which PostgreSQL could not even look up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or _has_nul(request.GET):
            return bad_request(request)
        return self.get_response(request)


def _has_nul(sent: QueryDict) -> bool:
    return any("\0" in value for name, values in sent.lists() for value in (name, *values))


class RequestSize:
    """Refuses a request beyond `MAX_REQUEST_BYTES` before any of it is kept.

    What was announced is still read, up to `DRAINED_BYTES`, and thrown away: a browser that is cut off while
    it sends shows its own page of a broken connection instead of our sentence.
    """

    DRAINED_BYTES = 512 * 1024 * 1024
    PIECE = 256 * 1024

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        digits = request.META.get("CONTENT_LENGTH") or ""
        announced = int(digits) if digits.isascii() and digits.isdigit() else 0
        if announced <= MAX_REQUEST_BYTES:
            return self.get_response(request)
        left = announced if announced <= self.DRAINED_BYTES else 0
        while left > 0 and (piece := request.read(self.PIECE)):
            left -= len(piece)
        return too_large(request)


class PlainRefusals:
    """Answers a rule that refused, or a decision taken on an old text, with its sentence.

    A NUL character in what was sent is said by the form's own field; one that reached the database, which
    cannot keep it, is said here.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if isinstance(error, Broken):
            return refused(request, str(error))
        if isinstance(error, Stale):
            return stale(request)
        if isinstance(error, Busy):
            return busy(request)
        if isinstance(error, Spent):
            return printed_enough(request)
        if isinstance(error, DataError | ValueError) and _has_nul(request.POST):
            return bad_request(request)
        return None


class ContentSecurityPolicy:
    """Sends `SECURE_CSP` with every answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{name} {' '.join(sources)}" for name, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", self.policy)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class HtmxAnswers:
    """Lets caches tell a fragment from a page, and keep neither."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        response["Vary"] = ", ".join(filter(None, [response.get("Vary", ""), "HX-Request"]))
        return response
