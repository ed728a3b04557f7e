"""The news that minutes were approved, to whoever of the members wants such news."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Minutes
from agenda.notices.speakers import tell_speakers
from agenda.wording import minutes_words
from mcig.mesa.middleware import current_mesa
from mcig.notices import Timing, register_kind

APPROVED = register_kind(
    "minutes-approved",
    gettext_lazy("documentos aprobados de las reuniones"),
    why=gettext_lazy("Recibe este aviso porque representa a un integrante de la mesa."),
    automatic=True,
    timing=Timing.NOW,
)


def approved(minutes: Minutes) -> None:
    """Tell whoever speaks for a member today."""
    mesa = current_mesa()

    def line() -> str:
        return _("Se aprobó %(the)s %(number)s de «%(meeting)s».") % {
            "the": minutes_words(mesa).the,
            "number": minutes.label,
            "meeting": minutes.meeting.title,
        }

    tell_speakers(APPROVED, line, minutes.get_absolute_url())
