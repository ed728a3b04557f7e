"""A full disk: what cannot be kept is refused in words, and nothing is kept by halves."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from mcig.machine.account import ACCOUNT
from tests.drills.conftest import FILES, Prepared
from tests.support.service import Service, service
from tests.support.writers import form_of

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk"),
]
FICHA = "/proyectos/FR-2025-001/editar/"
SAVED = "SELECT general_objective FROM projects_revision r JOIN projects_project p ON p.id = r.project_id"
SAVED += " WHERE p.code = 'FR-2025-001' AND r.number IS NULL"


@dataclass
class Disk:
    """A disk of 256 MB that can be filled to the last byte and emptied of that again."""

    folder: Path

    def fill(self) -> None:
        filler = os.open(self.folder / "filler", os.O_WRONLY | os.O_CREAT)
        with contextlib.suppress(OSError):
            while os.write(filler, bytes(4096)):
                pass
        os.close(filler)

    def make_room(self) -> None:
        (self.folder / "filler").unlink()


@pytest.fixture
def disk() -> Iterator[Disk]:
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m,mode=755", "tmpfs", folder], check=True)
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


@pytest.fixture
def install(prepared: Prepared, disk: Disk, tmp_path: Path) -> Iterator[Service]:
    """An install whose database and private files lie on the small disk."""
    place = disk.folder / "postgres"
    place.mkdir()
    account = pwd.getpwnam(ACCOUNT)
    os.chown(place, account.pw_uid, account.pw_gid)
    disk.folder.parent.chmod(disk.folder.parent.stat().st_mode | 0o001)
    name = f"drill_{secrets.token_hex(4)}"
    server = prepared.cluster.url("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE {name} LOCATION '{place}'")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {prepared.database} TABLESPACE {name}")
    subprocess.run(["cp", "--recursive", FILES, disk.folder / "files"], check=True)
    (tmp_path / "files").symlink_to(disk.folder / "files")
    with service(tmp_path, prepared.cluster.url(name)) as made:
        yield made
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute(f"DROP TABLESPACE {name}")


def test_a_full_disk_refuses_in_words_and_room_is_enough_to_go_on(install: Service, disk: Disk) -> None:
    install.start_proxy(install.start_web())
    person = install.visitor()
    assert person.log_in("francia@mcig.example").status == 302

    def save(text: str) -> int:
        answer = person.post(FICHA, form_of(person, FICHA, "general_objective") | {"general_objective": text})
        if answer.status == 507:
            assert "El disco del sistema está lleno: no se guardó nada" in answer.text
        return answer.status

    assert save("antes") == 302
    disk.fill()
    kept, status = "antes", 302
    for number in range(200):
        text = f"{number} " + f"palabra{secrets.token_hex(3)} " * 500
        if (status := save(text)) != 302:
            break
        kept = text.strip()
    print(f"\n  refused with {status} after {number} saves that still fitted")
    assert status == 507
    assert person.get("/proyectos/FR-2025-001/").status == 200
    assert person.get("/salud/").status == 200

    disk.make_room()
    with psycopg.connect(install.children.environment["DATABASE_URL"]) as connection:
        assert connection.execute(SAVED).fetchall() == [(kept,)]
    assert save("después") == 302
