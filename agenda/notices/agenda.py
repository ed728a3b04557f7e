"""The letter about a published agenda: prepared when somebody asks, sent when they have looked at it."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agenda.models import AgendaVersion
from agenda.notices.speakers import speakers_today
from agenda.rules.published import sentence
from mcig.mesa.middleware import current_mesa
from mcig.notices import Letter, register_kind
from members.models import Person

PUBLISHED = register_kind(
    "agenda-published",
    _("órdenes del día"),
    why=_("Lo recibe porque su representación ocupa un lugar en la mesa."),
    automatic=False,
)


def letters_for(version: AgendaVersion) -> list[Letter]:
    """A letter for everybody who speaks for a member today, each in their language."""
    current_mesa()  # its clock says which day it is
    return [_letter(version, person) for person in speakers_today()]


def _letter(version: AgendaVersion, person: Person) -> Letter:
    address = reverse("agenda-version", args=[version.meeting_id, version.number])
    with override(person.language):
        context = {
            "person": person,
            "mesa": current_mesa(),
            "meeting": version.meeting,
            "version": version,
            "changes": [sentence(change) for change in version.changes],
            "page": settings.PUBLIC_URL + address,
        }
        subject = render_to_string("emails/agenda/agenda_published_subject.txt", context)
        body = render_to_string("emails/agenda/agenda_published_message.txt", context)
    return Letter(
        address=person.email,
        name=person.name,
        language=person.language,
        subject=" ".join(subject.split()),
        body=body.strip(),
    )
