"""Date polls: list, table, preparation, opening, and the choice of the date."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agenda.actions import polls as actions
from agenda.forms.polls import PollForm, stored_poll
from agenda.models import DatePoll, Mailing
from agenda.models.meetings import WRITES
from agenda.notices import polls as notices
from agenda.queries import convened
from agenda.queries import polls as queries
from mcig.access import Actor, ActorRequest, Role
from mcig.rules import Broken
from mcig.web.numbers import whole_number
from mcig.web.once import create_once, new_key
from mcig.web.refusals import refuse
from mcig.web.versions import Stale, read_version

PER_PAGE = 25


def visible(actor: Actor, pk: int) -> DatePoll:
    """The poll, or 404 alike for a hidden and for a missing one."""
    return get_object_or_404(queries.visible(actor), pk=pk)


def poll_list(request: ActorRequest) -> HttpResponse:
    page = Paginator(queries.register(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "writes": request.actor.holds(*WRITES),
        "reads_answers": queries.reads_answers(request.actor),
    }
    return render(request, "agenda/polls/list.html", context)


def poll_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """The poll: to secretariat and presidency its table, to a member what was answered for their seat."""
    poll = visible(request.actor, pk)
    writes, reads = request.actor.holds(*WRITES), queries.reads_answers(request.actor)
    waiting = list(poll.mailings.waiting()) if writes else []
    context = {
        "poll": poll,
        "slots": list(poll.slots.all()),
        "own": queries.own_seat(request.actor, poll),
        "closed": poll.why_closed(),
        "table": queries.table_of(poll) if reads and poll.opened_at else None,
        "writes": writes,
        "enters": request.actor.holds(Role.SECRETARIAT),
        "waiting": waiting,
    }
    return render(request, "agenda/polls/detail.html", context)


def _form(request: ActorRequest, poll: DatePoll | None = None) -> PollForm:
    """The form, filled with what was sent, or with the stored poll."""
    meetings = list(queries.meetings_without_date(request.actor).values_list("pk", "title"))
    if poll is not None and poll.meeting and poll.meeting_id not in dict(meetings):
        meetings.append((poll.meeting.pk, poll.meeting.title))
    zone = request.mesa.time_zone if request.mesa else "UTC"
    zones = [each for each in (poll.time_zone if poll else "", zone) if each]
    initial: dict[str, Any] = stored_poll(poll) if poll else {"minutes": 120, "time_zone": zone}
    if poll is None:
        initial["meeting"] = request.GET.get("reunion", "")
        initial["title"] = dict(meetings).get(whole_number(initial["meeting"]) or 0, "")
    return PollForm(request.POST or None, meetings=meetings, zones=zones, initial=initial)


def poll_create(request: ActorRequest) -> HttpResponseBase:
    once = request.POST.get("once", "") or new_key()
    form = _form(request)

    def create() -> str:
        return actions.create(actor=request.actor, draft=form.draft()).get_absolute_url()

    if request.method == "POST" and form.is_valid():
        try:
            return redirect(create_once(actor=request.actor, key=once, create=create))
        except Broken as refusal:
            refuse(form, _in_words(refusal))
    context = {"form": form, "once": once}
    return render(request, "agenda/polls/create.html", context, status=422 if form.is_bound else 200)


def _in_words(refusal: Broken) -> Broken:
    """What is wrong with the slots together stands beside the first of them."""
    return Broken(refusal.message, "slot_1" if refusal.field == "slots" else refusal.field)


def poll_edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    poll = visible(request.actor, pk)
    form = _form(request, poll)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        version = read_version(request.POST)
        try:
            if form.is_valid():
                actions.edit(actor=request.actor, poll=poll, version=version, draft=form.draft())
                messages.success(request, _("El borrador está guardado. Los integrantes aún no lo ven."))
                return redirect("poll-detail", pk)
        except Broken as refusal:
            refuse(form, _in_words(refusal))
        except Stale:
            status = HTTPStatus.CONFLICT
    context = {
        "poll": poll,
        "slots": list(poll.slots.all()),
        "form": form,
        "is_stale": status == HTTPStatus.CONFLICT,
    }
    return render(request, "agenda/polls/edit.html", context, status=status)


def poll_open(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Shows to whom what would be sent; the button opens the poll and prepares the letters."""
    poll = visible(request.actor, pk)
    if request.method == "POST":
        version = read_version(request.POST)
        return _prepared(
            request, poll, lambda: actions.open_poll(actor=request.actor, poll=poll, version=version)
        )
    context = {
        "poll": poll,
        "slots": list(poll.slots.all()),
        "reached": convened.reach_of(convened.places_on(request.actor.on), request.actor.on),
        "letter": notices.preview(poll),
    }
    return render(request, "agenda/polls/open.html", context)


def poll_remind(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Prepare a reminder to the seats that have not answered."""
    poll = visible(request.actor, pk)
    return _prepared(request, poll, lambda: actions.remind(actor=request.actor, poll=poll))


def poll_choose(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Close the poll with one of its slots."""
    poll = visible(request.actor, pk)
    slot = get_object_or_404(poll.slots, pk=whole_number(request.POST.get("slot", "")) or 0)
    version = read_version(request.POST)
    try:
        meeting = actions.choose(actor=request.actor, poll=poll, version=version, slot=slot)
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("poll-detail", pk)
    messages.success(
        request, _("La encuesta quedó cerrada y la reunión tiene su fecha. Ya la puede convocar.")
    )
    return redirect("meeting-detail", meeting.pk)


def poll_withdraw(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take the poll back without a date."""
    poll = visible(request.actor, pk)
    version = read_version(request.POST)
    try:
        actions.withdraw(actor=request.actor, poll=poll, version=version)
    except Broken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("La encuesta quedó retirada."))
    return redirect("poll-detail", pk)


def _prepared(request: ActorRequest, poll: DatePoll, prepare: Callable[[], Mailing]) -> HttpResponseBase:
    """Prepares the letters and leads to where they are looked at and sent."""
    try:
        mailing = prepare()
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("poll-detail", poll.pk)
    if request.actor.holds(Role.SECRETARIAT):
        messages.info(
            request, _("Los mensajes están preparados: revíselos y envíelos. Nada ha salido todavía.")
        )
        return redirect("dispatch-detail", mailing.dispatch_id)
    messages.info(request, _("Los mensajes están preparados: los revisa y los envía la secretaría técnica."))
    return redirect("poll-detail", poll.pk)
