"""The mailbox that `INBOX_URL` names, read and left as it is."""

from __future__ import annotations

import hashlib
import imaplib
import mailbox
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.rules import Broken

LARGEST_BYTES = 5_000_000
LOOKING_BACK = timedelta(days=60)
PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message where it lies. `digest` stays the same at every look; `load` gives its bytes.

    `load` gives None for a message that is too large or has vanished meanwhile.
    """

    digest: str
    load: Callable[[], bytes | None]


@contextmanager
def mailbox_at(url: str) -> Iterator[Iterator[Arrived]]:
    """The messages of the mailbox, oldest first. Raises `Broken` when it cannot be opened; no password and
    no address stand in the sentence."""
    try:
        parts = urlsplit(url)
        if parts.scheme == "maildir":
            yield _maildir(unquote(parts.path))
        elif parts.scheme == "mbox":
            yield _mbox(unquote(parts.path))
        elif parts.scheme in {"imaps", "imap"}:
            with _imap(url) as connection:
                yield _imap_messages(connection)
        else:
            raise Broken(
                _("INBOX_URL debe empezar con «maildir://», «mbox://» o «imaps://»; revise la configuración.")
            )
    except (OSError, imaplib.IMAP4.error, mailbox.Error) as error:
        raise Broken(
            _("El buzón que nombra INBOX_URL no se puede leer (%(kind)s). Revise la dirección y el acceso.")
            % {"kind": type(error).__name__}
        ) from error


def _maildir(path: str) -> Iterator[Arrived]:
    folder = mailbox.Maildir(path, factory=None, create=False)
    for key in sorted(folder.keys()):

        def load(key: str = key) -> bytes | None:
            try:
                return _small(folder.get_bytes(key))
            except (KeyError, FileNotFoundError):
                return None

        yield Arrived(_digest(key.partition(":")[0]), load)


def _mbox(path: str) -> Iterator[Arrived]:
    file = mailbox.mbox(path, factory=None, create=False)
    try:
        for key in file.keys():  # noqa: SIM118 - a mailbox iterates over messages, not keys
            content = file.get_bytes(key)
            yield Arrived(_digest(content), lambda content=content: _small(content))  # type: ignore[misc]
    finally:
        file.close()


@contextmanager
def _imap(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    connect = imaplib.IMAP4_SSL if parts.scheme == "imaps" else imaplib.IMAP4
    connection = connect(parts.hostname or "", parts.port or connect.port, timeout=PATIENCE_SECONDS)
    try:
        connection.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.lstrip("/")) or "INBOX"
        status, _data = connection.select(f'"{folder}"', readonly=True)
        if status != "OK":
            raise imaplib.IMAP4.error("no such folder")
        yield connection
    finally:
        connection.logout()


def _imap_messages(connection: imaplib.IMAP4) -> Iterator[Arrived]:
    """Those of the last sixty days; a message is known by its number and the folder's validity (RFC 3501)."""
    _name, validity = connection.response("UIDVALIDITY")
    since = imaplib.Time2Internaldate(timezone.now() - LOOKING_BACK)[1:12].strip()
    _status, found = connection.uid("SEARCH", "SINCE", since)
    for number in (found[0] or b"").split():

        def load(number: bytes = number) -> bytes | None:
            _status, data = connection.uid("FETCH", number.decode(), "(BODY.PEEK[])")
            content = next((part[1] for part in data if isinstance(part, tuple)), None)
            return None if content is None else _small(content)

        yield Arrived(_digest(f"{validity!r} {number.decode()}"), load)


def _small(content: bytes) -> bytes | None:
    return content if len(content) <= LARGEST_BYTES else None


def _digest(what: str | bytes) -> str:
    return hashlib.sha256(what.encode() if isinstance(what, str) else what).hexdigest()
