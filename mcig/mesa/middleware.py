"""Gives each request its mesa, and the mesa's clock."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mcig.mesa.models import Mesa
from mcig.mesa.reminders import Reminders


def current_mesa() -> Mesa | None:
    """The mesa of this install, or None before it is set up. Dates are told by its clock from here on."""
    mesa = Mesa.objects.first()
    timezone.activate(mesa.zone if mesa else settings.TIME_ZONE)
    return mesa


def current_reminders() -> Reminders:
    """When the mesa of this install reminds; the defaults before it is set up."""
    mesa = current_mesa()
    return mesa.reminders if mesa else Reminders()


_of_request: ContextVar[Mesa | None] = ContextVar("mesa of the request", default=None)


def request_mesa() -> Mesa | None:
    """The mesa of the request that is being answered, read once for all of it; elsewhere as it is now."""
    return _of_request.get() or current_mesa()


class CurrentMesa:
    """Puts a lazy `request.mesa`: a page that needs no database stays free of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.mesa = SimpleLazyObject(current_mesa)  # type: ignore[attr-defined]
        token = _of_request.set(request.mesa)  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            _of_request.reset(token)
