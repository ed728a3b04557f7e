"""The web server refuses to start unsafe, and says what to set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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


UNSAFE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"SECRET_KEY": "corta"}, "SECRET_KEY falta o es corta."),
    ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS admite cualquier nombre."),
    (
        {"DEMONSTRATION": True, "SERVED_BY_HTTPS": True},
        "DEMONSTRATION está activo en un servicio público",
    ),
    ({"DEBUG": True, "SERVED_BY_HTTPS": True}, "DEBUG está activo en un servicio público."),
)


def test_an_environment_without_a_key_stops_the_start() -> None:
    done = start(SECRET_KEY="")
    assert done.returncode != 0
    assert "Falta SECRET_KEY" in done.stderr


def test_an_unsafe_environment_stops_the_start_and_all_that_is_wrong_is_named() -> None:
    done = start(
        SECRET_KEY="corta",
        ALLOWED_HOSTS="*",
        DEMONSTRATION="1",
        DEBUG="1",
        PUBLIC_URL="https://mesa.example",
    )
    assert done.returncode != 0
    assert [sentence for _changes, sentence in UNSAFE if sentence not in done.stderr] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "sentence"), UNSAFE)
def test_each_unsafe_setting_by_itself_stops_the_start(
    settings: LazySettings, changes: dict[str, Any], sentence: str
) -> None:
    safe = {"SECRET_KEY": SAFE_KEY, "DEMONSTRATION": False}
    for name, value in (safe | changes).items():
        setattr(settings, name, value)
    with pytest.raises(SystemExit) as refused:
        refuse_unsafe_start()
    heading, *reasons = str(refused.value).splitlines()
    assert heading == "El servicio no se inicia."
    assert [reason.startswith(sentence) for reason in reasons] == [True]


@pytest.mark.django_db
def test_missing_migration_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    MigrationRecorder.Migration.objects.filter(app="projects").delete()
    with pytest.raises(SystemExit, match="«manage"):
        refuse_unsafe_start()


@pytest.mark.django_db
def test_safe_install_starts(settings: LazySettings) -> None:
    refuse_unsafe_start()
