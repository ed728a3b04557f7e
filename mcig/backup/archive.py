"""The file of a copy: entries with their checksums, a manifest at its end, encrypted when asked."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import pyrage
from django.utils.translation import gettext as _

from mcig.rules import Broken

FORMAT = 1
MANIFEST = "manifest.json"
TABLE_FOLDER, FILE_FOLDER = "tables/", "files/"
AGE_HEADER = b"age-encryption.org/v1"
CHUNK = 1024 * 1024
IN_MEMORY = 8 * CHUNK
LARGEST_MANIFEST = 256 * CHUNK


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry holds: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What a copy is made of.

    `migrations` names those that its database had, by app; `missing` the files that the database knows and
    that were not there when the copy was made.
    """

    made_at: str
    migrations: dict[str, list[str]]
    rows: dict[str, int] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    entries: dict[str, Content] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def files(self) -> list[str]:
        """The names of the private files, as the storage knows them."""
        return [name.removeprefix(FILE_FOLDER) for name in self.entries if name.startswith(FILE_FOLDER)]


class Writer:
    """Adds entries to a copy that is being made."""

    def __init__(self, archive: tarfile.TarFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def add(self, name: str, write: Callable[[IO[bytes]], None]) -> None:
        """Add an entry whose bytes `write` puts into the stream that it is given."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
            write(spool)
            size = spool.tell()
            spool.seek(0)
            summed = _Summing(spool)
            self._archive.addfile(_entry(name, size), summed)
        self.manifest.entries[name] = Content(size, summed.sha256)


@contextmanager
def writing(target: Path, manifest: Manifest, recipient: str = "") -> Iterator[Writer]:
    """Make the copy `target`, encrypted for the age `recipient` when there is one.

    The file appears under its name only once it is whole; whatever fails leaves nothing behind.
    Raises `Broken` for a recipient that is none.
    """
    keys = [_recipient(recipient)] if recipient else []
    parts = [target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.plain.part")]
    whole, plain = parts[0], parts[1] if keys else parts[0]
    try:
        with tarfile.open(plain, "w:gz", compresslevel=6) as archive:
            plain.chmod(0o600)
            writer = Writer(archive, manifest)
            yield writer
            text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            archive.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))
        if keys:
            pyrage.encrypt_file(str(plain), str(whole), keys)
            whole.chmod(0o600)
        whole.replace(target)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


@contextmanager
def plainly(source: Path, identity: Path | None) -> Iterator[Path]:
    """The copy as a file that can be read: itself, or decrypted into a temporary file with `identity`.

    Raises `Broken` when it is encrypted and the key is missing or does not open it.
    """
    with source.open("rb") as opened:
        is_encrypted = opened.read(len(AGE_HEADER)) == AGE_HEADER
    if not is_encrypted:
        yield source
        return
    if identity is None:
        raise Broken(_("La copia está cifrada: indique con --identity el archivo de la clave que la abre."))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "copy"
        try:
            pyrage.decrypt_file(str(source), str(plain), [_identity(identity)])
        except pyrage.DecryptError as error:
            raise Broken(_("La clave no abre esta copia, o la copia está dañada.")) from error
        yield plain


def verify(source: Path) -> Manifest:
    """Read the whole plain copy and give its manifest.

    Raises `Broken` unless every entry is there once, in its place, with its size and checksum, and nothing
    else is.
    """
    found: dict[str, Content] = {}
    manifest = None
    try:
        for name, stream in _entries(source):
            if name == MANIFEST:
                manifest = _read_manifest(stream)
                continue
            if name in found or not _is_in_place(name):
                raise Broken(_("La copia no es de fiar: «%(name)s» no le pertenece.") % {"name": name[:100]})
            summed = _Summing(stream)
            while summed.read(CHUNK):
                pass
            found[name] = Content(summed.size, summed.sha256)
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise Broken(_("La copia está dañada o incompleta: no se puede leer hasta el final.")) from error
    if manifest is None and found:
        raise Broken(_("La copia está dañada o incompleta: no se puede leer hasta el final."))
    if manifest is None:
        raise Broken(_("El archivo no es una copia de seguridad de esta aplicación."))
    held = {name.removeprefix(TABLE_FOLDER) for name in found if name.startswith(TABLE_FOLDER)}
    if held != set(manifest.columns):
        raise Broken(_("La copia está dañada: su índice no se puede leer."))
    if found != manifest.entries:
        differing = sorted(
            name for name in found | manifest.entries if found.get(name) != manifest.entries.get(name)
        )
        raise Broken(
            _("La copia está dañada: no coincide el contenido de %(names)s.")
            % {"names": ", ".join(differing[:5])}
        )
    return manifest


def entries(source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each entry of a plain copy that has been verified, with a stream of its bytes; not the manifest."""
    return ((name, stream) for name, stream in _entries(source) if name != MANIFEST)


def _entries(source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(source, "r|gz") as archive:
        for entry in archive:
            is_plain = entry.isreg() and not entry.issparse()
            stream = archive.extractfile(entry) if is_plain else None
            if stream is None:
                raise tarfile.ReadError
            yield entry.name, stream


def _is_in_place(name: str) -> bool:
    """Whether an entry is a table or stays within the folder of the files, wherever that is."""
    folder, _slash, rest = name.partition("/")
    if f"{folder}/" == TABLE_FOLDER:
        return rest.isidentifier()
    way = rest.split("/")
    return f"{folder}/" == FILE_FOLDER and "\\" not in rest and not {"", ".", ".."}.intersection(way)


def _read_manifest(stream: IO[bytes]) -> Manifest:
    try:
        data: dict[str, Any] = json.loads(stream.read(LARGEST_MANIFEST))
        contents = {name: Content(**content) for name, content in data.pop("entries").items()}
        manifest = Manifest(**data, entries=contents)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Broken(_("La copia está dañada: su índice no se puede leer.")) from error
    if manifest.format != FORMAT:
        raise Broken(_("La copia tiene un formato que esta versión de la aplicación no conoce."))
    if not _is_shaped(data):
        raise Broken(_("La copia está dañada: su índice no se puede leer."))
    return manifest


def _is_shaped(data: dict[str, Any]) -> bool:
    """Whether what the manifest says has the types that it is read with."""
    names = [data["migrations"], data.get("columns", {})]
    counts = [data.get("rows", {}), data.get("sequences", {})]
    return (
        all(isinstance(each, dict) for each in (*names, *counts))
        and all(isinstance(each, list) for group in names for each in group.values())
        and all(isinstance(each, str) for group in names for found in group.values() for each in found)
        and all(isinstance(each, int) for group in counts for each in group.values())
    )


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise Broken(_("La clave pública para cifrar la copia no es válida: empieza con «age1».")) from error


def _identity(file: Path) -> pyrage.x25519.Identity:
    """The first key of a file as age writes it: comment lines, then AGE-SECRET-KEY-…"""
    try:
        lines = file.read_text(encoding="utf-8").split()
        return pyrage.x25519.Identity.from_str(next(word for word in lines if word.startswith("AGE-SECRET-")))
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError) as error:
        raise Broken(_("El archivo «%(name)s» no contiene una clave de age.") % {"name": file}) from error


class _Summing(io.RawIOBase):
    """A stream that counts and sums what is read through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._sum = hashlib.sha256()
        self.size = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self._sum.update(chunk)
        self.size += len(chunk)
        return chunk

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()
