"""The attendance list: blank to be signed before, filled after."""

from __future__ import annotations

from django.utils import timezone, translation

from agenda.models import Meeting, Presence
from agenda.queries.session import day_of, seats_of
from mcig.mesa.models import Mesa
from mcig.pdf import render

TEMPLATE = "pdf/agenda/attendance.html"
STYLESHEET = "css/minutes.css"
TAGS = {"es": "es-MX"}


def attendance_pdf(meeting: Meeting, *, language: str) -> bytes:
    """The list as tagged PDF, with a column to sign; what has been marked stands in it."""
    on = timezone.localdate()
    with translation.override(language):
        seats = seats_of(meeting, day_of(meeting))
        context = {
            "mesa": Mesa.objects.first(),
            "meeting": meeting,
            "seats": seats,
            "guests": meeting.guests.all(),
            "is_marked": any(each.presence != Presence.UNKNOWN for each in seats),
            "lang": TAGS.get(language, language),
            "on": on,
        }
        return render(TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=on)
