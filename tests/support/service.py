"""A whole install in production mode on the loopback address: what a drill starts, kills and starts again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from mcig.machine.children import Children
from mcig.machine.nginx import nginx, recipe
from mcig.machine.places import ROOT
from tests.support.mail_server import MailServer
from tests.support.production import environment
from tests.support.visitor import Visitor

GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "mcig.wsgi"]
WORKER = [sys.executable, "manage.py", "work"]
OUTER = """{user}
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
  access_log off; default_type text/plain;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/recipe.conf;
}}
"""


class Service:
    """Web servers, workers and the shipped proxy over one database; `mail` takes what leaves."""

    def __init__(self, folder: Path, database: str, mail: MailServer, children: Children) -> None:
        self.folder = folder
        self.mail = mail
        self.children = children
        self.http, self.https = free_port(), free_port()
        self.address = f"https://localhost:{self.https}"
        self.webs: dict[int, subprocess.Popen[bytes]] = {}
        self.workers: dict[int, subprocess.Popen[bytes]] = {}
        self.visitors: list[Visitor] = []
        children.environment = environment(database, folder, self.address) | {
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}"
        }

    def start_web(self, number: int = 0, *, port: int = 0, **more: str) -> int:
        """Start a web server with the shipped configuration, and give its port once it answers."""
        port = port or free_port()
        own = {"PORT": str(port)} | more
        self.webs[number] = self._start(f"web {number}", GUNICORN, own)
        wait_for(lambda: _listens(port), f"web {number}")
        return port

    def start_worker(self, number: int = 0) -> None:
        self.workers[number] = self._start(f"worker {number}", WORKER, {})

    def start_proxy(self, *webs: int) -> None:
        """Start nginx with the shipped recipe before the web servers of these ports."""
        certificate, key = _certificate(self.folder)
        shipped = ROOT / "deploy" / "nginx.conf"
        text = recipe(
            shipped, http=self.http, https=self.https, webs=list(webs), certificate=certificate, key=key
        )
        (self.folder / "recipe.conf").write_text(text)
        shutil.copy(ROOT / "deploy" / "maintenance.html", self.folder)
        user = "user root;" if os.geteuid() == 0 else ""
        main = self.folder / "nginx.conf"
        main.write_text(OUTER.format(folder=self.folder, user=user))
        self._start("proxy", [nginx(), "-c", str(main), "-e", str(self.folder / "nginx.log")], {})
        wait_for(lambda: _listens(self.https), "proxy")

    def visitor(self, source: str = "127.0.0.1") -> Visitor:
        self.visitors.append(Visitor(self.address, source))
        return self.visitors[-1]

    def manage(self, *arguments: str, **more: str) -> str:
        """Run `manage.py` in this install's environment and give what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=dict(self.children.environment) | more,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _start(self, name: str, command: list[str], own: dict[str, str]) -> subprocess.Popen[bytes]:
        whole = self.children.environment
        self.children.environment = dict(whole) | own
        try:
            with (self.folder / f"{name.replace(' ', '-')}.log").open("ab") as log:
                return self.children.start(name, command, stdout=log.fileno(), stderr=log.fileno())
        finally:
            self.children.environment = whole


@contextmanager
def service(folder: Path, database: str) -> Iterator[Service]:
    """An install of which nothing runs yet; all that it starts ends with the context."""
    with MailServer() as mail, Children({}) as children:
        made = Service(folder, database, mail, children)
        yield made
        for each in made.visitors:
            each.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, at once and without warning."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(condition: Callable[[], object], what: str, patience: float = 60) -> None:
    """Wait until the condition holds; fails with `what` when it does not in time."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"{what}: nothing after {patience:.0f} s"
        time.sleep(0.05)


def renamed(address: str, database: str) -> str:
    """The address of another database of the same server."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{database}"))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += [
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-keyout",
        str(key),
        "-out",
        str(certificate),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
