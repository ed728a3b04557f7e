"""Starts the demonstration on this machine: database, data, web server and job worker.

Runs until Ctrl-C, `make stop` or the end of one of its processes, and then stops all it started.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from mcig.machine.children import Children, Interrupted, end_with_parent, interruptible
from mcig.machine.database import application_cluster
from mcig.machine.environment import application
from mcig.machine.memory import Accounts, mark, remember, remembered, remembered_accounts
from mcig.machine.places import VAR, Refused, say, stop_with
from mcig.machine.welcome import welcome

WEB = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "mcig.wsgi"]
WORKER = [sys.executable, "manage.py", "work"]
PREPARE = [sys.executable, "-m", "mcig.machine.prepare"]
RUNNING = VAR / "running"
LAST_PORT = 65535
PAUSE = 1.0  # seconds between two looks at what runs
PATIENCE = 60.0  # seconds until the first page must answer


def wanted_port(text: str) -> int:
    """The port number that `text` names. Raises `Refused` when it names none."""
    if not text.isdigit() or not 0 < int(text) <= LAST_PORT:
        raise Refused(f"PORT={text} no es un número de puerto: elija uno entre 1024 y 65535.")
    return int(text)


def require_free(port: int) -> None:
    """Raises `Refused` when nobody could listen on `port` of the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError as problem:
            if problem.errno == errno.EACCES:
                raise Refused(
                    f"Esta cuenta no puede usar el puerto {port}: elija otro, así: make run PORT=8000"
                ) from None
            raise Refused(
                f"El puerto {port} está ocupado: elija otro, así: make run PORT={port + 1}"
            ) from None


def serve(port: int) -> None:
    """Serve on `port` until interrupted. Raises `Refused` when something does not start or ends by itself."""
    require_free(port)
    with registered(port), application(port) as environment, Children(environment) as children:
        accounts = _prepared(children)
        children.start("El servidor web", WEB)
        children.start("El proceso de tareas", WORKER)
        _wait_for_page(children, port)
        say(welcome(f"http://localhost:{port}/", accounts))
        database = None if os.environ.get("DATABASE_URL") else application_cluster()
        while not (ended := children.ended()):
            time.sleep(PAUSE)
            if database:
                database.keep()
        raise Refused(f"{ended} terminó por sí solo; se detuvo todo lo demás.")


@contextmanager
def registered(port: int) -> Iterator[None]:
    """Keep the number of this process where `make stop` finds it; the lock tells that it lives."""
    RUNNING.mkdir(parents=True, exist_ok=True)
    file = RUNNING / str(port)
    with file.open("w") as record:
        fcntl.flock(record, fcntl.LOCK_EX)
        record.write(str(os.getpid()))
        record.flush()
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def _prepared(children: Children) -> Accounts:
    """Prepare the data unless this code has prepared this very database before; give the accounts."""
    own_database = not os.environ.get("DATABASE_URL")
    wanted = mark(application_cluster().folder) if own_database else ""
    if own_database and (known := remembered(wanted)) is not None:
        return known
    say("Se prepara la base de datos; la primera vez puede tardar unos minutos…")
    preparation = children.start("prepare", PREPARE, stdout=subprocess.PIPE)
    printed, _ = preparation.communicate()
    children.finish("prepare")
    if preparation.returncode != 0:
        raise Refused("No se pudieron preparar los datos; la razón está en las líneas anteriores.")
    accounts: Accounts = json.loads(printed)
    if own_database:
        accounts = accounts or remembered_accounts()
        remember(wanted, accounts)
    return accounts


def _wait_for_page(children: Children, port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if ended := children.ended():
            raise Refused(f"{ended} no arrancó; la razón está en las líneas anteriores.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/salud/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise Refused(f"El servidor web no respondió en {PATIENCE:.0f} segundos.")


def main() -> None:
    """Command line: `python -m mcig.machine.serve`, with `PORT` in the environment."""
    interruptible()
    if "MAKELEVEL" in os.environ:
        end_with_parent()
    try:
        serve(wanted_port(os.environ.get("PORT") or "8000"))
    except Interrupted:
        say("\nDetenido.")
    except Refused as reason:
        stop_with(reason)


if __name__ == "__main__":
    main()
