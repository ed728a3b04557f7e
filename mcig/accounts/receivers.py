"""What follows from a login and from a second factor that comes or goes; and what the log tells of both."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.account.signals import (
    email_changed,
    login_code_rejected,
    password_changed,
    password_reset,
    password_reset_code_rejected,
    password_set,
    user_logged_in,
)
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.conf import settings
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import Signal, receiver
from django.http import HttpRequest, HttpResponse

from mcig.accounts.adapters import SECOND_FACTORS
from mcig.accounts.models import User

logger = logging.getLogger(__name__)

# Each becomes a line with the number of the account, never its address: who it is, the accounts tell.
TOLD: dict[str, Signal] = {
    "logged in": user_logged_in,
    "logged out": user_logged_out,
    "wrong password": user_login_failed,
    "wrong code by mail": login_code_rejected,
    "wrong code to recover the password": password_reset_code_rejected,
    "wrong second factor": authentication_failed,
    "second factor shown": authenticator_used,
    "second factor added": authenticator_added,
    "second factor removed": authenticator_removed,
    "backup codes made anew": authenticator_reset,
    "password changed": password_changed,
    "password set": password_set,
    "password recovered": password_reset,
    "address changed": email_changed,
}


def _tell(what: str, signal: Signal) -> None:
    def told(sender: object, user: User | None = None, **kwargs: Any) -> None:
        failed = what.startswith("wrong")
        logger.log(
            logging.WARNING if failed else logging.INFO,
            "%s, account %s",
            what,
            user.pk if user else "unknown",
        )

    signal.connect(told, weak=False, dispatch_uid=f"tell {what}")


for _what, _signal in TOLD.items():
    _tell(_what, _signal)


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
        samesite="Lax",
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
