"""The news that an announced meeting has new papers, to whoever of the members wants such news."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Meeting, Paper
from agenda.notices.speakers import tell_speakers
from mcig.notices import Timing, register_kind

NEW_PAPERS = register_kind(
    "meeting-papers",
    gettext_lazy("documentos nuevos de las reuniones"),
    why=gettext_lazy("Recibe este aviso porque representa a un integrante de la mesa."),
    automatic=True,
    timing=Timing.DIGEST,
)


def added(meeting: Meeting, papers: Sequence[Paper]) -> None:
    """Tell whoever speaks for a member today which papers of the meeting they may now read."""

    def line() -> str:
        titles = get_text_list([f"«{paper.title}»" for paper in papers], _("y"))
        return _("Documentos nuevos de «%(meeting)s»: %(papers)s.") % {
            "meeting": meeting.title,
            "papers": titles,
        }

    tell_speakers(NEW_PAPERS, line, meeting.get_absolute_url())
