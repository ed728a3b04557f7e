"""Files as a page lists them, for `components/file-list.html`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mcig.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line: what it is called, where it is downloaded and, for who may, where it is removed."""

    title: str
    name: str
    kind: str
    size: int
    uploaded_at: datetime
    url: str
    remove_url: str = ""


def row(stored: StoredFile, *, url: str, title: str = "", remove_url: str = "") -> FileRow:
    """The line of one file; without a `title` its name stands for it."""
    return FileRow(
        title=title or stored.name,
        name=stored.name,
        kind=str(stored.description.words),
        size=stored.size,
        uploaded_at=stored.uploaded_at,
        url=url,
        remove_url=remove_url,
    )
