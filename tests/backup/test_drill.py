"""The drill: copy a mesa in use, bring it back elsewhere, compare every table and every file."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pyrage
import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import load_command_class
from django.core.management.base import OutputWrapper
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from tests.support.cast import assemble
from tests.support.fichas import project

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = "mcig_restored"
pytestmark = pytest.mark.django_db(transaction=True)


def address(database: str) -> str:
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{database}"))


@pytest.fixture
def in_use(settings: LazySettings) -> None:
    """A mesa with its people, a published ficha with its PDF, and a draft."""
    cast = assemble()
    project(cast.actor("secretary"), cast.france, publish=True)
    project(cast.actor("secretary"), cast.france)


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of an empty database beside that of the tests."""
    name = f"{ELSEWHERE}_{os.getpid()}"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
        yield address(name)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder that holds no private files."""
    folder = tmp_path.parent / f"{tmp_path.name}-beside"
    folder.mkdir()
    return folder


def here() -> str:
    return address(str(connection.settings_dict["NAME"]))


def manage(
    *arguments: object, files: Path, database: str = "", status: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`manage.py` as a process of its own, as an operator or cron starts it."""
    done = subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database or here(), "FILES_ROOT": str(files)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return done


@dataclass(frozen=True)
class Said:
    stdout: str
    stderr: str


def command(name: str, *arguments: object, files: Path, status: int = 0) -> Said:
    """The same command with its arguments and its exit status, without starting a process for it."""
    made = load_command_class("mcig.backup", name)
    out, err = StringIO(), StringIO()
    made.stdout, made.stderr = OutputWrapper(out), OutputWrapper(err)
    ended: object = 0
    with override_settings(MEDIA_ROOT=str(files)):
        try:
            made.run_from_argv(["manage.py", name, *map(str, arguments)])
        except SystemExit as end:
            ended = end.code
    assert ended == status, err.getvalue()
    return Said(out.getvalue(), err.getvalue())


def rows_of(database: str) -> dict[str, list[Any]]:
    """The rows of every table that a copy holds, in an order of their own."""
    with psycopg.connect(database) as opened:
        names = opened.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND relname NOT IN ('django_migrations', 'cache_entry', 'django_session')"
        ).fetchall()
        return {
            name: sorted(row[0] for row in opened.execute(f'SELECT t::text FROM "{name}" AS t').fetchall())
            for (name,) in names
        }


def files_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_row_and_file_comes_back(in_use: None, elsewhere: str, tmp_path: Path, beside: Path) -> None:
    copy, there = beside / "copy.tar.gz", beside / "there"
    there.mkdir()
    assert manage("backup", copy, files=tmp_path).stdout.startswith("Copia completa: ")
    assert copy.stat().st_mode & 0o077 == 0
    assert manage("verify_backup", copy, files=there).stdout.startswith("La copia está completa: ")
    manage("restore", copy, files=there, database=elsewhere)
    expected = rows_of(here())
    assert len(expected["projects_revision"]) == 2
    assert rows_of(elsewhere) == expected
    assert len(files_of(there)) == 2
    assert files_of(there) == files_of(tmp_path)
    require_alive(elsewhere)


def require_alive(database: str) -> None:
    """Triggers write history again, finished records stay final, and numbers go on where they were."""
    count = "SELECT count(*) FROM members_personevent"
    with psycopg.connect(database, autocommit=True) as opened:
        (before,) = opened.execute(count).fetchone() or (0,)
        changed = opened.execute("UPDATE members_person SET phone = '55'").rowcount
        assert opened.execute(count).fetchone() == (before + changed,)
        with pytest.raises(psycopg.errors.RaiseException):
            opened.execute("UPDATE documents_issueddocument SET sha256 = ''")
        (last,) = opened.execute("SELECT max(id) FROM members_person").fetchone() or (0,)
        assert opened.execute("SELECT nextval('members_person_id_seq')").fetchone() == (last + 1,)


def test_nothing_is_restored_over_an_install_in_use(in_use: None, tmp_path: Path, beside: Path) -> None:
    copy = beside / "copy.tar.gz"
    command("backup", copy, files=tmp_path)
    before = rows_of(here())
    said = command("restore", copy, files=tmp_path / "other", status=2).stderr
    assert "Esta instalación está en uso" in said
    assert rows_of(here()) == before


