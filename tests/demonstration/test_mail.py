"""The demonstration's mailbox also tells the code that an authenticator app would show."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import validate_totp_code
from django.urls import reverse

from mcig.demonstration.accounts import TOTP_SECRET
from tests.support.cast import Cast


def test_mailbox_shows_a_code_that_is_accepted(cast: Cast) -> None:
    code = cast.client("anonymous").get(reverse("demonstration-mail")).context["code"]
    assert validate_totp_code(TOTP_SECRET, code)
