"""Error pages: what happened and what to do, in plain words; for htmx the notice alone."""

from __future__ import annotations

import errno
import logging
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from psycopg.errors import DiskFull

from mcig.files.kinds import MAX_FILE_BYTES, MAX_REQUEST_BYTES
from mcig.web.logs import request_id

logger = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = 15


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    if _database_went_away(exception):
        return database_away(request)
    return _standalone(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.warning("csrf refused: %s", reason)
    return _page(request, "403", 403, stale_form=True)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404)


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """A rule refused what was asked, and `sentence` says why."""
    return _page(request, "refused", 400, sentence=sentence)


def stale(request: HttpRequest) -> HttpResponse:
    """What the person decided on has changed meanwhile; nothing was done."""
    return _page(request, "409", 409)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than a form may carry; nothing of it was read."""
    limits = {
        "text": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        "file": filesizeformat(MAX_FILE_BYTES),
        "all": filesizeformat(MAX_REQUEST_BYTES),
    }
    return _standalone(request, 413, limits=limits)


def busy(request: HttpRequest) -> HttpResponse:
    """Too many documents are being prepared at this moment."""
    response = _page(request, "busy", 503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def printed_enough(request: HttpRequest) -> HttpResponse:
    """This account has had its time at the press."""
    response = _page(request, "printed", 429)
    response["Retry-After"] = "60"
    return response


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """A rate limit was reached."""
    return _page(request, "429", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """What no one foresaw; the database that cannot be reached and the disk that is full are told apart."""
    error = sys.exception()
    if _is_full(error):
        return _standalone(request, 507)
    if isinstance(error, OperationalError | InterfaceError):
        return database_away(request)
    return _standalone(request, 500, request_id=request_id.get())


def _is_full(error: BaseException | None) -> bool:
    """Whether the disk of the files, or that of the database, has no room left."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return error is not None and isinstance(error.__cause__, DiskFull)


def _database_went_away(error: BaseException | None) -> bool:
    """Django tells a session that could not be written as one that was closed: look behind it."""
    while error is not None and not isinstance(error, OperationalError | InterfaceError):
        error = error.__context__
    return error is not None


def database_away(request: HttpRequest) -> HttpResponse:
    response = _standalone(request, 503, retry_after=RETRY_AFTER_SECONDS)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    """An error inside the frame of the site."""
    return _answer(request, status, render_to_string(_template(request, name), context, request))


def _standalone(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """A page that asks nothing of the database or of the session."""
    with override(get_language_from_request(request)):
        return _answer(request, status, render_to_string(_template(request, str(status)), context))


def _template(request: HttpRequest, name: str) -> str:
    return f"errors/{name}.html#notice" if getattr(request, "htmx", False) else f"errors/{name}.html"


def _answer(request: HttpRequest, status: int, content: str) -> HttpResponse:
    response = HttpResponse(content, status=status)
    if getattr(request, "htmx", False):
        response["HX-Retarget"] = "#avisos"
        response["HX-Reswap"] = "innerHTML"
    return response
