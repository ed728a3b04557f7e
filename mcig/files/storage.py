"""Where private files lie. They have no public address."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.deconstruct import deconstructible


@deconstructible
class PrivateStorage(FileSystemStorage):
    """Files under `MEDIA_ROOT` with random names: what a person called a file never reaches the disk."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def _save(self, name: str, content: File[bytes]) -> str:
        """As Django's; what a full disk cut short does not stay there."""
        try:
            return str(super()._save(name, content))  # type: ignore[misc]
        except OSError:
            Path(self.path(name)).unlink(missing_ok=True)
            raise

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A fresh random name in the folder of `name`, with its suffix."""
        return random_name(name)


def random_name(name: str) -> str:
    """Another name in the folder of `name`, with its suffix: 128 random bits, in one of 256 folders."""
    path = PurePosixPath(name)
    key = secrets.token_hex(16)
    return str(path.parent / key[:2] / f"{key}{path.suffix.lower()}")


def walk(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files below a folder of a storage, of whatever kind it is."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from sorted(prefix + name for name in files if name)
    for each in sorted(folders):
        yield from walk(storage, prefix + each)
