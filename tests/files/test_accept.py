from __future__ import annotations

import errno
import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, transaction
from django.test import RequestFactory
from django.utils import timezone
from time_machine import Traveller

from mcig.files import deliver_stored, sweeping
from mcig.files.actions import accept
from mcig.files.models import StoredFile
from mcig.files.tasks import sweep
from mcig.rules import Broken
from tests.support.cast import Cast
from tests.support.files import office, pdf, upload


def on_disk(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def aged(root: Path) -> None:
    """Let every file on the disk be two days old on the tests' clock."""
    moment = (timezone.now() - timedelta(days=2)).timestamp()
    for path in on_disk(root):
        os.utime(path, (moment, moment))


def test_a_file_is_kept_with_what_is_known_of_it(cast: Cast, private_files: Path) -> None:
    content = pdf()
    stored = accept(actor=cast.actor("secretary"), upload=upload("C:\\x\\Términos de referencia", content))

    stored.refresh_from_db()
    assert (stored.name, stored.kind, stored.size) == ("Términos de referencia.pdf", "pdf", len(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.uploaded_by == cast.secretary
    assert timezone.now() - stored.uploaded_at < timedelta(seconds=30)
    assert "ONU Mujeres" in stored.capacity
    (path,) = on_disk(private_files)
    assert path.read_bytes() == content
    assert path.suffix == ".pdf"
    assert "referencia" not in path.name
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_refused_leaves_nothing(cast: Cast, private_files: Path) -> None:
    with pytest.raises(Broken, match="contiene macros"):
        accept(actor=cast.actor("secretary"), upload=upload("a.docm", office(word__vbaProject_bin=b"x")))
    with pytest.raises(Broken, match="dice que es otra cosa"):
        accept(actor=cast.actor("secretary"), upload=upload("a.xlsx", office("docx")))
    with pytest.raises(PermissionDenied):
        accept(actor=cast.actor("anonymous"), upload=upload("a.pdf", pdf()))
    assert StoredFile.objects.count() == 0
    assert on_disk(private_files) == []


def test_a_full_disk_is_said_and_no_piece_stays(
    cast: Cast, private_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(storage: FileSystemStorage, name: str, _content: object) -> str:
        path = Path(storage.path(name))
        path.parent.mkdir(parents=True)
        path.write_bytes(b"%PD")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(Broken, match="No queda espacio para guardar el archivo"):
        accept(actor=cast.actor("secretary"), upload=upload("a.pdf", pdf()))
    assert StoredFile.objects.count() == 0
    assert on_disk(private_files) == []


def test_the_database_refuses_to_change_a_file(cast: Cast) -> None:
    stored = accept(actor=cast.actor("secretary"), upload=upload("a.pdf", pdf()))
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(name="otro.pdf")


def test_what_a_rollback_left_on_the_disk_is_swept(cast: Cast, private_files: Path) -> None:
    with transaction.atomic():
        accept(actor=cast.actor("secretary"), upload=upload("a.pdf", pdf()))
        transaction.set_rollback(True)
    assert StoredFile.objects.count() == 0
    assert len(on_disk(private_files)) == 1

    assert sweeping.sweep() == 0, "a transaction may still be running"
    aged(private_files)
    sweep(timestamp=0)
    assert on_disk(private_files) == []


def test_an_upload_that_nothing_refers_to_goes_a_day_later(
    cast: Cast, private_files: Path, clock: Traveller
) -> None:
    accept(actor=cast.actor("secretary"), upload=upload("a.pdf", pdf()))
    aged(private_files)
    sweeping.sweep()
    assert StoredFile.objects.count() == 1
    clock.shift(timedelta(days=2))
    assert sweeping.sweep() == 1
    assert StoredFile.objects.count() == 0
    assert on_disk(private_files) == []


def test_files_that_others_keep_in_other_folders_stay(cast: Cast, private_files: Path) -> None:
    (private_files / "otros").mkdir()
    (private_files / "otros" / "a.txt").write_text("a", encoding="utf-8")
    aged(private_files)
    assert sweeping.sweep() == 0
    assert len(on_disk(private_files)) == 1


def test_a_file_is_handed_out_as_a_download_that_is_not_executed(cast: Cast, rf: RequestFactory) -> None:
    content = pdf()
    stored = accept(actor=cast.actor("secretary"), upload=upload("Día 1.pdf", content))
    answer = deliver_stored(rf.get("/"), stored)

    assert b"".join(answer) == content
    answer.close()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''D%C3%ADa%201.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["ETag"] == f'"{stored.sha256}"'
    again = deliver_stored(rf.get("/", headers={"If-None-Match": answer["ETag"]}), stored)
    assert (again.status_code, again["ETag"]) == (304, answer["ETag"])


def test_a_file_that_is_missing_from_the_disk_is_said(cast: Cast, rf: RequestFactory) -> None:
    stored = accept(actor=cast.actor("secretary"), upload=upload("a.pdf", pdf()))
    Path(stored.file.path).unlink()
    with pytest.raises(Broken, match="El archivo falta en el almacén"):
        deliver_stored(rf.get("/"), stored)
