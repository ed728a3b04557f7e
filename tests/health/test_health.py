"""What machines ask, and what people see, while everything works and while the database is away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from mcig.notices.actions import queue
from mcig.notices.models import Message
from tests.support.jobs import a_worker_lives

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django
django.setup()
from django.test import Client
browser = Client(raise_request_exception=False, SERVER_NAME="localhost")
browser.cookies["sessionid"] = "a" * 32
answers = {}
for path in ("/salud/", "/salud/listo/", "/proyectos/"):
    answer = browser.get(path)
    answers[path] = [answer.status_code, answer.headers.get("Retry-After"), answer.content.decode()]
print(json.dumps(answers))
"""


def test_everything_in_order(db: None) -> None:
    a_worker_lives()
    assert Client().get("/salud/").json() == {"estado": "en servicio"}
    answer = Client().get("/salud/listo/")
    assert answer.status_code == 200
    assert set(answer.json()["revisiones"].values()) == {"correcto"}


def test_mail_that_waits_too_long_is_said(db: None) -> None:
    queue(EmailMessage("Asunto", "Texto", to=["francia@mcig.example"]))
    Message.objects.update(queued_at=timezone.now() - timedelta(hours=1))
    answer = Client().get("/salud/listo/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert answer.json()["revisiones"]["correo"] == "falla"


def test_folder_that_cannot_be_written_is_said(db: None, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = str(tmp_path / "no-existe")
    assert Client().get("/salud/listo/").json()["revisiones"]["almacenamiento"] == "falla"


def test_database_away_is_a_plain_page_and_the_process_lives() -> None:
    nobody_listens = "postgresql://nadie@127.0.0.1:9/mcig?connect_timeout=1"
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": nobody_listens, "DJANGO_SETTINGS_MODULE": "mcig.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    answers = json.loads(done.stdout)
    assert answers["/salud/"][0] == 200
    assert answers["/salud/listo/"][:2] == [503, "15"]
    status, retry_after, page = answers["/proyectos/"]
    assert (status, retry_after) == (503, "15")
    assert '<html lang="es-MX">' in page


def test_a_web_process_is_ready_without_a_worker_and_says_so(db: None) -> None:
    answer = Client().get("/salud/listo/")
    assert (answer.status_code, answer.json()["revisiones"]["tareas"]) == (200, "falla")
