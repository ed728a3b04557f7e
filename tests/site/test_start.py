"""The web server refuses to start unsafe, and says what to set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings

from mcig.start import refuse_unsafe_start

ROOT = Path(__file__).resolve().parents[2]
SAFE_KEY = "k7" * 30


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """Load the web server's entry point in a fresh process with a changed environment."""
    environment = os.environ | {"SECRET_KEY": SAFE_KEY} | changes
    return subprocess.run(
        [sys.executable, "-c", "import mcig.wsgi"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Falta SECRET_KEY"),
        ({"SECRET_KEY": "corta"}, "SECRET_KEY falta o es corta."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS admite cualquier nombre."),
        (
            {"DEMONSTRATION": "1", "PUBLIC_URL": "https://mesa.example"},
            "DEMONSTRATION está activo en un servicio público",
        ),
        ({"DEBUG": "1", "PUBLIC_URL": "https://mesa.example"}, "DEBUG está activo en un servicio público."),
    ],
)
def test_unsafe_environment_stops_the_start_and_names_what_to_set(
    changes: dict[str, str], sentence: str
) -> None:
    done = start(**changes)
    assert done.returncode != 0
    assert sentence in done.stderr


@pytest.mark.django_db
def test_missing_migration_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    MigrationRecorder.Migration.objects.filter(app="projects").delete()
    with pytest.raises(SystemExit, match="«manage"):
        refuse_unsafe_start()


@pytest.mark.django_db
def test_safe_install_starts(settings: LazySettings) -> None:
    refuse_unsafe_start()
