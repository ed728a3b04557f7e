"""What follows from a login and from a second factor that comes or goes."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from mcig.accounts.adapters import SECOND_FACTORS
from mcig.accounts.models import User


def remember_language(response: HttpResponse, language: str) -> None:
    """Make the browser ask for `language` from the next page on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


@receiver(user_logged_in)
def speak_their_language(user: User, response: HttpResponse, **kwargs: Any) -> None:
    remember_language(response, user.language)


@receiver(authenticator_added)
def count_the_new_factor_as_used(request: HttpRequest, user: User, authenticator: Any, **kwargs: Any) -> None:
    """Setting a factor up proves that it is at hand: this session need not show it again."""
    if authenticator.type in SECOND_FACTORS:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)


@receiver(authenticator_removed)
def forget_the_removed_factor(request: HttpRequest, authenticator: Any, **kwargs: Any) -> None:
    """A session does not go on living on a factor that the account no longer has."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    removed = ("mfa", authenticator.type)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        record for record in records if (record.get("method"), record.get("type")) != removed
    ]
