"""The live page of a session: start, move, note, end; and the large view for a projector."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions import session as actions
from agenda.clock import zone_of
from agenda.forms.session import CommitmentForm, DecisionForm, NotesForm, TimesForm
from agenda.models import Item, ItemLane, Meeting
from agenda.models.meetings import READS_DRAFTS
from agenda.panels import Panel, register_panel
from agenda.queries import session as queries
from agenda.queries.session import AgendaRow
from agenda.rules.meeting import Phase
from agenda.rules.session import NOT_CONVENED, RECORDING, Quorum
from agenda.wording import minutes_words
from mcig.access import Actor, ActorRequest
from mcig.rules import Broken
from mcig.web.conflicts import Difference
from mcig.web.numbers import whole_number
from mcig.web.once import new_key
from mcig.web.versions import Stale, read_version

PULSE = "pulso"
NEVER_CONVENED = (Phase.DRAFT, Phase.POSTPONED, Phase.CANCELLED)


def conducted(actor: Actor, pk: int) -> Meeting:
    """The meeting whose session the actor may see, or 404."""
    return get_object_or_404(queries.conducted(actor), pk=pk)


def item_of(meeting: Meeting, pk: int) -> Item:
    return get_object_or_404(meeting.items.select_related("meeting", "theme"), pk=pk, lane=ItemLane.ACCEPTED)


def session_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """The whole page, or for the htmx poll only what changes by itself."""
    meeting = conducted(request.actor, pk)
    with timezone.override(zone_of(meeting)):
        if request.htmx and request.htmx.target == PULSE:
            return render(request, "agenda/session/_pulse.html", pulse(request, meeting))
        return render(request, "agenda/session/detail.html", board(request, meeting))


def pulse(request: ActorRequest, meeting: Meeting, wanted: int | None = None) -> dict[str, Any]:
    """What is on, its clock, what comes before and after, and the quorum; `wanted` is the item shown."""
    wanted = wanted or whole_number(request.GET.get("punto", ""))
    rows = queries.agenda_rows(meeting, timezone.now())
    current = queries.current_of(rows)
    before, after = queries.around(rows, current)
    return {
        "meeting": meeting,
        "rows": rows,
        "current": current,
        "before": before,
        "after": after,
        "shown": _shown(rows, current, wanted),
        "quorum": queries.quorum_of(meeting),
        "conducts": queries.conducts(request.actor),
        "is_live": meeting.state == Phase.IN_SESSION,
        "now": timezone.now(),
    }


def _shown(rows: list[AgendaRow], current: AgendaRow | None, wanted: int | None) -> AgendaRow | None:
    """The item whose notes stand on the page: the one that was asked for, else the one that is on."""
    listed = [row for row in rows if not row.is_section]
    asked = next((row for row in listed if row.item.pk == wanted), None)
    return asked or current or next(iter(listed), None)


def board(request: ActorRequest, meeting: Meeting, wanted: int | None = None, **forms: Any) -> dict[str, Any]:
    """Everything on the page; `forms` holds those that were refused."""
    context = pulse(request, meeting, wanted)
    shown = context["shown"]
    on = queries.day_of(meeting)
    seats = queries.seats_of(meeting, on)
    return {
        **context,
        "records": meeting.state in RECORDING,
        "not_convened": NOT_CONVENED if meeting.state in NEVER_CONVENED else "",
        "noted": queries.noted_at(meeting, on),
        "record": getattr(shown.item, "record", None) if shown else None,
        "notes_form": NotesForm(initial={"notes": _notes(shown)}),
        "decision_form": DecisionForm(prefix="acuerdo"),
        "commitment_form": CommitmentForm(prefix="compromiso", seats=seats),
        "times_form": TimesForm(initial={"started_at": meeting.started_at, "ended_at": meeting.ended_at}),
        "once": new_key(),
        "words": minutes_words(request.mesa),
    } | forms


def _notes(row: AgendaRow | None) -> str:
    record = getattr(row.item, "record", None) if row else None
    return record.notes if record else ""


def session_address(meeting: Meeting, item: Item | None = None) -> str:
    """The live page, with the notes of `item`."""
    address = reverse("session-detail", args=[meeting.pk])
    return f"{address}?punto={item.pk}" if item else address


def session_start(request: ActorRequest, pk: int) -> HttpResponseBase:
    meeting = conducted(request.actor, pk)
    resumed = meeting.state == Phase.HELD
    actions.start(actor=request.actor, meeting=meeting, version=read_version(request.POST))
    words = _("La sesión se reanudó.") if resumed else _("La sesión comenzó.")
    messages.success(request, words)
    return redirect("session-detail", pk)


def session_end(request: ActorRequest, pk: int) -> HttpResponseBase:
    meeting = conducted(request.actor, pk)
    actions.end(actor=request.actor, meeting=meeting, version=read_version(request.POST))
    messages.success(request, _("La sesión terminó. Sus notas todavía se pueden completar."))
    return redirect("session-detail", pk)


def session_times(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Correct when the session began and ended."""
    meeting = conducted(request.actor, pk)
    with timezone.override(zone_of(meeting)):
        form = TimesForm(request.POST)
        if form.is_valid():
            try:
                actions.correct_times(
                    actor=request.actor,
                    meeting=meeting,
                    version=read_version(request.POST),
                    **form.cleaned_data,
                )
            except Broken as refusal:
                form.add_error(refusal.field or None, str(refusal))
            else:
                messages.success(request, _("Las horas de la sesión quedaron corregidas."))
                return redirect("session-detail", pk)
        context = board(request, meeting, times_form=form)
        return render(request, "agenda/session/detail.html", context, status=422)


