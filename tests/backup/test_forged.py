"""An archive that somebody made up: nothing is written outside, nothing is run, and it is said."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

from mcig.backup import actions, archive
from mcig.backup.archive import Manifest
from mcig.rules import Broken

DATA = b"ajeno"
FOREIGN = "La copia no es de fiar"
DAMAGED = "La copia está dañada"


def forged(target: Path, *entries: tarfile.TarInfo | str, **manifest: Any) -> Path:
    """A copy whose manifest agrees with its entries, each of which holds `DATA`."""
    content = {"size": len(DATA), "sha256": hashlib.sha256(DATA).hexdigest()}
    names = [each if isinstance(each, str) else each.name for each in entries]
    index = {"made_at": "", "migrations": {}, "entries": dict.fromkeys(names, content), "missing": []}
    index["columns"] = {name.removeprefix("tables/"): ["id"] for name in names if name.startswith("tables/")}
    with tarfile.open(target, "w:gz") as written:
        for each in entries:
            entry = tarfile.TarInfo(each) if isinstance(each, str) else each
            if entry.isreg():
                entry.size = len(DATA)
            written.addfile(entry, io.BytesIO(DATA) if entry.isreg() else None)
        text = json.dumps(index | manifest).encode()
        entry = tarfile.TarInfo(archive.MANIFEST)
        entry.size = len(text)
        written.addfile(entry, io.BytesIO(text))
    return target


def special(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, link
    return entry


@pytest.mark.parametrize(
    "name",
    [
        "../elsewhere",
        "/etc/mcig",
        "files/../../elsewhere",
        "files//etc/mcig",
        "files/a/./b",
        "files/a\\b",
        "files/",
        "files",
        "other/a",
        "tables/a; DROP TABLE b",
        "tables/../files/a",
    ],
)
def test_an_entry_outside_its_place_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Broken, match=FOREIGN):
        archive.verify(forged(tmp_path / "copy", name))


@pytest.mark.parametrize(
    "entry",
    [
        special("files/a", tarfile.SYMTYPE, "/etc/passwd"),
        special("files/a", tarfile.LNKTYPE, "../../etc/passwd"),
        special("files/a", tarfile.CHRTYPE),
        special("files/a", tarfile.BLKTYPE),
        special("files/a", tarfile.FIFOTYPE),
        special("files/a", tarfile.DIRTYPE),
    ],
    ids=lambda entry: entry.type.decode(),
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, entry: tarfile.TarInfo) -> None:
    with pytest.raises(Broken, match=DAMAGED):
        archive.verify(forged(tmp_path / "copy", entry))


def test_an_entry_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Broken, match=FOREIGN):
        archive.verify(forged(tmp_path / "copy", "files/a", "files/a"))


@pytest.mark.parametrize(
    "manifest",
    [
        {"migrations": "members"},
        {"migrations": {"members": "0001"}},
        {"columns": ["members_person"]},
        {"columns": {"members_person": ["id"]}},
        {"columns": {"a": [{"b": 1}]}},
        {"sequences": {"a": "b"}},
        {"entries": []},
        {"format": 2},
        {"unknown": 1},
    ],
    ids=str,
)
def test_a_manifest_of_another_shape_is_refused(tmp_path: Path, manifest: dict[str, Any]) -> None:
    with pytest.raises(Broken, match=r"La copia (está dañada|tiene un formato)"):
        archive.verify(forged(tmp_path / "copy", "files/a", **manifest))


@pytest.mark.parametrize("table", ["pg_authid", "django_session", "django_migrations", "no_such_table"])
def test_a_table_that_no_copy_holds_is_not_written(db: None, tmp_path: Path, table: str) -> None:
    copy = forged(tmp_path / "copy", f"tables/{table}")
    with pytest.raises(Broken, match=f"La copia no es de fiar: «{table}» no le pertenece."):
        actions._load(copy, Manifest("", {}, columns={table: ["id"]}), [])


def test_a_good_copy_is_taken(tmp_path: Path) -> None:
    found = archive.verify(forged(tmp_path / "copy", "files/2026/a.pdf", "tables/members_person"))
    assert found.files() == ["2026/a.pdf"]


def test_the_storage_itself_writes_nothing_outside(db: None) -> None:
    with pytest.raises(SuspiciousFileOperation):
        actions._put_back(default_storage, "../../elsewhere", io.BytesIO(DATA))
