"""What a person sees and sets of the own account, and how an account is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mcig.accounts import actions
from mcig.accounts.models import User
from mcig.notices.models import Message
from mcig.rules import Broken
from tests.support.cast import PASSWORD, Cast

LogIn = Callable[..., Any]


def test_account_page_says_in_which_capacity(people: Cast) -> None:
    page = people.client("chilean").get("/cuenta/").content.decode()
    assert "Embajada de Chile en México" in page
    assert "Copresidencia" in page
    assert "12 de marzo de 2024" in page


def test_account_page_of_somebody_without_function_says_what_to_do(people: Cast) -> None:
    assert "escriba a la secretaría técnica" in people.client("former").get("/cuenta/").content.decode()


def test_account_page_leads_to_the_calendar_who_may_read_meetings(people: Cast) -> None:
    door = '<a href="/reuniones/calendarios/">Reuniones en su calendario</a>'
    assert door in people.client("french").get("/cuenta/").content.decode()
    assert door not in people.client("former").get("/cuenta/").content.decode()


def test_language_is_kept_and_used(people: Cast) -> None:
    browser = people.client("french")
    response = browser.post("/cuenta/", {"language": "en"})
    assert (response.status_code, response.cookies["django_language"].value) == (303, "en")
    people.french.refresh_from_db()
    assert people.french.language == "en"
    assert '<html lang="en">' in browser.get("/cuenta/").content.decode()


def test_unknown_language_is_refused(people: Cast) -> None:
    assert people.client("french").post("/cuenta/", {"language": "xx"}).status_code == 422


def test_other_sessions_are_closed_from_the_list(people: Cast, browser: Client, log_in: LogIn) -> None:
    elsewhere = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    elsewhere.post("/cuenta/entrar/", {"login": people.french.email, "password": PASSWORD})
    log_in(people.french)
    page = browser.get("/cuenta/sesiones/").content.decode()
    assert "Firefox · Windows" in page
    browser.post("/cuenta/sesiones/")
    assert browser.get("/cuenta/").status_code == 200
    assert elsewhere.get("/cuenta/")["Location"] == "/cuenta/entrar/?next=%2Fcuenta%2F"


def test_changed_password_closes_other_sessions_and_is_told_by_mail(
    people: Cast, browser: Client, log_in: LogIn, last_mail: Callable[[str], Message]
) -> None:
    elsewhere = Client()
    elsewhere.post("/cuenta/entrar/", {"login": people.french.email, "password": PASSWORD})
    log_in(people.french)
    changed = browser.post(
        "/cuenta/contrasena/", {"oldpassword": PASSWORD, "password1": "una-clave-nueva-y-larga"}
    )
    assert changed["Location"] == "/cuenta/"
    assert browser.get("/cuenta/").status_code == 200
    assert elsewhere.get("/cuenta/").status_code == 302
    told = last_mail(people.french.email)
    assert (told.subject, told.is_confidential) == ("MCIG · Su contraseña cambió", False)
    assert "12 de marzo de 2024, 12:00 (hora de la Ciudad de México)" in told.body


def test_wrong_old_password_is_said(people: Cast, browser: Client, log_in: LogIn) -> None:
    log_in(people.french)
    page = browser.post("/cuenta/contrasena/", {"oldpassword": "x", "password1": "una-clave-nueva-y-larga"})
    assert page.status_code == 422
    assert page.context["form"].errors == {"oldpassword": ["Esa no es su contraseña actual."]}


def test_address_changes_when_its_code_is_typed(
    people: Cast, browser: Client, log_in: LogIn, code_in: Callable[[str], str], last_mail: Any
) -> None:
    log_in(people.french)
    browser.post("/cuenta/correo/", {"email": "nueva@mcig.example", "action_add": "1"})
    people.french.refresh_from_db()
    assert people.french.email == "francia@mcig.example"
    browser.post("/cuenta/correo/confirmar/", {"code": code_in("nueva@mcig.example")})
    people.french.refresh_from_db()
    assert people.french.email == "nueva@mcig.example"
    assert last_mail("francia@mcig.example").subject == "MCIG · Cambió la dirección de su cuenta"


def test_closed_account_is_out_at_the_next_request(people: Cast, browser: Client, log_in: LogIn) -> None:
    log_in(people.french)
    actions.close(actor=people.actor("administrator"), user=people.french)
    assert browser.get("/cuenta/")["Location"] == "/cuenta/entrar/?next=%2Fcuenta%2F"
    assert log_in(people.french)["Location"] == "/cuenta/cerrada/"
    browser.post("/cuenta/entrar/codigo/", {"email": people.french.email})
    assert Message.objects.latest("pk").subject == "MCIG · No hay una cuenta con esta dirección"


def test_nobody_closes_the_own_account(people: Cast) -> None:
    with pytest.raises(Broken):
        actions.close(actor=people.actor("administrator"), user=people.administrator)
    assert User.objects.get(pk=people.administrator.pk).closed_at is None


@pytest.mark.parametrize(
    "address",
    [
        "/cuenta/",
        "/cuenta/correo/",
        "/cuenta/contrasena/",
        "/cuenta/segundo-factor/",
        "/cuenta/llaves/",
        "/cuenta/sesiones/",
        "/cuenta/salir/",
        "/cuenta/identidad/",
    ],
)
def test_pages_of_the_account_open_and_carry_nothing_inline(
    address: str, people: Cast, browser: Client, log_in: LogIn
) -> None:
    log_in(people.french)
    page = browser.get(address)
    text = page.content.decode()
    assert page.status_code == 200
    assert "<script>" not in text
    assert " style=" not in text
    assert " onclick=" not in text


def test_device_is_named_in_words() -> None:
    from mcig.accounts.templatetags.devices import device  # noqa: PLC0415

    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
    assert [
        device(edge),
        device("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Safari/604.1"),
        device("curl/8"),
    ] == [
        "Edge · Windows",
        "Safari · iPhone",
        "Dispositivo no reconocido",
    ]
