"""The three constructors of URL patterns. Each carries who may enter and how the database may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Literal

import pghistory
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django_htmx.middleware import HtmxDetails

from mcig.access.actor import Actor, Role
from mcig.access.network import network_address
from mcig.mesa.models import Mesa

EVERYONE = frozenset({Role.ANYONE})
SIGNED_IN = frozenset({Role.SIGNED_IN})
PARTICIPANTS = frozenset({Role.MEMBER, Role.INCOMING, Role.PRESIDENCY, Role.SECRETARIAT, Role.ADMINISTRATOR})


class ActorRequest(HttpRequest):
    """A request as views receive it: with its actor, its mesa and what htmx says about itself."""

    actor: Actor
    mesa: Mesa | None
    htmx: HtmxDetails


View = Callable[Concatenate[ActorRequest, ...], HttpResponseBase]
Kind = Literal["page", "form", "action"]
METHODS: dict[Kind, tuple[str, ...]] = {
    "page": ("GET", "HEAD"),
    "form": ("GET", "HEAD", "POST"),
    "action": ("POST",),
}
SAFE_METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared of a URL: its kind, who may enter, and the rule by which its object is loaded.

    `second_factor_exempt` marks the few pages through which a second factor is set up or the session left.
    """

    kind: Kind
    allow: frozenset[Role]
    objects: str = ""
    second_factor_exempt: bool = False

    @property
    def methods(self) -> tuple[str, ...]:
        return METHODS[self.kind]

    @property
    def is_public(self) -> bool:
        return Role.ANYONE in self.allow

    def admits(self, actor: Actor) -> bool:
        return not self.allow.isdisjoint(actor.roles)


def page(route: str, view: View, *, name: str, allow: Iterable[Role], objects: str = "") -> URLPattern:
    """A page: GET only, and the database refuses it any change."""
    return _declare(route, view, name, Declaration("page", frozenset(allow), objects))


def probe(route: str, view: View, *, name: str) -> URLPattern:
    """A page for machines that anybody may ask, and that answers while the database is away."""
    view.declaration = Declaration("page", EVERYONE)  # type: ignore[attr-defined]
    view.login_required = False  # type: ignore[attr-defined]
    return path(route, view, name=name)


def form(route: str, view: View, *, name: str, allow: Iterable[Role], objects: str = "") -> URLPattern:
    """A form: GET shows it (read-only), POST changes in one transaction."""
    return _declare(route, view, name, Declaration("form", frozenset(allow), objects))


def action(route: str, view: View, *, name: str, allow: Iterable[Role], objects: str = "") -> URLPattern:
    """An action: POST only, in one transaction."""
    return _declare(route, view, name, Declaration("action", frozenset(allow), objects))


def _declare(route: str, view: View, name: str, declaration: Declaration) -> URLPattern:
    @wraps(view)
    def entered(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in SAFE_METHODS:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
                response = view(request, *args, **kwargs)
                # Nothing to commit; rolling back also ends the read-only mode of an enclosing savepoint.
                transaction.set_rollback(True)
                return response
        with pghistory.context(**_authorship(request, name)), transaction.atomic():
            response = view(request, *args, **kwargs)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
            return response

    # `wraps` copies the attributes of the view; these two are the declaration itself.
    entered.declaration = declaration  # type: ignore[attr-defined]
    entered.login_required = not declaration.is_public  # type: ignore[attr-defined]
    return path(route, entered, name=name)


def _authorship(request: ActorRequest, action: str) -> dict[str, object]:
    """What history keeps of a change besides the change."""
    return {
        "user": request.actor.user.pk,
        "capacity": request.actor.capacity,
        "action": action,
        "address": network_address(request),
    }
