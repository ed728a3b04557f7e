"""Answers to a convocation: through an account, by telephone, and behind a personal link."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agenda.actions import answers as actions
from agenda.actions import replies
from agenda.forms.answers import AnswerForm, GuestAnswerForm, PhoneForm
from agenda.models import Invitee, MeetingSeat
from agenda.queries import answers as queries
from agenda.views.calendars import asks_for_calendar, invitation_file
from agenda.views.meetings import visible
from mcig.access import ActorRequest
from mcig.links.models import PersonalLink
from mcig.web.refusals import accepted
from members.models import Person


def meeting_answers(request: ActorRequest, pk: int) -> HttpResponse:
    """What every seat and guest answered, and who has not."""
    meeting = visible(request.actor, pk)
    seats = queries.seats_of(meeting)
    context = {
        "meeting": meeting,
        "seats": seats,
        "counts": queries.counts_of(seats),
        "guests": queries.guests_of(meeting),
        "closed": queries.closed_words(meeting),
    }
    return render(request, "agenda/answers/answers.html", context)


def meeting_answers_history(request: ActorRequest, pk: int) -> HttpResponse:
    meeting = visible(request.actor, pk)
    context = {"meeting": meeting, "answers": queries.answers_of(meeting)}
    return render(request, "agenda/answers/history.html", context)


def meeting_answer(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Answer for the own seat."""
    meeting = visible(request.actor, pk)
    seat = queries.own_seat(request.actor, meeting)
    if seat is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial=given(seat))

    def record() -> None:
        actions.answer(actor=request.actor, seat=seat, **form.cleaned_data)

    if request.method == "POST" and accepted(form, record):
        messages.success(request, _("Su respuesta quedó registrada. La puede cambiar hasta la reunión."))
        return redirect("meeting-detail", pk)
    context = {"meeting": meeting, "seat": seat, "form": form, "closed": queries.closed_words(meeting)}
    return render(request, "agenda/answers/own.html", context, status=422 if form.is_bound else 200)


def given(seat: MeetingSeat) -> dict[str, str]:
    """What the form of an answer starts from: the answer that stands, if any."""
    if not seat.has_answered:
        return {"attendee": seat.attendee}
    return {"answer": seat.answer, "attendee": seat.attendee, "comment": seat.comment}


def meeting_answer_phone(request: ActorRequest, pk: int, seat: int) -> HttpResponseBase:
    """Enter what a seat answered by telephone, with the name of who spoke."""
    meeting = visible(request.actor, pk)
    found = get_object_or_404(
        meeting.seats.named(request.actor.on).select_related("seat", "meeting"), pk=seat
    )
    form = PhoneForm(request.POST or None)

    def record() -> None:
        actions.enter_by_phone(actor=request.actor, seat=found, **form.cleaned_data)

    if request.method == "POST" and accepted(form, record):
        messages.success(request, _("La respuesta quedó registrada como recibida por teléfono."))
        return redirect("meeting-answers", pk)
    context = {"meeting": meeting, "seat": found, "form": form, "closed": queries.closed_words(meeting)}
    return render(request, "agenda/answers/phone.html", context, status=422 if form.is_bound else 200)


def replies_unattributed(request: ActorRequest) -> HttpResponse:
    """The calendar replies that changed nothing, for the secretariat to see to."""
    return render(request, "agenda/answers/unattributed.html", {"replies": queries.unattributed()[:200]})


def reply_handle(request: ActorRequest, pk: int) -> HttpResponseBase:
    reply = get_object_or_404(queries.unattributed(), pk=pk)
    replies.handle(actor=request.actor, reply=reply)
    messages.success(request, _("La respuesta quedó como atendida."))
    return redirect("replies-unattributed")


def respond(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """The page behind a personal link; its button answers for the seat, in the name of the link's person."""
    seats = MeetingSeat.objects.named(request.actor.on).select_related("meeting", "seat", "entered_by")
    seat = get_object_or_404(seats, pk=link.seat_key)
    person = get_object_or_404(Person, pk=link.holder_key)
    if asks_for_calendar(request):
        return invitation_file(seat.meeting, address=person.email, name=person.name)
    form = AnswerForm(request.POST or None, initial=given(seat))

    def record() -> None:
        actions.answer_by_link(seat=seat, person=person, **form.cleaned_data)

    if request.method == "POST" and _by_link(request, person.name, form, record):
        return redirect(request.path)
    context = {"meeting": seat.meeting, "seat": seat, "name": person.name, "form": form}
    context["closed"] = queries.closed_words(seat.meeting)
    return render(request, "agenda/answers/link.html", context, status=422 if form.is_bound else 200)


def respond_as_guest(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """As `respond`, for somebody invited without a seat."""
    guest = get_object_or_404(Invitee.objects.select_related("meeting"), pk=link.seat_key)
    if asks_for_calendar(request):
        return invitation_file(guest.meeting, address=guest.email, name=guest.name)
    initial = {"answer": guest.answer, "comment": guest.comment} if guest.has_answered else {}
    form = GuestAnswerForm(request.POST or None, initial=initial)

    def record() -> None:
        actions.answer_as_guest(guest=guest, **form.cleaned_data)

    if request.method == "POST" and _by_link(request, guest.name, form, record):
        return redirect(request.path)
    context = {"meeting": guest.meeting, "seat": guest, "name": guest.name, "form": form}
    context["closed"] = queries.closed_words(guest.meeting)
    return render(request, "agenda/answers/link.html", context, status=422 if form.is_bound else 200)


def _by_link(request: ActorRequest, name: str, form: forms.Form, record: Callable[[], object]) -> bool:
    with pghistory.context(capacity=_("Por enlace personal de %(name)s") % {"name": name}):
        done = accepted(form, record)
    if done:
        messages.success(request, _("Su respuesta quedó registrada. La puede cambiar hasta la reunión."))
    return done
