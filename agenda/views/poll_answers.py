"""Answers to a date poll: through an account, by telephone, and behind a personal link."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agenda.actions import poll_answers as actions
from agenda.forms.polls import SLOT, ChoicesForm, PhoneChoicesForm
from agenda.models import PollSeat
from agenda.queries import polls as queries
from agenda.views.polls import visible
from mcig.access import ActorRequest
from mcig.links.models import PersonalLink
from mcig.web.refusals import accepted
from members.models import Person


def given(seat: PollSeat) -> dict[str, Any]:
    """What the form of an answer starts from."""
    return {f"{SLOT}{slot}": choice for slot, choice in seat.choices.items()} | {"comment": seat.comment}


def poll_answer(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Answer for the own seat."""
    poll = visible(request.actor, pk)
    seat = queries.own_seat(request.actor, poll)
    if seat is None:
        raise Http404
    form = ChoicesForm(request.POST or None, poll=poll, slots=list(poll.slots.all()), initial=given(seat))

    def record() -> None:
        comment = form.cleaned_data["comment"]
        actions.answer(actor=request.actor, seat=seat, choices=form.choices, comment=comment)

    if request.method == "POST" and accepted(form, record):
        messages.success(
            request, _("Su respuesta quedó registrada. La puede cambiar hasta que venza el plazo.")
        )
        return redirect("poll-detail", pk)
    context = {"poll": poll, "seat": seat, "form": form, "closed": poll.why_closed()}
    return render(request, "agenda/polls/own.html", context, status=422 if form.is_bound else 200)


def poll_answer_phone(request: ActorRequest, pk: int, seat: int) -> HttpResponseBase:
    """Enter what a seat answered by telephone, with the name of who spoke."""
    poll = visible(request.actor, pk)
    found = get_object_or_404(poll.seats.named(request.actor.on).select_related("seat"), pk=seat)
    slots = list(poll.slots.all())
    form = PhoneChoicesForm(request.POST or None, poll=poll, slots=slots, initial=given(found))

    def record() -> None:
        data = form.cleaned_data
        actions.enter_by_phone(
            actor=request.actor,
            seat=found,
            choices=form.choices,
            comment=data["comment"],
            spoken_by=data["spoken_by"],
        )

    if request.method == "POST" and accepted(form, record):
        messages.success(request, _("La respuesta quedó registrada como recibida por teléfono."))
        return redirect("poll-detail", pk)
    context = {"poll": poll, "seat": found, "form": form, "closed": poll.why_closed()}
    return render(request, "agenda/polls/phone.html", context, status=422 if form.is_bound else 200)


def poll_history(request: ActorRequest, pk: int) -> HttpResponse:
    poll = visible(request.actor, pk)
    context = {"poll": poll, "answers": queries.answers_of(poll)}
    return render(request, "agenda/polls/history.html", context)


def respond(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """The page behind a personal link; its button answers for the seat, in the name of the link's person."""
    seats = PollSeat.objects.named(request.actor.on).select_related("poll", "seat", "entered_by")
    seat = get_object_or_404(seats, pk=link.seat_key)
    person = get_object_or_404(Person, pk=link.holder_key)
    poll = seat.poll
    form = ChoicesForm(request.POST or None, poll=poll, slots=list(poll.slots.all()), initial=given(seat))

    def record() -> None:
        comment = form.cleaned_data["comment"]
        with pghistory.context(capacity=_("Por enlace personal de %(name)s") % {"name": person.name}):
            actions.answer_by_link(seat=seat, person=person, choices=form.choices, comment=comment)

    if request.method == "POST" and accepted(form, record):
        messages.success(
            request, _("Su respuesta quedó registrada. La puede cambiar hasta que venza el plazo.")
        )
        return redirect(request.path)
    context = {"poll": poll, "seat": seat, "name": person.name, "form": form, "closed": poll.why_closed()}
    return render(request, "agenda/polls/link.html", context, status=422 if form.is_bound else 200)
