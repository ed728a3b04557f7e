"""A migrated database, kept from run to run and copied for each process of the tests.

Migrating takes some seconds, copying less than one. The copy is of the migrations as
they stand: another text of them, or another version of a library that has some, makes another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from psycopg import sql

PREFIX = "migrated_"
LIBRARIES = ("django", "django-allauth", "django-pghistory", "django-pgtrigger", "procrastinate")
LOCK = 2_018_025  # any number of our own: of several processes one migrates, the others wait for it

Server = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def migrated(name: str) -> Iterator[None]:
    """Let Django use a fresh copy of the migrated database under `name`; it is dropped at the end."""
    _copy(name)
    yield
    _use("postgres")
    with _server() as server:
        _drop(name, server)


def renew() -> None:
    """Copy the database that Django uses anew, with the rows that the migrations made and no others."""
    name = connection.settings_dict["NAME"]
    _use("postgres")
    _copy(name)


def fingerprint() -> str:
    """A name for the structure that the migrations of this checkout make."""
    digest = hashlib.sha256(" ".join(map(version, LIBRARIES)).encode())
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for file in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _copy(name: str) -> None:
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        template = _template(server)
        _drop(name, server)
        _run("CREATE DATABASE {} TEMPLATE {}", server, name, template)
    _use(name)


def _template(server: Server) -> str:
    """The name of the migrated database, which is made unless it is there; those of other migrations go."""
    wanted = PREFIX + fingerprint()
    found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%{PREFIX}%"])
    known = {name for (name,) in found.fetchall()}
    if wanted in known:
        return wanted
    for old in known:
        _drop(old, server)
    unfinished = f"un{wanted}"
    _run("CREATE DATABASE {}", server, unfinished)
    _use(unfinished)
    call_command("migrate", interactive=False, verbosity=0)
    _use("postgres")
    _run("ALTER DATABASE {} RENAME TO {}", server, unfinished, wanted)
    return wanted


def _server() -> Server:
    """A connection beside Django's, to the database that is always there; its end frees the lock."""
    settings = connection.get_connection_params()
    known = {name: settings[name] for name in ("host", "port", "user", "password") if settings.get(name)}
    return psycopg.connect(**known, dbname="postgres", autocommit=True)


def _drop(name: str, server: Server) -> None:
    _run("DROP DATABASE IF EXISTS {} WITH (FORCE)", server, name)


def _run(statement: str, server: Server, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _use(name: str) -> None:
    """Point Django at another database; what it held open to the one before is closed."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name
