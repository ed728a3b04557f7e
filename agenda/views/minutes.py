"""The minutes: read, circulated, approved, and handed out in each rendering."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.actions import circulation
from agenda.actions import minutes as actions
from agenda.forms.minutes import ObservationForm
from agenda.models import Disclosed, Meeting, Minutes, MinutesState
from agenda.panels import Panel, register_panel
from agenda.pdf.minutes import SLUGS, audience_words, file_name, minutes_pdf
from agenda.queries import minutes as queries
from agenda.queries.session import conducts
from agenda.rules.minutes import Audience, to_data
from agenda.views.disclosing import disclosure_of
from agenda.views.session import conducted
from agenda.wording import minutes_words
from mcig.access import Actor, ActorRequest, Role
from mcig.documents.delivery import deliver_issued
from mcig.mesa.middleware import request_mesa
from mcig.rules import Broken
from mcig.web.once import new_key
from mcig.web.versions import read_version
from members.models import ConsultationState


def audience_of(actor: Actor, slug: str) -> Audience:
    """The rendering that an address names; 404 alike for one that the actor does not read and an unknown."""
    found = next((each for each, word in SLUGS.items() if word == slug), None)
    if found is None or found not in queries.audiences_of(actor):
        raise Http404
    return found


def minutes_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One rendering, with what the reader may do with it."""
    return render(
        request, "agenda/minutes/detail.html", standing(request, queries.visible(request.actor, pk))
    )


def standing(request: ActorRequest, minutes: Minutes, **refused: Any) -> dict[str, Any]:
    """Everything on the page; `refused` holds a form that was sent and does not hold."""
    own = queries.audiences_of(request.actor)
    asked = request.GET.get("version", "")
    audience = audience_of(request.actor, asked) if asked else own[0]
    latest = queries.round_of(minutes)
    writes = conducts(request.actor)
    takes = queries.is_open_to_observations(latest) and bool(request.actor.organisations)
    return {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "words": minutes_words(request.mesa),
        "record": queries.rendering(request.actor, minutes, audience),
        "audience": audience,
        "slug": SLUGS[audience],
        "tabs": [(each, SLUGS[each], audience_words(each)) for each in own],
        "latest": latest,
        "writes": writes,
        "is_secretariat": request.actor.holds(Role.SECRETARIAT),
        "may_approve": writes and _is_adopted(minutes, latest),
        "disclosure": _disclosure(request.actor, minutes),
        "observing": _observing(request, minutes, takes=takes),
        "refused": refused,
    }


def _disclosure(actor: Actor, minutes: Minutes) -> Any:
    if minutes.state != MinutesState.APPROVED:
        return None
    return disclosure_of(actor, minutes.meeting, Disclosed.MINUTES)


def _is_adopted(minutes: Minutes, latest: Any) -> bool:
    adopted = latest is not None and latest.consultation.state == ConsultationState.ADOPTED
    return adopted and minutes.state == MinutesState.CIRCULATED


def _observing(request: ActorRequest, minutes: Minutes, *, takes: bool) -> dict[str, Any]:
    return {
        "found": queries.observations_for(request.actor, minutes),
        "takes": takes,
        "resolves": conducts(request.actor) and minutes.state != MinutesState.APPROVED,
        "form": ObservationForm(),
        "meeting": minutes.meeting_id,
        "once": new_key(),
    }


def minutes_begin(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Begin the minutes from the notes of the session."""
    meeting = conducted(request.actor, pk)
    actions.begin(actor=request.actor, meeting=meeting)
    return redirect("minutes-detail", pk)


def minutes_circulate(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Prepare the consultation; its own page shows to whom it goes and opens it."""
    minutes = queries.visible(request.actor, pk)
    version = read_version(request.POST)
    try:
        made = circulation.circulate(actor=request.actor, minutes=minutes, version=version)
    except Broken as refusal:
        return _refused(request, pk, refusal)
    messages.success(
        request, _("La consulta está preparada: indique el plazo y ábrala. Nada ha salido todavía.")
    )
    return redirect("consultation-edit", made.number)


def minutes_approve(request: ActorRequest, pk: int) -> HttpResponseBase:
    minutes = queries.visible(request.actor, pk)
    version = read_version(request.POST)
    try:
        circulation.approve(actor=request.actor, minutes=minutes, version=version)
    except Broken as refusal:
        return _refused(request, pk, refusal)
    messages.success(
        request, _("El texto quedó aprobado y numerado; sus documentos se emiten en un momento.")
    )
    return redirect("minutes-detail", pk)


def minutes_return(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take the text up again to correct it."""
    minutes = queries.visible(request.actor, pk)
    version = read_version(request.POST)
    try:
        circulation.return_to_draft(actor=request.actor, minutes=minutes, version=version)
    except Broken as refusal:
        return _refused(request, pk, refusal)
    messages.success(request, _("El texto está de nuevo en redacción."))
    return redirect("minutes-detail", pk)


def _refused(request: ActorRequest, pk: int, refusal: Broken) -> HttpResponseBase:
    messages.error(request, str(refusal))
    return redirect("minutes-detail", pk)


def minutes_pdf_file(request: ActorRequest, pk: int, audience: str, language: str) -> HttpResponseBase:
    """The issued document of a rendering, or, before approval, a draft without a number."""
    minutes = queries.visible(request.actor, pk)
    wanted = audience_of(request.actor, audience)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    issued = minutes.documents.filter(audience=wanted, language=language).select_related("document").first()
    if issued:
        return deliver_issued(request, issued.document)
    record = queries.rendering(request.actor, minutes, wanted)
    response = HttpResponse(
        minutes_pdf(minutes, record, wanted, language=language), content_type="application/pdf"
    )
    name = file_name(minutes, wanted, language)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def minutes_json(request: ActorRequest, pk: int, audience: str) -> HttpResponseBase:
    """A rendering as data."""
    minutes = queries.visible(request.actor, pk)
    wanted = audience_of(request.actor, audience)
    data = to_data(queries.rendering(request.actor, minutes, wanted))
    name = file_name(minutes, wanted, get_language() or "es").replace(".pdf", ".json")
    response = JsonResponse({"rendering": wanted.value, "number": minutes.label, "minutes": data})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@register_panel(70)
def minutes_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """The minutes on the page of their meeting, once the actor may read them or begin them."""
    minutes = Minutes.objects.visible_to(actor).filter(meeting=meeting).first()
    may_begin = minutes is None and meeting.state == "held" and conducts(actor)
    if minutes is None and not may_begin:
        return None
    words = minutes_words(request_mesa())
    context = {"minutes": minutes, "words": words}
    return Panel(words.name.capitalize(), "agenda/minutes/panel.html", "minuta", context)
