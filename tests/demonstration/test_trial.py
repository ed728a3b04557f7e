"""An empty mesa that sends no mail tells the code of its first account, and of no other."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import LazySettings
from django.test import Client

from mcig.accounts.actions import open_first_account
from mcig.accounts.models import User
from mcig.demonstration.codes import code_of_the_moment, set_up_told

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(settings: LazySettings) -> tuple[User, str]:
    settings.DEMONSTRATION_DATA = False
    user, password = open_first_account(email="ada@mesa.example", name="Ada Primera")
    set_up_told(user)
    return user, password


def test_code_on_the_page_lets_the_first_account_in(first: tuple[User, str]) -> None:
    browser, (user, password) = Client(), first
    sent = {"login": user.email, "password": password}
    asked = browser.post("/cuenta/entrar/", sent, follow=True)
    code = code_of_the_moment()
    assert f'<strong class="number">{code}</strong>' in asked.content.decode()
    assert browser.post(asked.request["PATH_INFO"], {"code": code})["Location"] == "/"


def test_own_second_factor_is_told_by_nobody(first: tuple[User, str]) -> None:
    user, _password = first
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert code_of_the_moment() == ""


def test_server_that_delivers_mail_tells_no_code(first: tuple[User, str], settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    assert code_of_the_moment() == ""
