"""The copies that the worker makes by itself, one a day."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from mcig.backup.actions import back_up

logger = logging.getLogger(__name__)
EVERY = timedelta(hours=24)
PATTERN = "mesa-*.tar.gz*"


def made(folder: Path) -> list[tuple[datetime, Path]]:
    """The copies in `folder` with the moment in their names, the newest first."""
    found = []
    for path in folder.glob(PATTERN):
        stamp = path.name.removeprefix("mesa-").partition(".")[0]
        try:
            found.append((datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), path))
        except ValueError:
            continue
    return sorted((each for each in found if not each[1].name.endswith(".part")), reverse=True)


def next_copy(folder: Path, now: datetime) -> Path:
    """The name of a copy made `now` in `folder`, by which it is known as one."""
    suffix = ".age" if settings.BACKUP_RECIPIENT else ""
    return folder / f"mesa-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar.gz{suffix}"


def make_due(now: datetime) -> Path | None:
    """Make a copy in `BACKUP_FOLDER` when the newest is a day old, and give it; keep the newest few.

    The worker asks each hour, so a downtime delays a copy and never leaves one out. An old copy is deleted
    only after a new one is whole.
    """
    if not settings.BACKUP_FOLDER:
        return None
    folder = Path(settings.BACKUP_FOLDER)
    known = made(folder)
    if known and now - known[0][0] < EVERY:
        return None
    target = next_copy(folder, now)
    manifest = back_up(target=target, recipient=settings.BACKUP_RECIPIENT)
    if manifest.missing:
        logger.error("copy %s: %d files of the database were missing", target.name, len(manifest.missing))
    for _moment, old in made(folder)[max(settings.BACKUP_KEEP, 1) :]:
        old.unlink(missing_ok=True)
    return target
