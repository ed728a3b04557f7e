"""The main menu: the places of the mesa in a row, the tools of who runs it behind one word."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mcig.mesa.models import Mesa
from tests.support.cast import Cast

PLACES = [
    "Inicio",
    "Integrantes",
    "Presidencia",
    "Consultas",
    "Agenda temática",
    "Reuniones",
    "Acuerdos",
    "Proyectos",
    "Documentos",
    "Directorio",
]
TOOLS = ["Invitaciones", "Correo de salida", "Ajustes", "Historial"]
NAV = re.compile(r'<nav class="frame site-nav".*?</nav>', re.DOTALL)


def menu(browser: Client, address: str) -> tuple[list[str], list[str], bool]:
    """The entries of the row, those behind «Gestión», and whether that word is the place where one is."""
    found = NAV.search(browser.get(address).content.decode())
    assert found is not None
    row, _mark, rest = found[0].partition('<details class="nav-tools"')
    return labels(row), labels(rest), "data-current" in rest


def labels(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", each).strip() for each in re.findall(r"<a [^>]+>.*?</a>", html, re.DOTALL)]


@pytest.mark.parametrize(
    ("who", "tools"),
    [
        ("secretary", TOOLS),
        ("administrator", TOOLS),
        ("chilean", ["Correo de salida", "Ajustes"]),
        ("french", []),
    ],
)
def test_tools_stand_together_and_the_places_in_a_row(cast: Cast, who: str, tools: list[str]) -> None:
    assert menu(cast.client(who), "/") == (PLACES, tools, False)


def test_the_word_is_marked_on_the_pages_of_a_tool(cast: Cast) -> None:
    assert menu(cast.client("secretary"), "/avisos/") == (PLACES, TOOLS, True)


def test_the_frame_names_the_mesa_in_the_readers_language(cast: Cast) -> None:
    Mesa.objects.update(name_en="Roundtable for Equality")
    browser = cast.client("french")
    shown = browser.get("/directorio/", headers={"Accept-Language": "en"}).content.decode()
    assert shown.count(">Roundtable for Equality<") == 2
    assert "Roundtable for Equality" not in browser.get("/directorio/").content.decode()
