"""A mail server on the loopback address that keeps what it accepts."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from types import TracebackType
from typing import Self, cast


def _nothing(_message: Message) -> None:
    return None


@dataclass
class MailServer:
    """Speaks as much SMTP as a client needs. `before_answer` runs between accepting and saying so."""

    accepted: list[Message] = field(default_factory=list)
    before_answer: Callable[[Message], None] = _nothing

    def __post_init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.mail = self
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def ids(self) -> list[str]:
        """The Message-ID of everything that was accepted, in order."""
        return [str(each["Message-ID"]) for each in self.accepted]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    mail: MailServer


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        mail = cast("_Server", self.server).mail
        self.say("220 localhost")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                message = message_from_bytes(self.text())
                mail.accepted.append(message)
                mail.before_answer(message)
                self.say("250 accepted")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)
