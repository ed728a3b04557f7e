"""Make the folder that somebody asked for, and forget the old ones; called by jobs."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from agenda.models import Folder, FolderState
from agenda.pdf.folder import folder_pdf
from agenda.queries import papers as queries
from agenda.queries.versions import newest

logger = logging.getLogger(__name__)
KEPT = timedelta(days=7)


def make(*, folder_id: int) -> None:
    """Make a folder that was asked for; each paper that is joined is seen at once by whoever waits.

    A failure is kept as the state of the folder, so that asking again tries again. Nothing is done for one
    that is ready or was forgotten meanwhile.
    """
    folder = Folder.objects.select_related("meeting").filter(pk=folder_id).first()
    if folder is None or folder.state == FolderState.READY:
        return
    version = newest(folder.meeting)
    assert version is not None
    wanted = Folder.objects.filter(pk=folder_id)
    wanted.update(state=FolderState.WORKING, done=0)
    papers = queries.folder_papers(folder.meeting, folder.audience)

    def joined(done: int) -> None:
        wanted.update(done=done)

    try:
        with TemporaryDirectory() as place:
            target = Path(place) / "folder.pdf"
            folder_pdf(version, papers, language=folder.language, target=target, joined=joined)
            _keep(folder_id, target)
    except Exception:
        logger.exception("the folder %s could not be made", folder_id)
        wanted.update(state=FolderState.FAILED)


@transaction.atomic
def _keep(folder_id: int, target: Path) -> None:
    folder = Folder.objects.select_for_update().filter(pk=folder_id).first()
    if folder is None:
        return
    with target.open("rb") as content:
        folder.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        folder.file.save("folder.pdf", File(content), save=False)
    folder.state, folder.done = FolderState.READY, folder.total
    folder.save()


def forget_old() -> int:
    """Forget folders after a week; their files are swept. Gives how many."""
    count, _models = Folder.objects.filter(requested_at__lt=timezone.now() - KEPT).delete()
    return count
