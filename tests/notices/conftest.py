"""A mail server that answers as a test tells it, spoken to over a real socket."""

from __future__ import annotations

import os
import signal
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import LazySettings

from tests.support.notices import forget_kinds


@dataclass
class MailServer:
    """Speaks as much SMTP (RFC 5321) as one delivery needs; `refusal` answers the recipient, if set.

    `kills` is the number of a process that ends (-9) when the server has taken a message from it.
    """

    refusal: str = ""
    kills: int = 0
    received: list[bytes] = field(default_factory=list)
    port: int = 0


def _conversation(server: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Conversation(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 prueba")
            while command := self.rfile.readline().strip().upper():
                if command == b"QUIT":
                    self.say("221 hasta luego")
                    return
                if command.startswith(b"RCPT") and server.refusal:
                    self.say(server.refusal)
                elif command == b"DATA":
                    self.say("354 siga")
                    server.received.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                    if server.kills:
                        os.kill(server.kills, signal.SIGKILL)
                        return
                    self.say("250 recibido")
                else:
                    self.say("250 prueba")

    return Conversation


@pytest.fixture(autouse=True)
def kinds_of_tests() -> Iterator[None]:
    """Kinds that a test registered are gone after it."""
    yield
    forget_kinds()


@pytest.fixture
def mail_server(settings: LazySettings) -> Iterator[MailServer]:
    """The server to which the queue delivers during the test."""
    server = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _conversation(server)) as listening:
        server.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        settings.DEMONSTRATION = False
        settings.MAIL_TRANSPORT = {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": server.port,
        }
        yield server
        listening.shutdown()
        thread.join()
