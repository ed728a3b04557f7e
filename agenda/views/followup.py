"""The follow-up of a commitment: through an account, on behalf of somebody, and behind a personal link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agenda.actions import followup as actions
from agenda.forms.outcomes import FiledUpdateForm, NoteForm, OnBehalfForm, RequestForm, UpdateForm
from agenda.models import Commitment, CommitmentFile
from agenda.queries import commitments as queries
from agenda.views.commitments import page_of, standing, visible
from mcig.access import ActorRequest
from mcig.files import deliver_stored
from mcig.links.models import PersonalLink
from mcig.web.editing import decide
from mcig.web.refusals import accepted
from members.models import Person


def done_words(event: str) -> str:
    """What is said to the person once it is written down."""
    return {
        "started": _("Quedó registrado que está en proceso."),
        "done": _("El compromiso consta como cumplido. Gracias."),
        "asked": _("Su petición quedó registrada; la secretaría técnica la responderá."),
        "commented": _("Su comentario quedó registrado."),
    }[event]


def commitment_update(request: ActorRequest, number: str) -> HttpResponseBase:
    """The owner tells of the own commitment."""
    commitment = visible(request, number)
    if not queries.answers_for(request.actor, commitment):
        raise Http404
    form = FiledUpdateForm(request.POST, request.FILES, commitment=commitment)

    def record() -> None:
        actions.update_own(actor=request.actor, commitment=commitment, update=form.update)

    if not accepted(form, record):
        context = standing(request, commitment) | {"form": form}
        return render(request, "agenda/outcomes/commitment.html", context, status=422)
    messages.success(request, done_words(form.cleaned_data["event"]))
    return redirect(commitment.get_absolute_url())


def commitment_comment(request: ActorRequest, number: str) -> HttpResponseBase:
    """Whoever sees a commitment comments on it."""
    commitment = visible(request, number)
    form = NoteForm(request.POST, label=_("Comentario"))

    def record() -> None:
        note = form.cleaned_data["note"]
        actions.comment(actor=request.actor, commitment=commitment, note=note)

    if not accepted(form, record):
        context = standing(request, commitment) | {"comment_form": form}
        return render(request, "agenda/outcomes/commitment.html", context, status=422)
    messages.success(request, done_words("commented"))
    return redirect(commitment.get_absolute_url())


def commitment_on_behalf(request: ActorRequest, number: str) -> HttpResponseBase:
    """The secretariat writes down what somebody told by telephone or by mail."""
    commitment = visible(request, number)
    form = OnBehalfForm(request.POST or None, request.FILES or None, commitment=commitment)

    def act(_version: int) -> None:
        spoken_by = form.cleaned_data["spoken_by"]
        actions.update_on_behalf(
            actor=request.actor, commitment=commitment, update=form.update, spoken_by=spoken_by
        )

    page = page_of(
        commitment,
        _("Registrar a nombre de su responsable"),
        _("Registrar"),
        _("Quedó registrado a nombre de su responsable."),
        lead=commitment.owner_name,
    )
    return decide(request, page, form, act, version=commitment.version)


def commitment_answer(request: ActorRequest, number: str) -> HttpResponseBase:
    """The secretariat answers a request for more time."""
    commitment = visible(request, number)
    if commitment.asked_due_on is None:
        raise Http404
    form = RequestForm(request.POST or None, label=_("Motivo, si no se amplía"), required=False)

    def act(version: int) -> None:
        grant = form.cleaned_data["answer"] == "yes"
        note = form.cleaned_data["note"]
        actions.answer_request(
            actor=request.actor, commitment=commitment, version=version, grant=grant, note=note
        )

    asked = {"day": date_format(commitment.asked_due_on), "reason": commitment.asked_reason}
    page = page_of(
        commitment,
        _("Responder la petición de más tiempo"),
        _("Responder"),
        _("La respuesta quedó registrada y se avisó a su responsable."),
        note=_("Se pide hasta el %(day)s: %(reason)s") % asked,
    )
    return decide(request, page, form, act, version=commitment.version)


def commitment_void(request: ActorRequest, number: str) -> HttpResponseBase:
    page = (_("Dejar sin efecto"), _("El compromiso quedó sin efecto."), _("Por qué queda sin efecto"))
    return _closed_or_opened(request, number, actions.void_commitment, page)


def commitment_reopen(request: ActorRequest, number: str) -> HttpResponseBase:
    page = (_("Reabrir"), _("El compromiso está de nuevo en proceso."), _("Por qué se reabre"))
    return _closed_or_opened(request, number, actions.reopen_commitment, page)


def _closed_or_opened(
    request: ActorRequest, number: str, action: Callable[..., Any], words: tuple[str, str, str]
) -> HttpResponseBase:
    """A reason, and the action that takes it; `words`: the title, what is said once done, the label."""
    title, done, label = words
    commitment = visible(request, number)
    form = NoteForm(request.POST or None, label=label)

    def act(version: int) -> None:
        note = form.cleaned_data["note"]
        action(actor=request.actor, commitment=commitment, version=version, note=note)

    return decide(request, page_of(commitment, title, title, done), form, act, version=commitment.version)


def commitment_file(request: ActorRequest, number: str, pk: int) -> HttpResponseBase:
    commitment = visible(request, number)
    found = CommitmentFile.objects.filter(commitment=commitment).select_related("stored")
    return deliver_stored(request, get_object_or_404(found, pk=pk).stored)


def respond(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """The page behind a personal link; its button tells of the commitment for the link's person."""
    found = queries.named(Commitment.objects.registered(), request.actor.on).select_related("owner", "theme")
    commitment = get_object_or_404(found, pk=link.object_key)
    person = get_object_or_404(Person, pk=link.holder_key)
    form = UpdateForm(request.POST or None, commitment=commitment)

    def record() -> None:
        actions.update_by_link(commitment=commitment, person=person, update=form.update)

    if request.method == "POST":
        words = _("Por enlace personal de %(name)s") % {"name": person.name}
        with pghistory.context(capacity=words):
            done = accepted(form, record)
        if done:
            messages.success(request, done_words(form.cleaned_data["event"]))
            return redirect(request.path)
    context = {
        "commitment": commitment,
        "person": person,
        "form": form,
        "is_overdue": commitment.is_overdue(request.actor.on),
    }
    return render(request, "agenda/outcomes/link.html", context, status=422 if form.is_bound else 200)
