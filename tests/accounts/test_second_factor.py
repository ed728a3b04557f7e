"""Who must have a second factor sets it up before anything else, shows it, and keeps one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from mcig.accounts.models import User
from mcig.accounts.sealing import Unreadable, seal, unseal
from tests.support.cast import Cast, sign_in

LogIn = Callable[..., Any]
WithApp = Callable[[User], Authenticator]
SHOW = "/cuenta/entrar/segundo-factor/"
SET_UP = "/cuenta/segundo-factor/aplicacion/"
REMOVE = "/cuenta/segundo-factor/aplicacion/quitar/"
MUST_KEEP = "Su función exige un segundo factor y este es el único que tiene. Agregue otro antes de quitarlo."


@pytest.mark.parametrize("name", ["chilean", "german", "secretary", "administrator"])
@pytest.mark.parametrize("address", ["/", "/cuenta/", "/cuenta/sesiones/", "/cuenta/contrasena/"])
def test_mandate_without_second_factor_opens_nothing_but_the_set_up(
    name: str, address: str, people: Cast, browser: Client, log_in: LogIn
) -> None:
    log_in(getattr(people, name))
    assert browser.get(address)["Location"].split("?")[0] == SET_UP


def test_administration_is_behind_the_same_door(people: Cast, browser: Client, log_in: LogIn) -> None:
    log_in(people.administrator)
    assert browser.get("/administracion/")["Location"].split("?")[0] == SET_UP


def test_member_without_mandate_is_not_asked(people: Cast, browser: Client, log_in: LogIn) -> None:
    log_in(people.french)
    assert browser.get("/cuenta/").status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth reports the new factor when the transaction has committed
def test_set_up_right_after_login_opens_the_site(
    people: Cast, browser: Client, log_in: LogIn, shown_by_app: Callable[..., str]
) -> None:
    log_in(people.chilean)
    secret = browser.get(SET_UP).context["form"].secret
    response = browser.post(SET_UP, {"code": shown_by_app(secret)})
    assert response["Location"] == "/cuenta/respaldo/"
    assert browser.get("/cuenta/").status_code == 200
    codes = browser.get("/cuenta/respaldo/").context["unused_codes"]
    assert len(codes) == 10


def test_set_up_page_shows_the_code_without_inline_style(
    people: Cast, browser: Client, log_in: LogIn
) -> None:
    log_in(people.chilean)
    page = browser.get(SET_UP).content.decode()
    assert '<img src="data:image/svg+xml;base64,' in page
    assert " style=" not in page


def test_secret_and_seed_are_sealed_in_the_row(
    people: Cast, browser: Client, log_in: LogIn, shown_by_app: Callable[..., str]
) -> None:
    log_in(people.chilean)
    secret = browser.get(SET_UP).context["form"].secret
    browser.post(SET_UP, {"code": shown_by_app(secret)})
    app = Authenticator.objects.get(user=people.chilean, type="totp")
    backup = Authenticator.objects.get(user=people.chilean, type="recovery_codes")
    assert secret not in str(app.data)
    assert unseal(app.data["secret"]) == secret
    assert len(unseal(backup.data["seed"])) == 80


def test_key_can_be_replaced(settings: Any) -> None:
    sealed = seal("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "otra-clave-de-cuarenta-caracteres-o-mas-para-probar"
    assert unseal(sealed) == "JBSWY3DP"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        unseal(sealed)


def test_unreadable_secret_is_said_in_words(
    people: Cast, browser: Client, log_in: LogIn, with_app: WithApp
) -> None:
    app = with_app(people.french)
    Authenticator.objects.filter(pk=app.pk).update(data={"secret": "de-otra-instalacion"})
    log_in(people.french)
    page = browser.post(SHOW, {"code": "123456"})
    assert page.status_code == 422
    assert "no se puede leer en esta instalación" in page.content.decode()


def test_session_older_than_the_factor_must_show_it(
    people: Cast, with_app: WithApp, shown_by_app: Callable[..., str]
) -> None:
    browser = sign_in(Client(), people.chilean, second_factor=False)
    with_app(people.chilean)
    again = browser.get("/cuenta/")
    assert again["Location"] == "/cuenta/identidad/segundo-factor/?next=%2Fcuenta%2F"
    assert browser.get("/cuenta/identidad/")["Location"].startswith("/cuenta/identidad/segundo-factor/")
    back = browser.post(again["Location"], {"code": shown_by_app(), "next": "/cuenta/"})
    assert back["Location"] == "/cuenta/"
    assert browser.get("/cuenta/").status_code == 200


def test_password_alone_does_not_remove_the_app(people: Cast, with_app: WithApp) -> None:
    with_app(people.french)
    browser = sign_in(Client(), people.french, second_factor=False)
    assert browser.get(REMOVE)["Location"].startswith("/cuenta/identidad/segundo-factor/")


def recently_shown(browser: Client, shown_by_app: Callable[..., str]) -> Client:
    browser.post("/cuenta/identidad/segundo-factor/", {"code": shown_by_app()})
    return browser


def test_mandate_keeps_its_last_factor(
    people: Cast, with_app: WithApp, shown_by_app: Callable[..., str]
) -> None:
    with_app(people.chilean)
    browser = recently_shown(people.client("chilean"), shown_by_app)
    assert MUST_KEEP in browser.get(REMOVE).content.decode()
    browser.post(REMOVE)
    assert Authenticator.objects.filter(user=people.chilean, type="totp").exists()


def passkey(user: User) -> Authenticator:
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "Teléfono", "credential": {}}
    )


def test_mandate_keeps_its_last_passkey(people: Cast) -> None:
    key = passkey(people.chilean)
    browser = people.client("chilean")
    response = browser.post(f"/cuenta/llaves/{key.pk}/quitar/")
    assert response["Location"] == "/cuenta/llaves/"
    assert Authenticator.objects.filter(pk=key.pk).exists()
    assert MUST_KEEP in browser.get("/cuenta/llaves/").content.decode()


def test_app_can_go_while_a_passkey_stays(
    people: Cast, with_app: WithApp, shown_by_app: Callable[..., str]
) -> None:
    with_app(people.chilean)
    passkey(people.chilean)
    browser = recently_shown(people.client("chilean"), shown_by_app)
    assert browser.post(REMOVE)["Location"] == "/cuenta/segundo-factor/"
    assert not Authenticator.objects.filter(user=people.chilean, type="totp").exists()


def test_member_may_do_without(people: Cast, with_app: WithApp, shown_by_app: Callable[..., str]) -> None:
    with_app(people.french)
    browser = recently_shown(people.client("french"), shown_by_app)
    browser.post(REMOVE)
    assert not Authenticator.objects.filter(user=people.french).exists()


def test_backup_code_enters_once(people: Cast, browser: Client, log_in: LogIn, with_app: WithApp) -> None:
    with_app(people.chilean)
    code = RecoveryCodes.activate(people.chilean).get_unused_codes()[0]
    log_in(people.chilean)
    browser.post(SHOW, {"code": code})
    assert browser.get("/cuenta/").status_code == 200
    other = Client()
    other.post("/cuenta/entrar/", {"login": people.chilean.email, "password": "una-clave-larga-de-prueba"})
    assert other.post(SHOW, {"code": code}).status_code == 422


@time_machine.travel(time.time(), tick=False)
def test_code_of_the_step_before_or_after_still_enters(
    people: Cast, browser: Client, log_in: LogIn, with_app: WithApp, shown_by_app: Callable[..., str]
) -> None:
    with_app(people.french)
    answers = []
    for steps in (-3, 3, -1, 1):
        log_in(people.french)
        answers.append(browser.post(SHOW, {"code": shown_by_app(steps=steps)}).status_code)
        browser.post("/cuenta/salir/")
    assert answers == [422, 422, 302, 302]


def test_code_of_the_app_enters_once(
    people: Cast, browser: Client, log_in: LogIn, with_app: WithApp, shown_by_app: Callable[..., str]
) -> None:
    with_app(people.french)
    code = shown_by_app(steps=1)
    for moment, answer in ((0, 302), (31, 422)):
        with time_machine.travel(time.time() + moment):
            log_in(people.french)
            assert browser.post(SHOW, {"code": code}).status_code == answer
        browser.post("/cuenta/salir/")


def test_no_browser_is_trusted() -> None:
    assert (app_settings.TRUST_ENABLED, app_settings._TRUST_STAGE_ENABLED) == (False, False)


def test_passkey_pages_carry_their_scripts_as_files(people: Cast, browser: Client, log_in: LogIn) -> None:
    login = browser.get("/cuenta/entrar/").content.decode()
    options = browser.get("/cuenta/entrar/llave/", headers={"Accept": "application/json"}).json()
    log_in(people.french)
    add = browser.get("/cuenta/llaves/agregar/")
    assert add.status_code == 200
    assert add.context["js_data"]["creation_options"]["publicKey"]["rp"]["name"] == "MCIG"
    assert "challenge" in options["request_options"]["publicKey"]
    for page in (login, add.content.decode()):
        assert "mfa/js/webauthn.js" in page
        assert "<script>" not in page


def test_issuer_is_the_mesa(people: Cast, browser: Client, log_in: LogIn) -> None:
    log_in(people.chilean)
    assert "issuer=MCIG" in browser.get(SET_UP).context["totp_url"]