def session_move(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Put another item on; `desde` is the one that the page showed as on."""
    meeting = conducted(request.actor, pk)
    item = item_of(meeting, whole_number(request.POST.get("punto", "")) or 0)
    seen = whole_number(request.POST.get("desde", ""))
    actions.move_to(actor=request.actor, meeting=meeting, item=item, seen=seen)
    return redirect(session_address(meeting, item))


def session_notes(request: ActorRequest, pk: int, item: int) -> HttpResponseBase:
    """Keep the notes of an item; of two who note the same item, the second gets both texts."""
    meeting = conducted(request.actor, pk)
    found = item_of(meeting, item)
    form = NotesForm(request.POST)
    version = read_version(request.POST)
    if not form.is_valid():
        return _notes_page(request, found, notes_form=form, version=version, status=422)
    text = form.cleaned_data["notes"]
    if request.POST.get("conflict-notes") == "theirs":
        text = actions.record_of(found).notes
    try:
        record = actions.save_notes(actor=request.actor, item=found, notes=text, version=version)
    except Stale:
        return _conflict(request, found, text)
    except Broken as refusal:
        form.add_error("notes", str(refusal))
        return _notes_page(request, found, notes_form=form, version=version, status=422)
    if request.htmx:
        context = {"record": record, "saved_at": timezone.localtime()}
        return render(request, "agenda/session/_notes-saved.html", context)
    messages.success(request, _("Las notas quedaron guardadas."))
    return redirect(session_address(meeting, found))


def _conflict(request: ActorRequest, item: Item, mine: str) -> HttpResponse:
    """Both texts; when somebody saved the very same one there is nothing to choose."""
    record = actions.record_of(item)
    same = record.notes == mine.rstrip()
    fields = [] if same else [Difference("notes", _("Notas del punto"), mine, record.notes)]
    form = NotesForm(initial={"notes": mine})
    return _notes_page(
        request, item, notes_form=form, version=record.version, fields=fields, status=HTTPStatus.CONFLICT
    )


def _notes_page(request: ActorRequest, item: Item, *, status: int, **context: Any) -> HttpResponse:
    """The page with the form as it was sent; an htmx request gets the form in its own place."""
    with timezone.override(zone_of(item.meeting)):
        whole = board(request, item.meeting, item.pk, **context)
        name = "agenda/session/_notes.html" if request.htmx else "agenda/session/detail.html"
        response = render(request, name, whole, status=status)
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = "#notas", "outerHTML"
    return response


def session_projector(request: ActorRequest, pk: int) -> HttpResponse:
    """What the room may read from afar: nothing internal is loaded, so nothing internal can show."""
    meeting = conducted(request.actor, pk)
    context = pulse(request, meeting) | {"decision": queries.last_decision(meeting)}
    name = "_projector" if request.htmx else "projector"
    with timezone.override(zone_of(meeting)):
        return render(request, f"agenda/session/{name}.html", context)


@register_panel(60)
def session_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """The session on the page of its meeting: to whoever conducts it, and while it is on to everybody.

    `meeting` is one of `agenda.queries.meetings.visible`.
    """
    reads = actor.holds(*READS_DRAFTS)
    is_live = meeting.state == Phase.IN_SESSION
    if meeting.state in NEVER_CONVENED or not (reads or meeting.started_at):
        return None
    present, seats = meeting.present_count, meeting.seats_count  # type: ignore[attr-defined]
    quorum = Quorum(present, seats, meeting.quorum) if reads else None
    context = {"reads": reads, "is_live": is_live, "quorum": quorum}
    return Panel(_("Sesión"), "agenda/session/panel.html", "sesion", context)
