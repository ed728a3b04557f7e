"""What of a meeting everybody sees: the panel that says so, and its buttons."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.actions.disclosing import disclosable, disclose
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
    else:
        done = _("Está marcado como público.") if shown else _("Ya no es público.")
        messages.success(request, done)
    return redirect("meeting-detail", pk)


@register_panel(90)
def disclosure_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """For who conducts: what of this meeting everybody sees, or could."""
    if not conducts(actor):
        return None
    shown = set(meeting.disclosures.values_list("part", flat=True))
    rows = [(part, part in shown) for part in Disclosed if part in shown or part in disclosable(meeting)]
    if not rows:
        return None
    mesa = request_mesa()
    context = {"rows": rows, "is_on": bool(mesa and mesa.public_face)}
    return Panel(gettext_lazy("Cara pública"), "agenda/meetings/disclosure.html", "cara-publica", context)
