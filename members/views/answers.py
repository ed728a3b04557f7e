"""Answers to a consultation: through an account, by telephone, and behind a personal link."""

from __future__ import annotations

import pghistory
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.links.models import PersonalLink
from mcig.web.refusals import accepted
from members.actions import answers
from members.exhibits import exhibit_of
from members.forms.consultations import AnswerForm, PhoneForm
from members.models import Consultation, ConsultationSeat, Person
from members.queries import consultations as queries
from members.queries.papers import rows_of
from members.views.consultations import standing, visible

ACKNOWLEDGE = "acknowledge"


def consultation_answer(request: ActorRequest, number: str) -> HttpResponseBase:
    """Answer for the own seat, or acknowledge receipt."""
    consultation, seat = _own(request, number)
    if ACKNOWLEDGE in request.POST:
        answers.acknowledge(seat=seat)
        messages.success(request, _("Su acuse de recibo quedó registrado. Aún puede responder."))
        return redirect("consultation-detail", number)
    form = AnswerForm(request.POST)

    def record() -> None:
        answers.answer(
            actor=request.actor,
            seat=seat,
            answer=form.cleaned_data["answer"],
            comment=form.cleaned_data["comment"],
        )

    if not accepted(form, record):
        context = standing(request, consultation) | {"form": form}
        return render(request, "members/consultations/detail.html", context, status=422)
    messages.success(request, _("Su respuesta quedó registrada. La puede cambiar hasta que venza el plazo."))
    return redirect("consultation-detail", number)


def _own(request: ActorRequest, number: str) -> tuple[Consultation, ConsultationSeat]:
    consultation = visible(request.actor, number)
    seat = queries.own_seat(request.actor, consultation)
    if seat is None:
        raise Http404
    return consultation, seat


def consultation_phone(request: ActorRequest, number: str, pk: int) -> HttpResponseBase:
    """Enter what a seat answered by telephone, with the name of who spoke."""
    consultation = visible(request.actor, number)
    seat = get_object_or_404(consultation.seats.named(request.actor.on), pk=pk)
    form = PhoneForm(request.POST or None)

    def record() -> None:
        answers.enter_by_phone(actor=request.actor, seat=seat, **form.cleaned_data)

    if request.method == "POST" and accepted(form, record):
        messages.success(request, _("La respuesta quedó registrada como recibida por teléfono."))
        return redirect("consultation-detail", number)
    context = {"consultation": consultation, "seat": seat, "form": form}
    return render(request, "members/consultations/phone.html", context, status=422 if form.is_bound else 200)


def respond(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """The page behind a personal link; its buttons answer for the seat, in the name of the link's person."""
    seat = get_object_or_404(
        ConsultationSeat.objects.named(request.actor.on).select_related("consultation", "seat"),
        pk=link.seat_key,
    )
    person = get_object_or_404(Person, pk=link.holder_key)
    form = AnswerForm(initial={"answer": seat.state, "comment": seat.comment})
    if request.method == "POST":
        words = _("Por enlace personal de %(name)s") % {"name": person.name}
        with pghistory.context(capacity=words):
            form, done = _by_link(request, seat, person)
        if done:
            return redirect(request.path)
    context = {
        "consultation": seat.consultation,
        "seat": seat,
        "person": person,
        "form": form,
        "files": rows_of(seat.consultation, lambda paper: f"{request.path}documentos/{paper}/"),
        "exhibit": exhibit_of(seat.consultation),
    }
    return render(request, "members/consultations/link.html", context, status=422 if form.is_bound else 200)


def _by_link(request: ActorRequest, seat: ConsultationSeat, person: Person) -> tuple[AnswerForm, bool]:
    if ACKNOWLEDGE in request.POST:
        answers.acknowledge(seat=seat)
        messages.success(request, _("Su acuse de recibo quedó registrado. Aún puede responder."))
        return AnswerForm(), True
    form = AnswerForm(request.POST)
    done = accepted(form, lambda: answers.answer_by_link(seat=seat, person=person, **form.cleaned_data))
    if done:
        messages.success(
            request, _("Su respuesta quedó registrada. La puede cambiar hasta que venza el plazo.")
        )
    return form, done
