"""From the README to the first meeting of an empty mesa: how long a careful newcomer takes.

A fresh copy of what the repository holds is started as the README says, and a real browser goes the whole way
by what the pages say. The keystroke-level model of `tests.support.keystrokes` adds up what was really read,
typed, pointed at and waited for, the machine's own time from `make run` to the first page with it.

Assumed, since no page can tell it (all in seconds, all counted):

- The page tells the code of the second factor, as a trial does: no telephone is needed.
- The rest of the README is read while the machine starts, which is waited for when it takes longer.
- The spreadsheet program takes 10 to open the template and 5 to save it.
- The secretariat has its list of 24 members and 24 people in a spreadsheet of its own: countries, names,
  posts and addresses are copied column by column, each with a decision, three places to point at and four
  keys. Kind, and the day of entry, are typed once and filled down.
- Every heading of the two sheets is read, and two of the lines of help.
- Two cells go wrong, as in any list: a mistyped kind and a day that does not exist. Before it is applied the
  person looks through the whole list again.

Copying the repository and Debian packages that are missing are not counted: they hang on the network.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, sync_playwright

from mcig.machine.install import browser
from mcig.machine.places import ROOT
from tests.support.browser import WIDE
from tests.support.keystrokes import CODE_KEY, DECIDE, HAND, KEY, POINT, PRESS, WORD, Person
from tests.support.service import free_port

pytestmark = pytest.mark.drill

MOST = 600
OPEN_SHEET, SAVE_SHEET = 10, 5
PASTE_A_COLUMN = DECIDE + 3 * (POINT + 2 * PRESS) + 4 * KEY + 2 * HAND
COUNTRIES = (
    "Alemania", "Argentina", "Australia", "Bélgica", "Brasil", "Canadá", "Chile", "Colombia", "Costa Rica",
    "Dinamarca", "España", "Finlandia", "Francia", "Irlanda", "Italia", "Japón", "Noruega", "Países Bajos",
    "Perú", "Portugal", "Reino Unido", "Suecia", "Suiza", "Uruguay",
)  # fmt: skip
ACCOUNT = re.compile(r"^(\S+@\S+) .* (\S+)$", re.MULTILINE)


@contextmanager
def begun(folder: Path, person: Person) -> Iterator[tuple[str, str]]:
    """A fresh copy started with `make run`; gives its address and what the terminal says."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in tracked.stdout.split("\0")[:-1]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    port, told = free_port(), folder / "terminal.txt"
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with told.open("wb") as terminal, person.waiting():
        running = subprocess.Popen(
            ["make", "run", "EMPTY=1", f"PORT={port}"],
            cwd=folder,
            env=clean,
            stdout=terminal,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while "Listo:" not in told.read_text():
            assert running.poll() is None, told.read_text()
            time.sleep(0.1)
    try:
        yield f"http://localhost:{port}/", told.read_text()
    finally:
        os.killpg(running.pid, signal.SIGINT)
        running.wait(60)


def readme() -> tuple[int, int, str]:
    """How many words lead to the command for an empty mesa, how many follow, and that command."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^ +(make run EMPTY=1) .*", text, re.MULTILINE)
    assert found is not None
    rest = text[found.end() : text.index("\n## ", found.end())]
    return len(text[: found.end()].split()), len(rest.split()), found[1]


def enter(person: Person, page: Page, told: str) -> None:
    """The first account: its password from the terminal, its code from the page."""
    found = ACCOUNT.search(told)
    assert found is not None
    person.turn_to("Iniciar sesión")
    person.paste(page.get_by_label("Correo electrónico"), found[1])
    person.paste(page.get_by_label("Contraseña"), found[2])
    person.press(page.get_by_role("button", name="Entrar", exact=True))
    person.turn_to("Código")
    code = page.locator("strong.number").inner_text()
    person.type(page.get_by_label("Código"), code, key=CODE_KEY)
    person.press(page.get_by_role("button", name="Entrar", exact=True))


def found_the_mesa(person: Person, page: Page) -> None:
    person.leave("Inicio, sin mesa", page.get_by_role("link", name="Comenzar"))
    person.turn_to("Fundar la mesa")
    for label, text in (
        ("Nombre de la mesa", "Mesa de Cooperación Internacional para la Igualdad de Género (ejemplo)"),
        ("Sigla de la mesa", "MCIG"),
        ("Organización que lleva", "ONU Mujeres México"),
        ("Clave de esa organización", "ONUMUJERES"),
        ("Su nombre y apellidos", "Ana Ejemplo Ruiz"),
    ):
        person.type(page.get_by_label(label), text)
    person.press(page.get_by_role("button", name="Fundar la mesa"))


def fill_in(person: Person, file: Path) -> None:
    """The template, from the list that the secretariat has; two cells go wrong."""
    person.turn_to("La hoja de cálculo")
    person.elsewhere(OPEN_SHEET)
    book = load_workbook(file)
    members, people = book["Integrantes"], book["Personas"]
    headings = [cell.value for sheet in (members, people) for cell in sheet[1]]
    explained = [cell.value for row in book["Ayuda"].iter_rows(min_row=2, max_row=3) for cell in row]
    person.read(sum(len(str(value).split()) for value in (*headings, *explained) if value))
    person.press_mouse(3)  # from sheet to sheet
    for place, country in enumerate(COUNTRIES):
        kind = "embajda" if place == 4 else "embajada"
        members.append(
            ["", kind, country, f"Embajada de {country} (ejemplo)", *[""] * 3, "1 de marzo de 2018"]
        )
        first = "31 de febrero de 2024" if place == 9 else ""
        address = f"persona{place}@mesa.example"
        people.append([country, "", first, "", f"Persona {place} Ejemplo", "Primera secretaría", address])
    for once in ("embajada", "1 de marzo de 2018"):
        person.press_keys(len(once) + 1)
        person.elsewhere(PASTE_A_COLUMN)
    person.elsewhere(6 * PASTE_A_COLUMN)  # country and name; country, name, post and address
    person.elsewhere(SAVE_SHEET)
    book.save(file)


def register(person: Person, page: Page, file: Path) -> None:
    """Members and people by spreadsheet, with what went wrong mended on the page."""
    person.leave("Primeros pasos", page.get_by_role("link", name="Registrar a los integrantes"))
    person.turn_to("Importar: la plantilla")
    with page.expect_download() as download:
        person.press(page.get_by_role("link", name="Plantilla"))
    download.value.save_as(file)
    fill_in(person, file)
    person.turn_to("Importar: cargarla")
    person.press_mouse(3)  # the button of the field, the file, the button of the dialog
    page.get_by_label("Hoja de cálculo").set_input_files(file)
    person.press(page.get_by_role("button", name="Cargar y revisar"))
    person.turn_to("Corregir")
    person.type(page.get_by_label("Desde"), "1 de febrero de 2024")
    person.press(page.get_by_role("button", name="Corregir"))
    person.turn_to("Revisar y aplicar")
    person.look_through(page.locator("tbody tr"))
    person.press(page.get_by_role("button", name="Aplicar 48 renglones"))


def prepare_the_meeting(person: Person, page: Page) -> None:
    person.leave("Importación aplicada", page.get_by_role("link", name="Preparar la primera reunión"))
    person.turn_to("Preparar la reunión")
    person.type(page.get_by_label("Título"), "Primera reunión ordinaria")
    day = date.today() + timedelta(days=30)  # noqa: DTZ011 - any day to come
    person.type(page.get_by_label("Inicio previsto"), f"{day}T10:00", shown="DDMMAAAA1000a")
    person.type(page.get_by_label("Lugar", exact=True), "ONU Mujeres, sala 1")
    person.press(page.get_by_role("button", name="Guardar el borrador"))
    assert "Primera reunión ordinaria" in page.locator("h1").inner_text()


def invite(person: Person, page: Page) -> None:
    """Optional, and counted apart: an account for each of the people."""
    page.goto("/")
    person.leave("Inicio, lo opcional", page.get_by_role("link", name="Invitar a las personas"))
    person.leave("Invitar", page.get_by_role("button", name="Enviar las invitaciones"))
    assert "24 invitaciones" in page.locator("#avisos").inner_text()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that no other test run closes, as pytest closes its own to the database's account."""
    with TemporaryDirectory(prefix="mesa-") as made:
        yield Path(made)


def test_a_newcomer_reaches_the_first_meeting_in_ten_minutes(folder: Path) -> None:
    person = Person()
    person.turn_to("README y terminal")
    before, rest, command = readme()
    person.read(before)
    person.press_keys(len(f"cd mesa\n{command}\n"))
    with begun(folder, person) as (address, told), sync_playwright() as playwright:
        machine = person.screens[0].spent["wait"]
        person.screens[0].add("wait", -min(machine, rest * WORD))
        person.read(rest + len(re.findall(r"\S*\w\S*", told[told.index("Cuenta") :])))
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = chromium.new_page(base_url=address, viewport=WIDE, locale="es-MX")  # type: ignore[arg-type]
        person.press_keys(len(address))
        with person.waiting():
            page.goto("/")
        enter(person, page, told)
        found_the_mesa(person, page)
        register(person, page, folder / "integrantes.xlsx")
        prepare_the_meeting(person, page)
        needed = person.seconds
        invite(person, page)
        chromium.close()
    print(f"\n{person.table()}\n  the first meeting after {needed:.0f} s; make run took {machine:.0f} s")
    assert needed <= MOST
