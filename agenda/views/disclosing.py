"""What of a meeting everybody sees: the panel that says so, and its buttons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.actions.disclosing import disclose, is_announced_event
from agenda.models import Disclosed, Meeting
from agenda.panels import Panel, register_panel
from agenda.queries.session import conducts
from agenda.views.session import conducted
from mcig.access import Actor, ActorRequest
from mcig.mesa.middleware import request_mesa
from mcig.rules import Broken
from mcig.web.versions import read_version


def meeting_disclose(request: ActorRequest, pk: int, part: str) -> HttpResponseBase:
    if part not in Disclosed:
        raise Http404
    meeting = conducted(request.actor, pk)
    shown = request.POST.get("publico") == "si"
    try:
        disclose(
            actor=request.actor,
            meeting=meeting,
            part=Disclosed(part),
            shown=shown,
            version=read_version(request.POST),
        )
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("meeting-detail", pk)
    else:
        done = _("Está marcado como público.") if shown else _("Ya no es público.")
        messages.success(request, done)
    return redirect("minutes-detail" if part == Disclosed.MINUTES else "meeting-detail", pk)


def disclosure_of(actor: Actor, meeting: Meeting, part: Disclosed) -> dict[str, Any] | None:
    """What `agenda/meetings/disclosure.html` shows to who conducts: whether everybody reads this part."""
    if not conducts(actor):
        return None
    mesa = request_mesa()
    shown = meeting.disclosures.filter(part=part).exists()
    return {"part": part, "shown": shown, "is_on": bool(mesa and mesa.public_face)}


@register_panel(90)
def event_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """For who conducts: whether everybody sees this event."""
    if not is_announced_event(meeting):
        return None
    context = disclosure_of(actor, meeting, Disclosed.EVENT)
    if context is None:
        return None
    return Panel(gettext_lazy("Cara pública"), "agenda/meetings/event.html", "cara-publica", context)
