"""Keeps a record of what was refused to somebody who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from mcig.access import ActorRequest
from mcig.access.network import network_address
from mcig.history.models import Refusal

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
    Refusal.objects.create(
        user=request.actor.account,
        capacity=request.actor.capacity[:300],
        address=network_address(request),
        method=str(request.method)[:10],
        path=request.path[:500],
        status=status,
    )
