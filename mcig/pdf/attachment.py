"""A file that a PDF carries inside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF; `description` says what it is, in the document's language."""

    name: str
    content: bytes
    description: str
