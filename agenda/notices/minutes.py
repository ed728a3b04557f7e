"""The news that minutes were approved, to whoever of the members wants such news."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from agenda.models import Minutes
from agenda.wording import minutes_words
from mcig.mesa.middleware import current_mesa
from mcig.notices import Addressee, Timing, register_kind, tell
from members.queries.consultations import speakers_on

APPROVED = register_kind(
    "minutes-approved",
    gettext_lazy("documentos aprobados de las reuniones"),
    why=gettext_lazy("Recibe este aviso porque representa a un integrante de la mesa."),
    automatic=True,
    timing=Timing.NOW,
)


def approved(minutes: Minutes) -> None:
    """Tell whoever speaks for a member today."""
    told: set[str] = set()
    for posting in speakers_on(timezone.localdate()):
        person = posting.person
        if not person.email or person.email.lower() in told:
            continue
        told.add(person.email.lower())
        with override(person.language):
            words = minutes_words(current_mesa())
            line = _("Se aprobó %(the)s %(number)s de «%(meeting)s».") % {
                "the": words.the,
                "number": minutes.label,
                "meeting": minutes.meeting.title,
            }
        to = Addressee(person.email, person.name, person.language)
        tell(kind=APPROVED, to=to, line=line, address=minutes.get_absolute_url())
