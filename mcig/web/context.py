"""What the frame of every page shows."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from mcig.access import ActorRequest
from mcig.web.navigation import address_for, menu_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The mesa, the actor and the menu of what this actor may open.

    `demonstration`: the data are invented; `keeps_mail`: messages stay on this server, at a page.
    """
    actor_request = cast("ActorRequest", request)
    return {
        "mesa": actor_request.mesa,
        "actor": actor_request.actor,
        "navigation": menu_for(actor_request),
        "search_address": address_for(actor_request, "search"),
        "demonstration": settings.DEMONSTRATION_DATA,
        "keeps_mail": settings.DEMONSTRATION,
    }
