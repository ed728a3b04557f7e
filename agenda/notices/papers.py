"""The news that an announced meeting has new papers, to whoever of the members wants such news."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from agenda.models import Meeting, Paper
from mcig.notices import Addressee, Timing, register_kind, tell
from members.queries.consultations import speakers_on

NEW_PAPERS = register_kind(
    "meeting-papers",
    gettext_lazy("documentos nuevos de las reuniones"),
    why=gettext_lazy("Recibe este aviso porque representa a un integrante de la mesa."),
    automatic=True,
    timing=Timing.DIGEST,
)


def added(meeting: Meeting, papers: Sequence[Paper]) -> None:
    """Tell whoever speaks for a member today which papers of the meeting they may now read."""
    people = {posting.person.email.lower(): posting.person for posting in speakers_on(timezone.localdate())}
    for email, person in people.items():
        if not email:
            continue
        with override(person.language):
            line = _("Documentos nuevos de «%(meeting)s»: %(papers)s.") % {
                "meeting": meeting.title,
                "papers": get_text_list([f"«{paper.title}»" for paper in papers], _("y")),
            }
        to = Addressee(person.email, person.name, person.language)
        tell(kind=NEW_PAPERS, to=to, line=line, address=meeting.get_absolute_url())
