"""Accounts as people have them: verified addresses, an authenticator app, a mailbox to read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from mcig.accounts.models import User
from mcig.notices.models import Message
from tests.support.browser import code_now
from tests.support.cast import PASSWORD, Cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def mail_is_queued(settings: LazySettings) -> None:
    """Mail ends where it ends in production, not in the test runner's list; passwords are hashed quickly."""
    settings.EMAIL_BACKEND = "mcig.notices.backend.QueueBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people(cast: Cast) -> Cast:
    """The cast with verified addresses and no memory of earlier attempts."""
    cache.clear()
    for user in User.objects.all():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return cast


@pytest.fixture
def browser() -> Client:
    return Client()


@pytest.fixture
def log_in(browser: Client) -> Callable[..., object]:
    """Fill in the login form."""

    def fill(user: User, password: str = PASSWORD, **more: str) -> object:
        return browser.post("/cuenta/entrar/", {"login": user.email, "password": password, **more})

    return fill


@pytest.fixture
def with_app() -> Callable[[User], Authenticator]:
    """Give an account an authenticator app with the known secret."""

    def give(user: User) -> Authenticator:
        return totp.TOTP.activate(user, SECRET).instance

    return give


@pytest.fixture
def shown_by_app() -> Callable[..., str]:
    """What the authenticator app shows now, or some steps of 30 seconds from now."""
    return lambda secret=SECRET, steps=0: code_now(secret, steps=steps)


@pytest.fixture
def last_mail() -> Callable[[str], Message]:
    """The newest message to an address."""

    def read(address: str) -> Message:
        return Message.objects.filter(recipients__contains=[address]).latest("pk")

    return read


@pytest.fixture
def code_in(last_mail: Callable[[str], Message]) -> Callable[[str], str]:
    """The code in the newest message to an address."""

    def read(address: str) -> str:
        found = re.search(r"^\d{4}-\d{4}$", last_mail(address).body, re.MULTILINE)
        assert found is not None
        return found[0]

    return read
