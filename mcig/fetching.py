"""A file from an address of the public web: https only, bounded in bytes, seconds and redirects.

Nothing inside the network of the install is ever asked: every name is resolved here, refused unless all its
addresses are public, and the connection goes to the address that was looked at.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing
from io import BufferedReader, RawIOBase
from typing import IO, Any, cast
from urllib.parse import SplitResult, urljoin, urlsplit

from django.core.exceptions import ImproperlyConfigured

from mcig.rules import Broken, _

__all__ = ["MOST_REDIRECTS", "addresses_of", "fetch", "is_public"]

MOST_REDIRECTS = 3
SILENCE_SECONDS = 20
CHUNK = 64 * 1024
MOVED = frozenset({301, 302, 303, 307, 308})
# Unicast of the public web. All else of IPv6 is local, translated into IPv4 somewhere, or given to nobody.
_UNICAST = ipaddress.ip_network("2000::/3")
# Assigned to protocols: some clouds answer there with the secrets of a machine.
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")


def addresses_of(variable: str, words: list[str]) -> list[tuple[str, str]]:
    """Code and address of each «CA=https://…»; the address may be a path of this machine.

    Raises `ImproperlyConfigured` with a sentence that names the variable of the environment.
    """
    pairs = (each.partition("=") for each in words)
    found = [(code.strip(), address.strip()) for code, _sign, address in pairs]
    if not all(code and address.startswith(("https://", "/")) for code, address in found):
        raise ImproperlyConfigured(f"{variable} debe ser una lista como «CA=https://…,DE=https://…».")
    return found


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public web, also behind its forms that carry an IPv4 address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        return ip.is_global and ip in _UNICAST and not (ip.sixtofour or ip.teredo)
    return ip.is_global and not ip.is_multicast and ip not in _PROTOCOLS


def fetch(
    address: str,
    target: IO[bytes],
    *,
    most_bytes: int,
    seconds: float,
    admits: Callable[[str], bool] = is_public,
    context: ssl.SSLContext | None = None,
) -> None:
    """Write what the address answers into `target`.

    Raises `Broken` with one sentence for an address that is not https or not public, for more than
    `most_bytes`, `seconds` in all or `MOST_REDIRECTS`, and for an answer that is no file; `target` may hold a
    part of it then. `admits` says which IP addresses are asked, `context` which certificates are trusted.
    """
    deadline = time.monotonic() + seconds
    try:
        for _step in range(MOST_REDIRECTS + 1):
            trusted = context or ssl.create_default_context()
            connection, path = _opened(_checked(address), admits, trusted, deadline)
            with closing(connection):
                connection.request("GET", path, headers={"Accept-Encoding": "identity"})
                answer = connection.getresponse()
                if answer.status not in MOVED:
                    _copy(answer, target, most_bytes)
                    return
                address = urljoin(address, answer.getheader("Location", ""))
    except (OSError, http.client.HTTPException, ValueError):
        _left(deadline)
        raise Broken(_("La dirección no responde como es debido.")) from None
    raise Broken(_("La dirección lleva de una a otra demasiadas veces."))


def _left(deadline: float) -> float:
    """How many seconds may be waited for the next sign. Raises `Broken` when the time is over."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise Broken(_("La dirección tarda demasiado en responder.")) from None
    return min(left, SILENCE_SECONDS)


def _checked(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise Broken(_("La dirección debe empezar con https:// y no llevar contraseña."))
    return parts


class _Connection(http.client.HTTPSConnection):
    """A connection to an address that was looked at, with the certificate of its name."""

    def __init__(self, parts: SplitResult, ip: str, context: ssl.SSLContext, deadline: float) -> None:
        super().__init__(parts.hostname or "", parts.port or 443, context=context)
        self.ip, self.trusted, self.deadline = ip, context, deadline
        self.response_class = cast("type[http.client.HTTPResponse]", self._answer)

    def connect(self) -> None:
        plain = socket.create_connection((self.ip, self.port), _left(self.deadline))
        plain.settimeout(_left(self.deadline))
        self.sock = self.trusted.wrap_socket(plain, server_hostname=self.host)

    def _answer(self, sock: socket.socket, **more: Any) -> http.client.HTTPResponse:
        """The answer, every byte of which is read before the deadline, also when they come one by one."""
        answer = http.client.HTTPResponse(sock, **more)
        answer.fp = BufferedReader(_Dripping(sock, answer.fp.detach(), self.deadline))
        return answer


class _Dripping(RawIOBase):
    """What comes from a socket until the deadline."""

    def __init__(self, sock: socket.socket, raw: RawIOBase, deadline: float) -> None:
        self.sock, self.raw, self.deadline = sock, raw, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self.sock.settimeout(_left(self.deadline))
        return self.raw.readinto(buffer)

    def close(self) -> None:
        self.raw.close()
        super().close()


def _opened(
    parts: SplitResult, admits: Callable[[str], bool], context: ssl.SSLContext, deadline: float
) -> tuple[http.client.HTTPConnection, str]:
    found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(admits(each) for each in addresses):
        raise Broken(_("La dirección no es de la red pública."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Connection(parts, addresses[0], context, deadline), path


def _copy(answer: http.client.HTTPResponse, target: IO[bytes], most_bytes: int) -> None:
    if answer.status != http.client.OK:
        raise Broken(_("La dirección responde con el código %(code)d.") % {"code": answer.status})
    size = 0
    while piece := answer.read1(CHUNK):
        size += len(piece)
        if size > most_bytes:
            raise Broken(
                _("El archivo de la dirección pesa más de %(most)d MB.") % {"most": most_bytes // 2**20}
            )
        target.write(piece)
