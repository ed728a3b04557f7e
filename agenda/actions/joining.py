"""Make the folder that somebody asked for, and forget the old ones; called by jobs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from agenda.models import Folder, FolderState
from agenda.queries import papers as queries
from agenda.queries.versions import newest
from mcig.files import making

KEPT = timedelta(days=7)


def make(*, folder_id: int) -> None:
    """Make a folder that was asked for; each paper that is joined is seen at once by whoever waits.

    A failure is kept as the state of the folder, so that asking again tries again. Nothing is done for one
    that is ready or was forgotten meanwhile.
    """
    from agenda.pdf.folder import folder_pdf  # noqa: PLC0415 - half a second, for who joins papers only

    folder = Folder.objects.select_related("meeting").filter(pk=folder_id).first()
    if folder is None or folder.state == FolderState.READY:
        return
    version = newest(folder.meeting)
    assert version is not None
    papers = queries.folder_papers(folder.meeting, folder.audience)

    def write(target: Path, joined: making.Advance) -> None:
        folder_pdf(version, papers, language=folder.language, target=target, joined=joined)

    making.make(Folder.objects.filter(pk=folder_id), write, name="folder.pdf")


def give_up(*, folder_id: int) -> None:
    """Say of a folder that its job was broken off so often that it is not begun again."""
    making.fail(Folder.objects.filter(pk=folder_id))


def forget_old() -> int:
    """Forget folders after a week; their files are swept. Gives how many."""
    count, _models = Folder.objects.filter(requested_at__lt=timezone.now() - KEPT).delete()
    return count
