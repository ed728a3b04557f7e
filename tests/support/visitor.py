"""A person at a browser of their own, over HTTP: cookies, forms, log-in with a code."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPSConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from lxml import html

from mcig.demonstration.accounts import PASSWORD
from tests.support.browser import code_now

LOGIN = "/cuenta/entrar/"
IDLE = 20  # seconds after which a server may have closed what nobody used
SECOND_FACTOR = "/cuenta/entrar/segundo-factor/"


@dataclass(frozen=True)
class Answer:
    """What came back, and how many seconds it took."""

    status: int
    headers: HTTPMessage
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def form(self, field: str) -> dict[str, str]:
        """The values of the form that has this field, as a browser would send them."""
        forms = html.fromstring(self.body).forms
        chosen = next(form for form in forms if form.method == "POST" and field in form.fields)
        return {name: value for name, value in chosen.form_values() if value is not None}


class Visitor:
    """One browser. A connection that broke is opened anew at the next request; nothing is sent twice."""

    def __init__(self, address: str, source: str = "127.0.0.1", patience: float = 60) -> None:
        self.parts = urlsplit(address)
        self.source = (source, 0)
        self.patience = patience
        self.cookies: dict[str, str] = {}
        self._connection: HTTPConnection | None = None
        self._used = 0.0

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, headers=headers)

    def post(self, path: str, data: Mapping[str, str], **headers: str) -> Answer:
        """Send a form; the cookie's token goes along where `data` has none."""
        sent = {"csrfmiddlewaretoken": self.cookie("csrftoken")} | dict(data)
        own = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"{self.parts.scheme}://{self.parts.netloc}{path}",
        }
        return self._ask("POST", path, urlencode(sent).encode(), own | headers)

    def log_in(self, address: str, password: str = PASSWORD) -> Answer:
        """Through the login page: password, then the code of the demonstration where one is asked for."""
        self.get(LOGIN)
        answer = self.post(LOGIN, {"login": address, "password": password})
        target = answer.headers.get("Location", "")
        if target.startswith(SECOND_FACTOR):
            form = self.get(target).form("code")
            answer = self.post(target, form | {"code": code_now()})
        return answer

    def cookie(self, name: str) -> str:
        """The value of a cookie, with or without the prefix that binds it to the host; or nothing."""
        return self.cookies.get(f"__Host-{name}") or self.cookies.get(name, "")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        sent = {"Host": self.parts.netloc, "Accept-Language": "es-MX"}
        sent |= headers or {}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        start = time.perf_counter()
        if start - self._used > IDLE:
            self.close()
        self._used = start
        try:
            if self._connection is None:
                self._connection = self._open()
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, HTTPException):
            self.close()
            raise
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        if response.will_close:
            self.close()
        return Answer(response.status, response.headers, content, time.perf_counter() - start)

    def _open(self) -> HTTPConnection:
        host, port = str(self.parts.hostname), self.parts.port
        if self.parts.scheme == "http":
            return HTTPConnection(host, port, self.patience, source_address=self.source)
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return HTTPSConnection(
            host, port, timeout=self.patience, source_address=self.source, context=trusting
        )
