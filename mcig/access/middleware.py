"""The one place where a declaration is enforced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from mcig.access.actor import Actor, actor_for
from mcig.access.declaration import SAFE_METHODS, ActorRequest, Declaration
from mcig.access.sitemap import declaration_of


class Access:
    """Gives each request its actor and lets it in, or not, as the URL declares."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor_request = cast("ActorRequest", request)
        actor_request.actor = cast("Actor", SimpleLazyObject(lambda: _actor_of(actor_request)))
        return self.get_response(request)

    def process_view(
        self,
        request: ActorRequest,
        callback: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        declaration = declaration_of(callback, cast("ResolverMatch", request.resolver_match))
        if declaration is None:
            raise PermissionDenied
        if request.method not in declaration.methods:
            return HttpResponseNotAllowed(declaration.methods)
        if declaration.is_public:
            # The third net, Django's LoginRequiredMiddleware, reads this mark; third-party views lack it.
            callback.login_required = False  # type: ignore[attr-defined]
            return None
        if not request.user.is_authenticated:
            return _to_login(request)
        if not declaration.admits(request.actor):
            raise PermissionDenied
        if _second_factor_is_missing(request, declaration):
            return _to_second_factor(request)
        return None


class LoginRequired(LoginRequiredMiddleware):
    """Django's own net under ours. It leaves public pages alone without asking the database who is there."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def _actor_of(request: ActorRequest) -> Actor:
    bool(request.mesa)  # loads the mesa, whose clock says which day it is
    return actor_for(request.user, timezone.localdate())


def _here(request: ActorRequest) -> str:
    """The page to come back to: of an htmx request the one around it, of a sent form the home page."""
    if request.htmx:
        return request.htmx.current_url_abs_path or "/"
    return request.get_full_path() if request.method in SAFE_METHODS else "/"


def _elsewhere(request: ActorRequest, address: str, *, status: int) -> HttpResponseBase:
    """Send the browser to another page; htmx would follow a redirect inside the page instead."""
    target = f"{address}?{urlencode({REDIRECT_FIELD_NAME: _here(request)})}"
    if request.htmx:
        return HttpResponse(status=status, headers={"HX-Redirect": target})
    return redirect(target)


def _to_login(request: ActorRequest) -> HttpResponseBase:
    return _elsewhere(request, reverse("account_login"), status=401)


def _to_second_factor(request: ActorRequest) -> HttpResponseBase:
    """To show the second factor when there is one, to set it up when there is none."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    shown = next((method for method in methods if method["id"] != "reauthenticate"), None)
    if shown:
        return _elsewhere(request, shown["url"], status=403)
    messages.warning(request, _("Su función exige un segundo factor. Configúrelo para continuar."))
    return _elsewhere(request, reverse("mfa_activate_totp"), status=403)


def _second_factor_is_missing(request: ActorRequest, declaration: Declaration) -> bool:
    """Whether this actor must show a second factor first.

    What counts is the session: one that was opened before the factor was set up must show it too.
    """
    if declaration.second_factor_exempt or not request.actor.needs_second_factor:
        return False
    used = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return not any(method.get("method") == "mfa" for method in used)
