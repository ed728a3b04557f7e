"""Keeps a record of what was refused to somebody who is signed in."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from mcig.access import ActorRequest
from mcig.access.network import network_address
from mcig.history.models import Refusal
from mcig.links.limits import too_many

logger = logging.getLogger(__name__)

# What one account can make the record grow by in a minute; the rest of that minute is one line of the log.
RECORDED_PER_MINUTE = 60
REFUSED = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


class Refusals:
    """Records 403 and 404 answers of known routes; an address that does not exist says nothing of anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in REFUSED and request.resolver_match and request.user.is_authenticated:
            _record(cast("ActorRequest", request), response.status_code)
        return response


def _record(request: ActorRequest, status: int) -> None:
    """Keep a refusal, at most `RECORDED_PER_MINUTE` of one account."""
    if too_many("refusal", f"account {request.user.pk}", limit=RECORDED_PER_MINUTE):
        logger.warning("more refusals of one account than are recorded in a minute")
        return
    Refusal.objects.create(
        user=request.actor.account,
        capacity=request.actor.capacity[:300],
        address=network_address(request),
        method=str(request.method)[:10],
        path=request.path[:500],
        status=status,
    )
