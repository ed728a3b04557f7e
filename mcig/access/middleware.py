"""The one place where a declaration is enforced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from mcig.access.actor import Actor, actor_for
from mcig.access.declaration import ActorRequest, Declaration
from mcig.access.sitemap import declaration_of


class Access:
    """Gives each request its actor and lets it in, or not, as the URL declares."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor_request = cast(ActorRequest, request)
        actor_request.actor = cast(Actor, SimpleLazyObject(lambda: _actor_of(actor_request)))
        return self.get_response(request)

    def process_view(
        self,
        request: ActorRequest,
        callback: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        declaration = declaration_of(callback, cast(ResolverMatch, request.resolver_match))
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
            messages.warning(request, _("Para continuar, configure un segundo factor de verificación."))
            return redirect("mfa_activate_totp")
        return None


def _actor_of(request: ActorRequest) -> Actor:
    bool(request.mesa)  # loads the mesa, whose clock says which day it is
    return actor_for(request.user, timezone.localdate())


def _to_login(request: ActorRequest) -> HttpResponseBase:
    if request.htmx:
        here = request.htmx.current_url_abs_path or "/"
        target = f"{reverse('account_login')}?next={here}"
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    return redirect_to_login(request.get_full_path())


def _second_factor_is_missing(request: ActorRequest, declaration: Declaration) -> bool:
    """Whether this actor must first set up a second factor.

    The session remembers that one was used to log in, so the table is read only without that mark.
    """
    if declaration.second_factor_exempt or not request.actor.needs_second_factor:
        return False
    used = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    if any(method.get("method") == "mfa" for method in used):
        return False
    return not Authenticator.objects.filter(
        user_id=request.user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    ).exists()
