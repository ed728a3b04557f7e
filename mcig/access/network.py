"""Where a request comes from."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def network_address(request: HttpRequest) -> str | None:
    """Where a request comes from, seen through the declared number of proxies; None when nobody says."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None
