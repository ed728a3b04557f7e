"""Small middleware: request ids, the content security policy, the database that is away, answers to htmx."""

from __future__ import annotations

import contextvars
import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase
from psycopg_pool import PoolTimeout

from mcig.rules import Broken
from mcig.web.errors import database_away, htmx_notice, refused, stale
from mcig.web.versions import Stale

GetResponse = Callable[[HttpRequest], HttpResponseBase]
request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
logger = logging.getLogger(__name__)


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


class DatabaseAway:
    """Answers 503 with a plain page while PostgreSQL cannot be reached."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError, PoolTimeout) as error:
            return self._answer(request, error)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if isinstance(error, OperationalError | InterfaceError | PoolTimeout):
            return self._answer(request, error)
        return None

    def _answer(self, request: HttpRequest, error: Exception) -> HttpResponseBase:
        logger.error("database away: %s", type(error).__name__)
        return database_away(request)


class PlainRefusals:
    """Answers a rule that refused, or a decision taken on an old text, with its sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if isinstance(error, Broken):
            return refused(request, str(error))
        if isinstance(error, Stale):
            return stale(request)
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
    """Lets caches tell a fragment from a page, and an error show itself inside the page that caused it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = htmx_notice(request, self.get_response(request))
        response["Vary"] = ", ".join(filter(None, [response.get("Vary", ""), "HX-Request"]))
        return response
