"""What an attacker of accounts meets: limits that hold, keys that work once, answers that tell nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mcig.accounts.actions import invite
from mcig.accounts.models import User
from mcig.notices.models import Message
from tests.support.cast import PASSWORD, Cast, assemble

LogIn = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
NOBODY = "quien@otra.example"
WRONG = "otra-clave-larga"


class Counted(MD5PasswordHasher):
    """Counts how often a password is hashed: what takes the time of an answer."""

    times = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.times += 1
        return super().encode(password, salt)


def key_of(browser: Client) -> str | None:
    return browser.session.session_key


def test_session_gets_a_new_key_at_login_and_the_old_one_opens_nothing(
    people: Cast, browser: Client, log_in: LogIn
) -> None:
    browser.get("/cuenta/entrar/")
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies["sessionid"] = planted = str(session.session_key)
    log_in(people.french)
    assert key_of(browser) != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert attacker.get("/cuenta/").status_code == 302


def test_session_gets_a_new_key_at_the_second_factor(
    people: Cast,
    browser: Client,
    log_in: LogIn,
    with_app: Callable[[User], Authenticator],
    shown_by_app: Callable[[], str],
) -> None:
    with_app(people.chilean)
    log_in(people.chilean)
    half = key_of(browser)
    attacker = Client()
    attacker.cookies = deepcopy(browser.cookies)
    browser.post("/cuenta/entrar/segundo-factor/", {"code": shown_by_app()})
    assert key_of(browser) not in {None, half}
    assert browser.get("/cuenta/").status_code == 200
    assert attacker.get("/cuenta/").status_code == 302


def test_session_that_was_left_opens_nothing(people: Cast, browser: Client, log_in: LogIn) -> None:
    log_in(people.french)
    kept = Client()
    kept.cookies = deepcopy(browser.cookies)
    assert kept.get("/cuenta/").status_code == 200
    browser.post("/cuenta/salir/")
    assert kept.get("/cuenta/").status_code == 302


@pytest.mark.parametrize("name", ["french", "closed", "by code", "nobody"])
def test_a_wrong_password_costs_one_hash_whoever_is_named(
    name: str, people: Cast, browser: Client, settings: LazySettings
) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.test_under_attack.Counted"]
    address = NOBODY if name == "nobody" else people.french.email
    if name == "by code":
        people.french.set_unusable_password()
    if name == "closed":
        people.french.closed_at = people.french.joined_at
    if name != "by code":
        people.french.set_password(PASSWORD)
    people.french.save()
    Counted.times = 0
    answer = browser.post("/cuenta/entrar/", {"login": address, "password": WRONG})
    assert (answer.status_code, Counted.times) == (422, 1)


@pytest.mark.parametrize("door", ["/cuenta/entrar/codigo/", "/cuenta/recuperar/"])
def test_a_code_is_asked_at_the_same_cost_whoever_is_named(door: str, people: Cast) -> None:
    costs, answers = [], []
    for address in (people.french.email, NOBODY):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = Client().post(door, {"email": address})
        costs.append(len(asked))
        answers.append((answer.status_code, answer["Location"]))
    assert answers[0] == answers[1]
    assert abs(costs[0] - costs[1]) <= 3, costs


def test_an_unknown_address_is_stopped_like_a_known_one(people: Cast) -> None:
    told = []
    for address in (people.french.email, NOBODY):
        browser = Client()
        for _attempt in range(6):
            answer = browser.post("/cuenta/entrar/", {"login": address, "password": WRONG})
        told.append((answer.status_code, answer.context["form"].non_field_errors()))
    assert told[0] == told[1]


def test_second_factor_is_guessed_five_times_at_most(
    people: Cast,
    browser: Client,
    log_in: LogIn,
    with_app: Callable[[User], Authenticator],
    shown_by_app: Callable[[], str],
) -> None:
    with_app(people.chilean)
    log_in(people.chilean)
    for _attempt in range(5):
        browser.post("/cuenta/entrar/segundo-factor/", {"code": "000000"})
    stopped = browser.post("/cuenta/entrar/segundo-factor/", {"code": shown_by_app()})
    assert stopped.status_code == 422
    assert stopped.context["form"].errors["code"] == [
        "Demasiados intentos. Espere unos minutos y vuelva a intentarlo."
    ]


def test_code_of_the_app_works_once(
    people: Cast, with_app: Callable[[User], Authenticator], shown_by_app: Callable[[], str]
) -> None:
    with_app(people.chilean)
    entered = []
    for browser in (Client(), Client()):
        browser.post("/cuenta/entrar/", {"login": people.chilean.email, "password": PASSWORD})
        browser.post("/cuenta/entrar/segundo-factor/", {"code": shown_by_app()})
        entered.append(browser.get("/cuenta/").status_code)
    assert entered == [200, 302]


def test_code_by_mail_is_bound_to_its_browser_and_works_once(
    people: Cast, browser: Client, code_in: Callable[[str], str]
) -> None:
    browser.post("/cuenta/entrar/codigo/", {"email": people.french.email})
    code, thief = code_in(people.french.email), Client()
    thief.post("/cuenta/entrar/codigo/confirmar/", {"code": code})
    assert thief.get("/cuenta/").status_code == 302
    copied = Client()
    copied.cookies = deepcopy(browser.cookies)
    browser.post("/cuenta/entrar/codigo/confirmar/", {"code": code})
    copied.post("/cuenta/entrar/codigo/confirmar/", {"code": code})
    assert (browser.get("/cuenta/").status_code, copied.get("/cuenta/").status_code) == (200, 302)


@pytest.mark.parametrize(
    "target", ["//mala.example", "/\\mala.example", "https:mala.example", "http:///mala.example"]
)
def test_every_page_that_sends_on_leads_to_ourselves_only(target: str, people: Cast) -> None:
    inside = people.client("french")
    answers = [
        inside.get("/cuenta/entrar/", {"next": target}),
        inside.get("/idioma/", {"next": target}),
        inside.post("/idioma/", {"language": "en", "next": target}),
        inside.post("/cuenta/salir/", {"next": target}),
        people.client("french").get("/", headers={"HX-Request": "true", "HX-Current-URL": target}),
    ]
    places = [answer.get("Location", "/") for answer in answers]
    assert [place for place in places if not place.startswith("/") or place[1:2] in {"/", "\\"}] == []


def test_host_of_others_is_refused_and_what_a_visitor_forwards_is_not_believed(people: Cast) -> None:
    browser = people.client("anonymous")
    assert browser.get("/", headers={"Host": "mala.example"}).status_code == 400
    forwarded = browser.get("/", headers={"X-Forwarded-Host": "mala.example", "X-Forwarded-Proto": "https"})
    assert forwarded["Location"] == "/cuenta/entrar/?next=%2F"
    browser.post(
        "/cuenta/recuperar/", {"email": people.french.email}, headers={"X-Forwarded-Host": "mala.example"}
    )
    assert "mala.example" not in Message.objects.latest("pk").body


def test_what_happens_to_an_account_is_told_by_the_log_without_a_name(  # noqa: PLR0917 - fixtures
    people: Cast,
    log_in: LogIn,
    browser: Client,
    with_app: Callable[[User], Authenticator],
    shown_by_app: Callable[[], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "mcig.accounts.receivers")
    with_app(people.chilean)
    log_in(people.chilean, WRONG)
    log_in(people.chilean)
    browser.post("/cuenta/entrar/segundo-factor/", {"code": "000000"})
    browser.post("/cuenta/entrar/segundo-factor/", {"code": shown_by_app()})
    browser.post("/cuenta/salir/")
    account = f"account {people.chilean.pk}"
    told = [(record.levelname, record.message) for record in caplog.records if "account" in record.name]
    assert told == [
        ("WARNING", "wrong password, account unknown"),
        ("WARNING", f"wrong second factor, {account}"),
        ("INFO", f"second factor shown, {account}"),
        ("INFO", f"logged in, {account}"),
        ("INFO", f"logged out, {account}"),
    ]
    assert people.chilean.email not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_invitation_accepted_twice_at_once_opens_one_account(settings: LazySettings) -> None:
    cast = assemble()
    EmailAddress.objects.create(user=cast.secretary, email=cast.secretary.email, verified=True, primary=True)
    invitation = invite(
        actor=cast.actor("secretary"), email="nueva@mcig.example", name="Nueva", language="es"
    )
    barrier, statuses = Barrier(2), []

    def accept() -> None:
        browser = Client(raise_request_exception=False)
        barrier.wait()
        answer = browser.post(f"/cuenta/invitacion/{invitation.key}/", {"password": ""})
        statuses.append(answer.status_code)
        connection.close()

    threads = [Thread(target=accept) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302, 410]
    assert User.objects.filter(email="nueva@mcig.example").count() == 1


def test_a_public_service_is_set_as_the_deployment_check_and_the_browsers_ask() -> None:
    said = """
import json, django
django.setup()
from django.core.checks import run_checks
from django.conf import settings
cookies = [[getattr(settings, f"{each}_COOKIE_{what}") for what in ("NAME", "SECURE", "HTTPONLY", "SAMESITE")]
           for each in ("SESSION", "CSRF", "LANGUAGE")]
sent = [settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_SSL_REDIRECT]
warned = [each.id for each in run_checks(include_deployment_checks=True)]
print(json.dumps([cookies, sent, settings.ALLOWED_HOSTS, warned]))
"""
    environment = os.environ | {
        "SECRET_KEY": "kY7-mesa0" * 6,
        "PUBLIC_URL": "https://mesa.example",
        "TRUSTED_PROXY_COUNT": "1",
        "DJANGO_SETTINGS_MODULE": "mcig.settings",
    }
    for name in ("DEBUG", "DEMONSTRATION", "ALLOWED_HOSTS", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [
        [[f"__Host-{name}", True, True, "Lax"] for name in ("sessionid", "csrftoken", "django_language")],
        [31_536_000, True, True],
        ["mesa.example"],
        [],
    ]
