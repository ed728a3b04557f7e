"""The copies that the worker makes by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from mcig.backup.actions import verify
from mcig.backup.schedule import made, make_due
from tests.support.cast import assemble

NOW = datetime(2024, 3, 12, 9, 7, tzinfo=UTC)


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    beside = tmp_path.parent / f"{tmp_path.name}-copies"
    beside.mkdir()
    settings.BACKUP_FOLDER = str(beside)
    settings.BACKUP_KEEP = 2
    return beside


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
def test_a_copy_by_hand_lies_among_the_others(folder: Path) -> None:
    call_command("backup", stdout=StringIO())
    ((moment, copy),) = made(folder)
    assert abs(datetime.fromisoformat(verify(source=copy).made_at) - moment) < timedelta(minutes=1)


def test_a_copy_by_hand_without_a_folder_asks_for_a_name(settings: LazySettings) -> None:
    settings.BACKUP_FOLDER = ""
    with pytest.raises(CommandError, match="Diga en qué archivo"):
        call_command("backup")


@pytest.mark.django_db(transaction=True)
def test_what_is_no_copy_is_left_alone(folder: Path) -> None:
    note = folder / "mesa-notas.tar.gz"
    note.write_text("de otra persona")
    assert make_due(NOW) is not None
    assert note.read_text() == "de otra persona"
