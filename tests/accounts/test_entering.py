"""Entering by password, by code, with a second factor; nobody is told who has an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mcig.accounts.models import User
from mcig.notices.models import Message
from tests.support.cast import PASSWORD, Cast

LogIn = Callable[..., Any]
CodeIn = Callable[[str], str]
WRONG = "La dirección o la contraseña no son correctas."
WRONG_CODE = "El código no es correcto o ya venció."


def is_inside(browser: Client, user: User) -> bool:
    return browser.session.get("_auth_user_id") == str(user.pk)


def ask_for_code(browser: Client, address: str) -> Any:
    return browser.post("/cuenta/entrar/codigo/", {"email": address})


def send_code(browser: Client, code: str) -> Any:
    return browser.post("/cuenta/entrar/codigo/confirmar/", {"code": code})


def test_password_lets_in(people: Cast, browser: Client, log_in: LogIn) -> None:
    response = log_in(people.french)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_inside(browser, people.french)


def test_wrong_password_and_unknown_address_read_the_same(
    people: Cast, browser: Client, log_in: LogIn
) -> None:
    known = log_in(people.french, "otra-clave-larga")
    unknown = browser.post("/cuenta/entrar/", {"login": "quien@otra.example", "password": "otra-clave-larga"})
    assert known.status_code == unknown.status_code == 422
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors() == [WRONG]
    assert not is_inside(browser, people.french)


def test_code_lets_in_and_is_confidential(
    people: Cast, browser: Client, code_in: CodeIn, last_mail: Callable[[str], Message]
) -> None:
    asked = ask_for_code(browser, people.french.email)
    assert asked["Location"] == "/cuenta/entrar/codigo/confirmar/"
    sent = last_mail(people.french.email)
    assert (sent.subject, sent.is_confidential) == ("MCIG · Código para entrar", True)
    assert send_code(browser, code_in(people.french.email))["Location"] == "/"
    assert is_inside(browser, people.french)


def test_code_is_mailed_in_the_language_of_the_account(
    people: Cast, browser: Client, last_mail: Callable[[str], Message]
) -> None:
    User.objects.filter(pk=people.french.pk).update(language="en")
    ask_for_code(browser, people.french.email)
    assert people.mesa.name_en in last_mail(people.french.email).body


def test_three_wrong_codes_end_the_attempt(people: Cast, browser: Client, code_in: CodeIn) -> None:
    ask_for_code(browser, people.french.email)
    right = code_in(people.french.email)
    for _attempt in range(2):
        wrong = send_code(browser, "0000-0000")
        assert (wrong.status_code, wrong.context["verify_form"].errors["code"]) == (422, [WRONG_CODE])
    send_code(browser, "0000-0000")
    send_code(browser, right)
    assert not is_inside(browser, people.french)


def test_unknown_address_sees_the_same_page_and_gets_no_code(
    people: Cast, browser: Client, last_mail: Callable[[str], Message]
) -> None:
    known = ask_for_code(Client(), people.french.email)
    unknown = ask_for_code(browser, "quien@otra.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert browser.get(unknown["Location"]).status_code == 200
    assert last_mail("quien@otra.example").subject == "MCIG · No hay una cuenta con esta dirección"


@pytest.mark.parametrize("way", ["password", "code"])
def test_app_is_asked_whichever_way_one_enters(  # noqa: PLR0917 - fixtures
    way: str,
    people: Cast,
    browser: Client,
    log_in: LogIn,
    code_in: CodeIn,
    with_app: Callable[[User], object],
    shown_by_app: Callable[[], str],
) -> None:
    with_app(people.french)
    if way == "password":
        response = log_in(people.french)
    else:
        ask_for_code(browser, people.french.email)
        response = send_code(browser, code_in(people.french.email))
    assert response["Location"] == "/cuenta/entrar/segundo-factor/"
    assert not is_inside(browser, people.french)
    assert browser.get("/")["Location"] == "/cuenta/entrar/?next=%2F"
    wrong = browser.post("/cuenta/entrar/segundo-factor/", {"code": "000000"})
    assert (wrong.status_code, wrong.context["form"].errors["code"]) == (422, [WRONG_CODE])
    browser.post("/cuenta/entrar/segundo-factor/", {"code": shown_by_app()})
    assert is_inside(browser, people.french)


@pytest.mark.parametrize("target", ["https://mala.example/", "//mala.example/", "javascript:alert(1)"])
def test_login_leads_to_ourselves_only(target: str, people: Cast, log_in: LogIn) -> None:
    assert log_in(people.french, next=target)["Location"] == "/"


def test_login_leads_back_to_the_page_that_was_asked(people: Cast, log_in: LogIn) -> None:
    assert log_in(people.french, next="/cuenta/sesiones/")["Location"] == "/cuenta/sesiones/"


def test_login_sets_the_language_of_the_account(people: Cast, browser: Client, log_in: LogIn) -> None:
    User.objects.filter(pk=people.french.pk).update(language="en")
    log_in(people.french)
    assert browser.cookies["django_language"].value == "en"


def test_sixth_failure_is_stopped_in_words(people: Cast, log_in: LogIn) -> None:
    for _attempt in range(5):
        log_in(people.french, "otra-clave-larga")
    stopped = log_in(people.french)
    assert stopped.context["form"].non_field_errors() == [
        "Demasiados intentos. Espere unos minutos y vuelva a intentarlo."
    ]


def test_a_whole_mesa_behind_one_address_logs_in_within_a_minute(people: Cast) -> None:
    data = {"login": people.french.email, "password": PASSWORD}
    assert {Client().post("/cuenta/entrar/", data).status_code for _person in range(48)} == {302}


def test_flood_from_one_address_answers_429_and_counts_per_client(
    people: Cast, settings: Any, browser: Client
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    data = {"login": "quien@otra.example", "password": PASSWORD}
    for _attempt in range(3):
        browser.post("/cuenta/entrar/", data, headers={"X-Forwarded-For": "10.0.0.9, 198.51.100.7"})
    stopped = browser.post("/cuenta/entrar/", data, headers={"X-Forwarded-For": "10.0.0.8, 198.51.100.7"})
    assert stopped.status_code == 429
    assert "Demasiados intentos" in stopped.content.decode()
    other = browser.post("/cuenta/entrar/", data, headers={"X-Forwarded-For": "198.51.100.7, 198.51.100.8"})
    assert other.status_code == 422


def test_expired_session_in_htmx_goes_to_login_and_back(people: Cast, browser: Client) -> None:
    response = browser.get(
        "/cuenta/sesiones/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/cuenta/?page=2&orden=a"},
    )
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/cuenta/entrar/?next=%2Fcuenta%2F%3Fpage%3D2%26orden%3Da"


def test_password_is_recovered_by_code(people: Cast, browser: Client, log_in: LogIn, code_in: CodeIn) -> None:
    browser.post("/cuenta/recuperar/", {"email": people.french.email})
    browser.post("/cuenta/recuperar/codigo/", {"code": code_in(people.french.email)})
    done = browser.post("/cuenta/recuperar/contrasena/", {"password1": "una-clave-nueva-y-larga"})
    assert done["Location"] == "/cuenta/recuperar/lista/"
    assert not is_inside(browser, people.french)
    log_in(people.french, "una-clave-nueva-y-larga")
    assert is_inside(browser, people.french)


def test_nobody_signs_up(people: Cast, browser: Client) -> None:
    page = browser.get("/cuenta/registro/")
    assert page.status_code == 403
    assert "Las cuentas se abren por invitación" in page.content.decode()
    assert browser.post("/cuenta/registro/", {"email": "yo@otra.example"}).status_code == 405
    assert not User.objects.filter(email="yo@otra.example").exists()
