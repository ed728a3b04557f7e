"""The environment that the application's processes are started with."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from mcig.machine.database import Cluster, application_cluster, test_cluster
from mcig.machine.install import browser
from mcig.machine.messages import compile_messages
from mcig.machine.places import ROOT, VAR

DATABASE = "mcig"
EMPTY_DATABASE = "mcig_empty"


def begins_empty() -> bool:
    """Whether the environment asks for a mesa without demonstration data: `EMPTY=1 make run`."""
    return bool(os.environ.get("EMPTY"))


def application(port: int, database: str = "") -> AbstractContextManager[dict[str, str]]:
    """The environment of a demonstration, or of an empty mesa, on `port`; its database runs while the context
    lasts."""
    database = database or (EMPTY_DATABASE if begins_empty() else DATABASE)
    defaults = {
        "DEMONSTRATION_DATA": "0" if begins_empty() else "1",
        "SECRET_KEY": secret_key(VAR / "secret_key"),
        "DEMONSTRATION": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "PUBLIC_URL": f"http://localhost:{port}",
        "FILES_ROOT": str(VAR / "files"),
    }
    return _with_database(defaults | _inherited() | {"PORT": str(port)}, application_cluster(), database)


def tests() -> AbstractContextManager[dict[str, str]]:
    """The environment of the tests; a database of their own runs while the context lasts."""
    fixed = {
        "SECRET_KEY": "for the tests alone: it protects nothing and everybody may read it here",
        "DEMONSTRATION": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "PUBLIC_URL": "http://localhost:8000",
        "FILES_ROOT": str(VAR / "files-test"),
    }
    found = {"CHROMIUM": browser() or ""}
    return _with_database(found | _inherited() | fixed, test_cluster(), DATABASE)


@contextmanager
def _with_database(environment: dict[str, str], cluster: Cluster, name: str) -> Iterator[dict[str, str]]:
    compile_messages()
    for folder in (environment["FILES_ROOT"], environment["STATIC_ROOT"]):
        Path(folder).mkdir(parents=True, exist_ok=True)
    if environment.get("DATABASE_URL"):
        yield environment
        return
    with cluster:
        yield environment | {"DATABASE_URL": cluster.ensure(name)}


def secret_key(file: Path) -> str:
    """The secret key of this checkout; made at the first call, readable by its owner alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as created:
        key = secrets.token_urlsafe(64)
        created.write(key)
    return key


def _inherited() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "DEBUG"}
    environment["PATH"] = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    environment["PYTHONUNBUFFERED"] = "1"
    environment.setdefault("STATIC_ROOT", str(VAR / "static"))
    if sys.platform == "darwin":
        environment.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib")
    return environment
