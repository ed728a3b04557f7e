"""The PDFs that were printed last: who asks for the same document again does not wait for the press."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from threading import Lock
from typing import Any

# In the memory of one process; what is longer than a quarter of it is not kept.
MOST_BYTES = 8_000_000


class KeptDocuments:
    """Documents by the digest of all that they were printed from; the longest unused goes first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._documents: OrderedDict[bytes, bytes] = OrderedDict()
        self._bytes = 0

    def get(self, key: bytes) -> bytes | None:
        with self._lock:
            if key in self._documents:
                self._documents.move_to_end(key)
            return self._documents.get(key)

    def keep(self, key: bytes, pdf: bytes) -> None:
        if 4 * len(pdf) > MOST_BYTES:
            return
        with self._lock:
            self._bytes += len(pdf) - len(self._documents.pop(key, b""))
            self._documents[key] = pdf
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._documents.popitem(last=False)[1])


def digest(html: str, options: Mapping[str, Any]) -> bytes:
    """What tells one document from another: the text, its stylesheet, date, attachments and pictures."""
    return sha256(repr((html, sorted(options.items()))).encode()).digest()


kept = KeptDocuments()
