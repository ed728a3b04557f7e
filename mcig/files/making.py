"""A file that a job makes while somebody waits: its states, its progress, and how it is kept.

The rows are of the app that makes them; each has `state`, `done`, `total`, `file` and `sha256`.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from mcig.rules import Broken

logger = logging.getLogger(__name__)


class MakingState(models.TextChoices):
    WAITING = "waiting", _("en espera")
    WORKING = "working", _("preparándose")
    READY = "ready", _("lista")
    FAILED = "failed", _("no se pudo preparar")
    CANCELLED = "cancelled", _("cancelada")


# Nothing more happens to these.
SETTLED = (MakingState.READY, MakingState.CANCELLED)


class Stopped(Exception):
    """Whoever asked for the file does not want it any more."""


Advance = Callable[[int], None]


def unseen(_done: int) -> None:
    """The `Advance` of a file for which nobody waits."""


def make(rows: models.QuerySet[Any], write: Callable[[Path, Advance], None], *, name: str) -> None:
    """Write the file of the one row that `rows` finds, and keep it; `name` gives its ending.

    `write` fills the path and tells how many parts are done, which is seen at once by whoever waits; it is
    stopped there when the row was cancelled or forgotten. A failure is kept as the state of the row, so that
    asking again tries again; what a rule says goes into `problem`, where the row has it. Nothing is done for
    a row that is settled or was forgotten meanwhile.
    """
    if not rows.exclude(state__in=SETTLED).update(state=MakingState.WORKING, done=0):
        return

    def advance(done: int) -> None:
        if not rows.exclude(state=MakingState.CANCELLED).update(done=done):
            raise Stopped

    try:
        with TemporaryDirectory() as place:
            target = Path(place) / name
            write(target, advance)
            _keep(rows, target)
    except Stopped:
        return
    except Broken as refusal:
        logger.warning("the file of %s was refused: %s", rows.model.__name__, refusal)
        fail(rows, str(refusal))
    except Exception:
        logger.exception("the file of %s could not be made", rows.model.__name__)
        fail(rows)


def fail(rows: models.QuerySet[Any], problem: str = "") -> None:
    """Say of a row that is not settled that its file was not made, and why, where it has a place for that."""
    said = {"problem": problem} if problem and hasattr(rows.model, "problem") else {}
    rows.exclude(state__in=SETTLED).update(state=MakingState.FAILED, **said)


@transaction.atomic
def _keep(rows: models.QuerySet[Any], target: Path) -> None:
    row = rows.select_for_update().exclude(state=MakingState.CANCELLED).first()
    if row is None:
        return
    with target.open("rb") as content:
        row.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        row.file.save(target.name, File(content), save=False)
    row.state, row.done = MakingState.READY, row.total
    row.save()