def test_a_damaged_copy_is_refused_before_anything_is_touched(
    in_use: None, elsewhere: str, tmp_path: Path, beside: Path
) -> None:
    copy = beside / "copy.tar.gz"
    command("backup", copy, files=tmp_path)
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 0xFF
    copy.write_bytes(content)
    said = manage("restore", copy, files=tmp_path / "other", database=elsewhere, status=2).stderr
    assert "La copia está dañada" in said
    with psycopg.connect(elsewhere) as opened:
        assert opened.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_copy_with_a_changed_file_or_a_cut_end_is_refused(
    in_use: None, tmp_path: Path, beside: Path
) -> None:
    copy, forged = beside / "copy.tar.gz", beside / "forged.tar.gz"
    command("backup", copy, files=tmp_path)
    with tarfile.open(copy) as whole, tarfile.open(forged, "w:gz") as changed:
        for entry in whole:
            stream = whole.extractfile(entry)
            assert stream is not None
            data = stream.read()
            if entry.name == "tables/members_person":
                data = data.replace(b"Catalina", b"Mengana ")
            changed.addfile(entry, io.BytesIO(data))
    said = command("verify_backup", forged, files=tmp_path, status=2).stderr
    assert "no coincide el contenido de tables/members_person" in said
    forged.write_bytes(copy.read_bytes()[:-200])
    assert (
        "no se puede leer hasta el final" in command("verify_backup", forged, files=tmp_path, status=2).stderr
    )
    forged.write_text("esto no es una copia")
    assert "La copia está dañada" in command("verify_backup", forged, files=tmp_path, status=2).stderr


def test_a_copy_of_a_newer_version_is_refused(
    in_use: None, elsewhere: str, tmp_path: Path, beside: Path
) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("members", "9999_of_tomorrow")
    try:
        command("backup", beside / "copy.tar.gz", files=tmp_path)
    finally:
        recorder.record_unapplied("members", "9999_of_tomorrow")
    said = manage(
        "restore", beside / "copy.tar.gz", files=beside / "there", database=elsewhere, status=2
    ).stderr
    assert "versión más nueva de la aplicación (members.9999_of_tomorrow)" in said


def test_an_encrypted_copy_opens_with_its_key_alone(in_use: None, tmp_path: Path, beside: Path) -> None:
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    (beside / "key").write_text(f"# made for a test\n{key}\n")
    (beside / "other").write_text(str(other))
    copy = beside / "copy.tar.gz.age"
    manage("backup", copy, files=tmp_path, BACKUP_RECIPIENT=str(key.to_public()))
    assert b"Catalina" not in copy.read_bytes()
    assert [path.name for path in beside.iterdir() if "part" in path.name] == []
    assert "La copia está cifrada" in command("verify_backup", copy, files=tmp_path, status=2).stderr
    said = command("verify_backup", copy, "--identity", beside / "other", files=tmp_path, status=2).stderr
    assert "La clave no abre esta copia" in said
    with_key = (copy, "--identity", beside / "key")
    assert command("verify_backup", *with_key, files=tmp_path).stdout.startswith("La copia está completa: ")
    # A restore proves the whole copy before it asks whether the install is empty.
    assert "Esta instalación está en uso" in command("restore", *with_key, files=tmp_path, status=2).stderr


def test_a_missing_file_is_said_and_a_wrong_place_leaves_nothing(
    in_use: None, tmp_path: Path, beside: Path
) -> None:
    name = default_storage.save("documents/x.pdf", ContentFile(b"x"))
    stored = sorted(path for path in tmp_path.rglob("*.pdf") if str(path.relative_to(tmp_path)) != name)
    stored[0].unlink()
    said = command("backup", beside / "copy.tar.gz", files=tmp_path).stderr
    assert said.startswith("Falta un archivo que la base de datos conoce: documents/")
    said = command("backup", beside / "no" / "copy.tar.gz", files=tmp_path, status=2).stderr
    assert "No quedó nada a medias" in said
    said = command("backup", beside / "copy.tar.gz", files=tmp_path, status=2).stderr
    assert "Ya existe" in said
    said = command("backup", beside / "b.tar.gz", "--recipient", "age1nada", files=tmp_path, status=2).stderr
    assert "clave pública" in said
    assert [path.name for path in beside.iterdir()] == ["copy.tar.gz"]
