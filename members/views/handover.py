"""The handover: who hands over to whom, the checklist and the dossier."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.documents.models import IssuedDocument
from mcig.files import deliver
from mcig.rules import Broken
from mcig.web.once import create_once, new_key
from mcig.web.versions import read_version
from members.actions import handover as actions
from members.forms.handover import PointForm
from members.models import HandoverItem, Mandate, Organisation
from members.queries.handover import Handover, handover_on, items_of, sides_of
from members.queries.mandates import possible_holders
from members.rules.handover import Event, PointState, Side

CONTENT_TYPES = {"pdf": "application/pdf", "zip": "application/zip"}
EVENTS: dict[str, Event] = {"entregar": "hand", "deshacer": "take_back", "recibir": "receive"}
PAGE = "handover"


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the checklist with what the reader may sign."""

    item: HandoverItem
    state: PointState
    may_hand: bool
    may_receive: bool


def handover(request: ActorRequest) -> HttpResponse:
    found = handover_on(request.mesa, request.actor.on)
    sides = sides_of(request.actor, found)
    key = found.incoming.key if found.incoming else 0
    context = {
        "handover": found,
        "points": [_point(item, sides) for item in items_of(key, request.actor.on)],
        "is_secretariat": request.actor.holds(Role.SECRETARIAT),
        "may_issue": found.subject is not None and request.actor.holds(Role.PRESIDENCY, Role.SECRETARIAT),
        "documents": _documents(found),
    }
    return render(request, "members/presidency/handover.html", context)


def _point(item: HandoverItem, sides: set[Side]) -> Point:
    state = actions.state_of(item)
    return Point(
        item=item,
        state=state,
        may_hand="outgoing" in sides,
        may_receive="incoming" in sides,
    )


def _documents(found: Handover) -> list[tuple[str, IssuedDocument]]:
    """The latest dossier and its data, with the end of their address."""
    if found.subject is None:
        return []
    key = found.subject.key
    latest = [
        (suffix, IssuedDocument.objects.latest_of(actions.series_of(key, suffix))) for suffix in CONTENT_TYPES
    ]
    return [(suffix, document) for suffix, document in latest if document is not None]


def handover_item_create(request: ActorRequest) -> HttpResponse:
    found = handover_on(request.mesa, request.actor.on)
    if found.incoming is None:
        raise Http404
    owners = possible_holders(request.actor.on)
    template = "members/presidency/handover-item.html"
    if request.method != "POST":
        form = PointForm(initial={"due": found.incoming.term.start}, organisations=owners)
        return render(request, template, {"form": form, "once": new_key()})
    form = PointForm(request.POST, organisations=owners)
    once = request.POST.get("once", "")
    if not form.is_valid():
        return render(request, template, {"form": form, "once": once}, status=422)
    key = found.incoming.key
    address = create_once(actor=request.actor, key=once, create=lambda: _add(request, form, key))
    return redirect(address)


def _add(request: ActorRequest, form: PointForm, mandate: int) -> str:
    actions.add_item(
        actor=request.actor,
        mandate=Mandate.objects.get(pk=mandate),
        title=form.cleaned_data["title"],
        owner=Organisation.objects.get(pk=form.cleaned_data["owner"]),
        due=form.cleaned_data["due"],
    )
    return reverse(PAGE)


def handover_usual(request: ActorRequest) -> HttpResponse:
    found = handover_on(request.mesa, request.actor.on)
    actions.add_usual_items(actor=request.actor, handover=found)
    messages.success(request, _("La lista habitual quedó lista para revisarse."))
    return redirect(PAGE)


def handover_sign(request: ActorRequest, pk: int) -> HttpResponse:
    found = handover_on(request.mesa, request.actor.on)
    key = found.incoming.key if found.incoming else 0
    item = get_object_or_404(items_of(key, request.actor.on), pk=pk)
    event = EVENTS.get(request.POST.get("do", ""))
    if event is None:
        raise Broken(_("El formulario llegó incompleto. Vuelva a abrirlo y envíelo otra vez."))
    actions.sign(actor=request.actor, item=item, event=event, version=read_version(request.POST))
    messages.success(request, _("La firma quedó registrada."))
    return redirect(PAGE)


def handover_item_remove(request: ActorRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(HandoverItem, pk=pk)
    actions.remove_item(actor=request.actor, item=item, version=read_version(request.POST))
    messages.success(request, _("El punto salió de la lista."))
    return redirect(PAGE)


def dossier_issue(request: ActorRequest) -> HttpResponse:
    found = handover_on(request.mesa, request.actor.on)
    actions.issue_dossier(actor=request.actor, handover=found, language=get_language() or "es")
    messages.success(request, _("El dossier quedó emitido: descárguelo en PDF o con sus datos."))
    return redirect(PAGE)


def dossier_file(request: ActorRequest, suffix: str) -> HttpResponseBase:
    """The stored bytes of the latest dossier, or of its data."""
    found = handover_on(request.mesa, request.actor.on)
    document = dict(_documents(found)).get(suffix)
    if document is None:
        raise Http404
    return deliver(
        request,
        document.file,
        filename=document.filename,
        content_type=CONTENT_TYPES[suffix],
        sha256=document.sha256,
    )
