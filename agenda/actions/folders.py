"""The folder of a meeting: asked for by a person, made by a job, kept while nothing changes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.models import Folder, FolderState, Meeting
from agenda.queries import papers as queries
from agenda.queries.versions import newest
from mcig import jobs
from mcig.access import Actor
from mcig.rules import Broken


@transaction.atomic
def ask_for_folder(*, actor: Actor, meeting: Meeting, language: str) -> Folder:
    """The folder that the actor may read, asked for unless it is there or on its way.

    Effects: a job makes it; older ones of the same readers are forgotten. Raises `Broken` before the agenda
    was published.
    """
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if newest(meeting) is None:
        raise Broken(_("La carpeta se forma con el orden del día publicado: publíquelo primero."))
    audience = queries.audience_of(actor)
    current = queries.current_folder(meeting, audience, language)
    if current is not None and current.state != FolderState.FAILED:
        return current
    papers = queries.folder_papers(meeting, audience)
    meeting.folders.filter(audience=audience, language=language).delete()
    made = Folder.objects.create(
        meeting=meeting,
        audience=audience,
        language=language,
        fingerprint=queries.fingerprint(meeting, papers),
        total=len(papers),
        requested_by=actor.account,
    )
    jobs.defer("agenda.make_folder", folder_id=made.pk)
    return made
