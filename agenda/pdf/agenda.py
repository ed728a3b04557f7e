"""The agenda on paper: a published version, and the running order of those who conduct the meeting."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.clock import zone_of
from agenda.models import AgendaVersion, Meeting
from agenda.queries.desk import Board
from agenda.queries.versions import rows_of
from mcig.documents.actions import Reference
from mcig.documents.kinds import register_kind
from mcig.mesa.models import Mesa
from mcig.pdf import qr_code, render, without_scheme

KIND = register_kind("agenda", gettext_lazy("Orden del día de una reunión"))
STYLESHEET = "css/agenda-print.css"
# BCP 47 names of our languages.
TAGS = {"es": "es-MX"}


def agenda_pdf(version: AgendaVersion, *, language: str, reference: Reference) -> bytes:
    """A published version as tagged PDF; `reference` is what it prints about itself."""
    with translation.override(language):
        context = printed(version, language) | {
            "number": reference.number,
            "link": reference.address,
            "address": without_scheme(reference.address),
            "qr": qr_code(reference.address, title=_("Código QR de la página de verificación")),
        }
        on = timezone.localdate(version.published_at)
        return render("pdf/agenda/agenda.html", context, stylesheet=STYLESHEET, language=language, on=on)


def printed(version: AgendaVersion, language: str) -> dict[str, Any]:
    """What the template of a published agenda shows. The facts are those of the version, not of today."""
    return {
        "mesa": Mesa.objects.first(),
        "version": version,
        "meeting": as_published(version),
        "rows": rows_of(version.data),
        "lang": TAGS.get(language, language),
    }


def as_published(version: AgendaVersion) -> Meeting:
    """The meeting with the facts that the version froze. Never saved."""
    data = version.data
    meeting = Meeting(pk=version.meeting_id, kind=version.meeting.kind, number=version.meeting.number)
    meeting.year = version.meeting.year
    for name in ("title", "objective", "planned_minutes", "time_zone", "place", "link"):
        setattr(meeting, name, data[name])
    meeting.starts_at = Meeting._meta.get_field("starts_at").to_python(data["starts_at"])
    return meeting


def running_order_pdf(board: Board, *, mesa: Mesa | None, language: str) -> bytes:
    """The running order with its internal notes: not numbered, and marked as internal on every page."""
    with translation.override(language), timezone.override(zone_of(board.meeting)):
        context = {
            "mesa": mesa,
            "board": board,
            "meeting": board.meeting,
            "lang": TAGS.get(language, language),
            "now": timezone.localtime(),
        }
        on = timezone.localdate()
        return render(
            "pdf/agenda/running-order.html", context, stylesheet=STYLESHEET, language=language, on=on
        )
