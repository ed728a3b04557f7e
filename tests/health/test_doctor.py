"""What `manage.py doctor` and the monitor are told."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from mcig.notices.actions import queue
from tests.support.jobs import a_worker_lives

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "una-clave-de-monitor"


def doctor() -> tuple[int, dict[str, str]]:
    """The exit status, and what was said of each check that failed."""
    said = StringIO()
    status = 0
    try:
        call_command("doctor", stdout=said)
    except SystemExit as end:
        status = int(end.code or 0)
    lines = said.getvalue().splitlines()
    return status, {
        line.split()[1]: following.strip()
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line.startswith("REVISAR")
    }


def test_a_healthy_install(db: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = str(tmp_path)
    (tmp_path / f"mesa-{timezone.now():%Y%m%dT%H%M%SZ}.tar.gz").touch()
    a_worker_lives()
    assert doctor() == (0, {})


def test_what_is_wrong_is_named_with_its_remedy(db: None, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = "/no-existe"
    settings.SECRET_KEY = "corta"
    status, wrong = doctor()
    assert status == 1
    assert set(wrong) == {"configuración", "almacenamiento", "tareas", "copias"}
    assert wrong["configuración"].startswith("→ Defina SECRET_KEY con al menos 40 caracteres")
    assert wrong["tareas"].startswith("→ Inicie «manage.py work»")
    assert wrong["copias"].startswith("→ Defina BACKUP_FOLDER")


def test_the_first_copy_is_asked_for(db: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = str(tmp_path)
    assert doctor()[1]["copias"].startswith("→ Ejecute «manage.py backup»")


def test_an_old_copy_and_mail_that_waits_are_named(db: None, settings: LazySettings, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = str(tmp_path)
    (tmp_path / "mesa-20240301T000000Z.tar.gz").touch()
    a_worker_lives()
    waiting = queue(EmailMessage("Asunto", "Texto", to=["francia@mcig.example"]))
    type(waiting).objects.update(queued_at=timezone.now() - timedelta(hours=1))
    assert set(doctor()[1]) == {"copias", "correo"}


def test_a_structure_that_is_behind_is_named(db: None) -> None:
    recorder = MigrationRecorder(connection)
    last = max(name for app, name in recorder.applied_migrations() if app == "projects")
    recorder.record_unapplied("projects", last)
    assert doctor()[1]["migraciones"] == "→ Ejecute «manage.py migrate»."


def test_what_only_a_public_install_needs_is_named(
    db: None, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMONSTRATION = settings.WHITENOISE_USE_FINDERS = False
    settings.STATIC_ROOT = tmp_path
    settings.MAIL_TRANSPORT = {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    wrong = doctor()[1]
    assert wrong["envío"].startswith("→ Defina EMAIL_URL")
    assert wrong["documentos"].startswith("→ Instale los paquetes libpango-1.0-0")
    assert wrong["diseño"] == "→ Ejecute «manage.py collectstatic --noinput»."


def test_a_machine_without_a_temporary_folder_is_named(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", list)
    assert doctor()[1]["documentos"] == "→ Permita a la cuenta del servicio escribir en /tmp."


def test_a_bucket_without_its_library_or_server_is_named(db: None, settings: LazySettings) -> None:
    settings.FILES_BUCKET = "mesa"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "mcig.no.Existe"}}
    assert doctor()[1]["almacenamiento"].startswith("→ Compruebe FILES_BUCKET")


def test_without_a_database_the_rest_is_still_said() -> None:
    nobody_listens = "postgresql://nadie@127.0.0.1:9/mcig?connect_timeout=1"
    done = subprocess.run(
        [sys.executable, "manage.py", "doctor"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": nobody_listens},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "La base de datos no responde." in done.stdout
    assert done.stdout.count("Primero debe responder la base de datos.") == 4
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer otra", TOKEN])
def test_measures_are_for_the_monitor_alone(db: None, settings: LazySettings, shown: str) -> None:
    settings.METRICS_TOKEN = TOKEN if shown != "Bearer " else ""
    expected = 200 if shown == TOKEN else 404
    assert Client().get("/salud/medidas/", headers={"Authorization": shown}).status_code == expected


def test_measures_count_what_is_there(db: None, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = TOKEN
    a_worker_lives()
    queue(EmailMessage("Asunto", "Texto", to=["francia@mcig.example"]))
    text = Client().get("/salud/medidas/", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines["mcig_up"] == "1.0"
    assert lines['mcig_mail_messages{state="queued"}'] == "1.0"
    assert lines['mcig_jobs{status="todo"}'] == "1.0"
    assert float(lines["mcig_worker_heartbeat_seconds"]) < 60
    assert float(lines["mcig_database_size_bytes"]) > 1_000_000
