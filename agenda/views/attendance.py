"""Who is at the session, one click a seat."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.actions import attendance as actions
from agenda.forms.session import GuestForm
from agenda.models import Meeting, Presence
from agenda.pdf.attendance import attendance_pdf
from agenda.queries import session as queries
from agenda.rules.session import ATTENDING, NOT_CONVENED
from agenda.tables import ATTENDANCE
from agenda.views.session import conducted
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.sheets import xlsx
from mcig.web.once import create_once, new_key
from mcig.web.versions import read_version

MARKS = [each for each in Presence if each is not Presence.UNKNOWN]


def session_attendance(request: ActorRequest, pk: int) -> HttpResponse:
    meeting = conducted(request.actor, pk)
    return render(request, "agenda/session/attendance.html", _sheet(request, meeting))


def _sheet(request: ActorRequest, meeting: Meeting, form: GuestForm | None = None) -> dict[str, Any]:
    takes = meeting.state in ATTENDING
    return {
        "meeting": meeting,
        "seats": queries.seats_of(meeting, queries.day_of(meeting)),
        "marks": MARKS,
        "guests": meeting.guests.all(),
        "quorum": queries.quorum_of(meeting),
        "waiting": queries.unconfirmed(meeting),
        "writes": takes and queries.conducts(request.actor),
        "not_convened": "" if takes or meeting.started_at else NOT_CONVENED,
        "form": form or GuestForm(),
        "once": new_key(),
    }


def session_mark(request: ActorRequest, pk: int, seat: int) -> HttpResponseBase:
    """Mark one seat; htmx gets its row and the quorum."""
    meeting = conducted(request.actor, pk)
    found = get_object_or_404(meeting.seats.select_related("meeting"), pk=seat)
    actions.mark(
        actor=request.actor,
        seat=found,
        presence=request.POST.get("presence", ""),
        name=request.POST.get("name", ""),
        version=read_version(request.POST),
    )
    if not request.htmx:
        return redirect(f"{request.path.rsplit('lugares/', 1)[0]}#lugar-{seat}")
    context = _sheet(request, meeting)
    row = next(each for each in context["seats"] if each.pk == found.pk)
    return render(request, "agenda/session/_marked.html", context | {"seat": row})


def session_mark_answered(request: ActorRequest, pk: int) -> HttpResponseBase:
    meeting = conducted(request.actor, pk)
    count = actions.mark_as_answered(actor=request.actor, meeting=meeting)
    words = ngettext("Se marcó %(count)d lugar.", "Se marcaron %(count)d lugares.", count)
    messages.success(request, words % {"count": count})
    return redirect("session-attendance", pk)


def session_guest_add(request: ActorRequest, pk: int) -> HttpResponseBase:
    meeting = conducted(request.actor, pk)
    form = GuestForm(request.POST)

    def add() -> str:
        return str(actions.add_guest(actor=request.actor, meeting=meeting, **form.cleaned_data).pk)

    if form.is_valid():
        try:
            create_once(actor=request.actor, key=request.POST.get("once", ""), create=add)
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("La persona invitada quedó en la lista."))
            return redirect("session-attendance", pk)
    return render(request, "agenda/session/attendance.html", _sheet(request, meeting, form), status=422)


def session_guest_remove(request: ActorRequest, pk: int, guest: int) -> HttpResponseBase:
    meeting = conducted(request.actor, pk)
    found = get_object_or_404(meeting.guests.select_related("meeting"), pk=guest)
    actions.remove_guest(actor=request.actor, guest=found)
    messages.success(request, _("La persona quedó fuera de la lista."))
    return redirect("session-attendance", pk)


def session_attendance_pdf(request: ActorRequest, pk: int, language: str) -> HttpResponse:
    """The list to sign, or as it was marked."""
    meeting = conducted(request.actor, pk)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    content = attendance_pdf(meeting, language=language)
    return _file(content, "application/pdf", f"asistencia-{meeting.pk}-{language}.pdf")


def session_attendance_xlsx(request: ActorRequest, pk: int) -> HttpResponse:
    """The list as a spreadsheet."""
    meeting = conducted(request.actor, pk)
    seats = queries.seats_of(meeting, queries.day_of(meeting))
    content = xlsx.write(_("Asistencia"), ATTENDANCE, seats)
    return _file(content, xlsx.CONTENT_TYPE, f"asistencia-{meeting.pk}.xlsx")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=disposition)
