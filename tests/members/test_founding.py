"""A mesa begins on an empty install: the first account, the foundation, and the steps that follow."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from mcig.accounts.models import User
from mcig.mesa.models import Mesa
from mcig.web.once import new_key
from members.actions.founding import Founding, found_mesa
from members.models import Mandate, Organisation, Posting
from tests.support.cast import TODAY, Cast, sign_in
from tests.support.meetings import meeting, theme
from tests.support.pages import field_in, page

pytestmark = pytest.mark.django_db
POSTED = {
    "name": "Mesa de Prueba",
    "acronym": "MP",
    "country": "MX",
    "time_zone": "America/Mexico_City",
    "organisation": "ONU Mujeres México",
    "code": "ONUMUJERES",
    "kind": "multilateral",
    "since": "2024-01-01",
    "person": "Ada Lovelace Byron",
    "title": "Coordinadora",
}


@pytest.fixture
def founder(clock: Any) -> User:
    """Who administrates an install in which there is nothing else."""
    printed = StringIO()
    call_command("first_account", "Ada@mesa.example", "Ada Primera", "--json", stdout=printed)
    account = json.loads(printed.getvalue())
    user = User.objects.get(email="ada@mesa.example")
    assert (account["address"], user.check_password(account["password"])) == ("ada@mesa.example", True)
    return user


def found(browser: Client, **changes: str) -> Any:
    once = field_in(page(browser, "/fundacion/"), "once")
    return browser.post("/fundacion/", POSTED | changes | {"once": once})


def test_first_account_is_opened_once(founder: User) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("first_account", "otra@mesa.example", "Otra", stdout=StringIO())
    assert "las demás cuentas se abren por invitación" in str(refusal.value)
    assert User.objects.count() == 1


def test_first_account_needs_an_address(db: None) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("first_account", "nadie", "Nadie", stdout=StringIO())
    assert "«nadie» no es una dirección de correo." in str(refusal.value)


def test_empty_install_leads_from_home_to_the_first_steps(founder: User) -> None:
    browser = sign_in(Client(), founder)
    assert 'href="/fundacion/"' in page(browser, "/")
    assert found(browser)["Location"] == "/"
    home = page(browser, "/")
    assert Posting.objects.get().person.user == founder
    founder.refresh_from_db()
    assert (founder.name, Posting.objects.get().person.name) == ("Ada Lovelace Byron",) * 2
    assert Mandate.objects.get().role == "secretariat"
    steps = ("member-import", "people-invite", "mandate-create", "theme-create", "meeting-create")
    assert [f'href="{reverse(name)}">' in home for name in steps] == [True] * 5
    assert 'href="/fundacion/"' not in home


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"since": "2024-03-13"}, "La secretaría técnica debe haber comenzado hoy o antes."),
        ({"code": "onu mujeres"}, "Use mayúsculas sin acento, cifras y guiones."),
        ({"time_zone": "Luna/Mar"}, "Luna/Mar no es una de las opciones disponibles."),
        ({"name": ""}, "Este campo es obligatorio."),
        ({"person": ""}, "Este campo es obligatorio."),
    ],
)
def test_wrong_input_is_said_and_founds_nothing(founder: User, changes: dict[str, str], said: str) -> None:
    response = found(sign_in(Client(), founder), **changes)
    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert (Mesa.objects.count(), Organisation.objects.count()) == (0, 0)


def test_mesa_is_founded_once(cast: Cast) -> None:
    facts = Founding(
        "Otra", "O", "MX", "America/Mexico_City", "OTRA", "agency", "Otra", "Titular", TODAY, "Ada"
    )
    response = cast.client("administrator").post("/fundacion/", POSTED | {"once": new_key()})
    assert "La mesa ya está fundada" in response.content.decode()
    with pytest.raises(PermissionDenied):
        found_mesa(actor=cast.actor("secretary"), facts=facts)
    assert (
        not Organisation.objects.filter(code="ONUMUJERES", names__name="ONU Mujeres México")
        .exclude(pk=cast.un_women.pk)
        .exists()
    )


def test_steps_disappear_when_all_is_there(cast: Cast) -> None:
    browser = cast.client("secretary")
    assert "Primeros pasos" in page(browser, "/")
    theme()
    assert re.search(r"<li> Agregar los temas <", page(browser, "/")) is not None
    meeting(cast)
    assert "Primeros pasos" not in page(browser, "/")
