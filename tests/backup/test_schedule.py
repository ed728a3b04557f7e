"""The copies that the worker makes by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from mcig.backup.actions import verify
from mcig.backup.schedule import make_due
from tests.support.cast import assemble

NOW = datetime(2024, 3, 12, 9, 7, tzinfo=UTC)


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    made = tmp_path.parent / f"{tmp_path.name}-copies"
    made.mkdir()
    settings.BACKUP_FOLDER = str(made)
    settings.BACKUP_KEEP = 2
    return made


def test_without_a_folder_there_are_no_copies(settings: LazySettings) -> None:
    settings.BACKUP_FOLDER = ""
    assert make_due(NOW) is None


@pytest.mark.django_db(transaction=True)
def test_one_copy_a_day_and_the_newest_stay(folder: Path) -> None:
    assemble()
    first = make_due(NOW)
    assert first == folder / "mesa-20240312T090700Z.tar.gz"
    assert verify(source=first).rows["members_person"] == 6
    assert make_due(NOW + timedelta(hours=23)) is None
    second = make_due(NOW + timedelta(hours=24))
    third = make_due(NOW + timedelta(days=5))  # after a downtime: one, not five
    assert sorted(folder.iterdir()) == [second, third]


@pytest.mark.django_db(transaction=True)
def test_what_is_no_copy_is_left_alone(folder: Path) -> None:
    note = folder / "mesa-notas.tar.gz"
    note.write_text("de otra persona")
    assert make_due(NOW) is not None
    assert note.read_text() == "de otra persona"
