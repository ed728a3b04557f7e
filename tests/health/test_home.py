"""What the home page tells the administrator of the install."""

from __future__ import annotations

import html
import re
from pathlib import Path

from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from tests.support.cast import Cast
from tests.support.jobs import a_worker_lives

TITLE = "Estado de la instalación"
REST = "Lo demás lo revisa «manage.py doctor» en el servidor."


def card(browser: Client) -> str:
    """The text of the card; empty when it is not there."""
    page = html.unescape(browser.get("/").content.decode())
    found = re.search(rf"<h2>{TITLE}</h2>(.*?)</section>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def test_the_administrator_reads_what_is_wrong_and_what_to_do(cast: Cast, settings: LazySettings) -> None:
    settings.BACKUP_FOLDER = ""
    assert card(cast.client("administrator")) == (
        "Ningún proceso de tareas está en marcha: no sale correo ni vencen plazos."
        " Inicie «manage.py work»; el servicio del sistema lo mantiene en marcha."
        " No se hacen copias de seguridad."
        " Defina BACKUP_FOLDER con una carpeta de otro equipo; el proceso de tareas copia cada día."
        f" {REST}"
    )
    assert card(cast.client("secretary")) == ""


def test_of_a_healthy_install_one_line_is_said(cast: Cast, settings: LazySettings, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = str(tmp_path)
    (tmp_path / f"mesa-{timezone.now():%Y%m%dT%H%M%SZ}.tar.gz").touch()
    a_worker_lives()
    assert card(cast.client("administrator")) == (
        f"Todo en orden: las tareas terminan, el correo sale y hay copias de seguridad recientes. {REST}"
    )
