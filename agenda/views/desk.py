"""The desk of an agenda: the page on which secretariat and presidency build it, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.actions import items as actions
from agenda.actions.carrying import add_follow_up, carry_over
from agenda.actions.journal import undo
from agenda.actions.presence import stay
from agenda.models import Item, ItemLane, ItemPurpose, Meeting
from agenda.models.meetings import WRITES
from agenda.queries import desk as queries
from agenda.rules.items import read_quick
from agenda.rules.meeting import EDITABLE
from agenda.rules.order import STEPS
from agenda.views.meetings import visible
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.numbers import whole_number
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key

PAGE = "agenda/desk/page.html"


def agenda_desk(request: ActorRequest, pk: int) -> HttpResponse:
    """The whole page, or for htmx the board alone."""
    template = f"{PAGE}#board" if request.htmx else PAGE
    meeting = visible(request.actor, pk)
    seen: int | None = getattr(meeting, "newest_step", None)
    return render(request, template, standing(request, meeting, seen or 0))


def standing(
    request: ActorRequest, meeting: Meeting, seen: int | None = None, board: queries.Board | None = None
) -> dict[str, Any]:
    """What the desk shows now; `seen`, its newest step, and the board, when they were read already."""
    writes = request.actor.holds(*WRITES) and meeting.state in EDITABLE
    return {
        "meeting": meeting,
        "board": board or queries.board(meeting, request.actor),
        "step": queries.last_step(request.actor, meeting) if writes else None,
        "seen": queries.newest_step(meeting) if seen is None else seen,
        "writes": writes,
        "once": new_key(),
    }


def agenda_add(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Add what was typed in one line: an item at the end of its section, or a section."""
    meeting = visible(request.actor, pk)
    text, section = request.POST.get("text", ""), whole_number(request.POST.get("section", ""))
    is_section = request.POST.get("kind") == ItemPurpose.SECTION
    line = "section" if is_section else str(section or 0)

    def create() -> str:
        title, minutes = (text, 0) if is_section else read_quick(text)
        purpose = ItemPurpose.SECTION if is_section else ItemPurpose.INFORMATION
        actions.add_item(
            actor=request.actor,
            meeting=meeting,
            title=title,
            minutes=minutes,
            purpose=purpose,
            section=section,
        )
        return reverse("agenda-desk", args=[pk])

    def act() -> str:
        create_once(actor=request.actor, key=request.POST.get(ONCE, ""), create=create)
        return _("Se agregó «%(title)s».") % {"title": text.strip()}

    return answered(request, meeting, act, typed={"text": text, "line": line})


def agenda_follow_up(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Add what earlier meetings left open."""
    meeting = visible(request.actor, pk)
    return answered(request, meeting, lambda: add_follow_up(actor=request.actor, meeting=meeting))


def agenda_carry(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Bring what earlier meetings left for the next one."""
    meeting = visible(request.actor, pk)

    def act() -> str:
        count = len(carry_over(actor=request.actor, meeting=meeting))
        return ngettext(
            "Se trajo %(count)d punto de una reunión anterior.",
            "Se trajeron %(count)d puntos de reuniones anteriores.",
            count,
        ) % {"count": count}

    return answered(request, meeting, act)


def agenda_move(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One step of an item (`12:up`), or to another lane (`12:waiting`)."""
    meeting = visible(request.actor, pk)
    key, _colon, verb = request.POST.get("step", "").partition(":")

    def act() -> Item:
        item = whole_number(key) or 0
        if verb in STEPS:
            return actions.move(actor=request.actor, meeting=meeting, item=item, step=verb)
        return actions.to_lane(actor=request.actor, meeting=meeting, item=item, lane=verb)

    return answered(request, meeting, act)


def agenda_place(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Where an item was dropped: its lane, and the row that it stands behind."""
    meeting = visible(request.actor, pk)
    asked = {name: request.POST.get(name, "") for name in ("item", "lane", "after")}

    def act() -> Item:
        return actions.place(
            actor=request.actor,
            meeting=meeting,
            item=whole_number(asked["item"]) or 0,
            lane=asked["lane"],
            after=(whole_number(asked["after"]) or 0) if asked["after"] else None,
        )

    return answered(request, meeting, act)


def agenda_undo(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Undo the last own step."""
    meeting = visible(request.actor, pk)

    def act() -> str:
        step = undo(
            actor=request.actor, meeting=meeting, step=whole_number(request.POST.get("undo", "")) or 0
        )
        return _("Se deshizo: %(step)s.") % {"step": step}

    return answered(request, meeting, act)


def agenda_presence(request: ActorRequest, pk: int) -> HttpResponse:
    """A sign of life of an open desk; answers who else is there, and who changed something since."""
    meeting = visible(request.actor, pk)
    stay(actor=request.actor, meeting=meeting)
    seen = whole_number(request.POST.get("seen", ""))
    context = {
        "meeting": meeting,
        "others": queries.others_present(request.actor, meeting),
        "changed_by": [] if seen is None else queries.steps_since(request.actor, meeting, seen),
    }
    return render(request, f"{PAGE}#presence", context)


def answered(
    request: ActorRequest,
    meeting: Meeting,
    act: Callable[[], Item | str],
    *,
    typed: dict[str, Any] | None = None,
) -> HttpResponseBase:
    """Take the step and answer with the board as it stands then, or with why the step was refused."""
    try:
        done = act()
    except Broken as refusal:
        return shown(request, meeting, str(refusal), status=422, typed=typed)
    board = queries.board(meeting, request.actor) if isinstance(done, Item) else None
    words = done if isinstance(done, str) else place_words(board, done)
    return shown(request, meeting, words, board=board, cleared=typed["line"] if typed else None)


def shown(
    request: ActorRequest,
    meeting: Meeting,
    words: str,
    *,
    status: int = 200,
    board: queries.Board | None = None,
    **extra: Any,
) -> HttpResponseBase:
    """The board with a sentence: for htmx as a fragment, else the page, reached anew when all went well."""
    went_well = status == HTTPStatus.OK
    if request.htmx:
        context = standing(request, meeting, board=board) | {"words": words, "went_well": went_well} | extra
        response = render(request, f"{PAGE}#board", context, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#tablero", "outerHTML"
        return response
    if went_well:
        messages.success(request, words)
        return redirect("agenda-desk", meeting.pk)
    messages.error(request, words)
    return render(request, PAGE, standing(request, meeting) | extra, status=status)


def place_words(board: queries.Board | None, item: Item) -> str:
    """Where an item stands now, in words: the same for the eye and for a screen reader."""
    named = {"title": item.title, "lane": item.get_lane_display()}
    if item.lane == ItemLane.REMOVED:
        return _("«%(title)s» quedó retirado.") % named
    row = board.by_key.get(item.pk) if board else None
    if row is None:
        return _("«%(title)s» pasó a «%(lane)s».") % named
    if item.is_section:
        return _("El apartado «%(title)s» cambió de lugar.") % named
    return _("«%(title)s» ahora es el punto %(number)s.") % (named | {"number": row.number})
