"""The code that a server which sends no mail tells whoever tries it, in place of an authenticator app."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings

from mcig.accounts.models import User
from mcig.demonstration.accounts import TOTP_SECRET

TOLD = "trial"


def set_up_told(user: User) -> str:
    """Give the first account of a trial a second factor that the server tells, and return its secret.

    Whoever sets up another in its place is told by nobody.
    """
    secret: str = generate_totp_secret()
    made = TOTP.activate(user, secret).instance
    made.data[TOLD] = True
    made.save(update_fields=["data"])
    return secret


def code_of_the_moment() -> str:
    """The six digits that an authenticator app with the told secret shows now, for 30 seconds.

    Empty on a server that delivers mail, and where no secret is told.
    """
    secret = _told_secret() if settings.DEMONSTRATION else ""
    if not secret:
        return ""
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]  # the others are the tolerance around it
    return str(format_hotp_value(hotp_value(secret, counter)))


def _told_secret() -> str:
    if settings.DEMONSTRATION_DATA:
        return TOTP_SECRET
    made = Authenticator.objects.filter(type=Authenticator.Type.TOTP, **{f"data__{TOLD}": True}).first()
    return str(get_adapter().decrypt(made.data["secret"])) if made else ""
