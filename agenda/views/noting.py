"""Decisions and commitments as they happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agenda.actions import noting as actions
from agenda.actions.registering import register_outcomes
from agenda.forms.session import CommitmentForm, DecisionForm
from agenda.models import Commitment, Decision, Item, Meeting
from agenda.queries import session as queries
from agenda.rules.session import check_recording
from agenda.views.session import board, conducted, item_of, session_address
from mcig.access import ActorRequest
from mcig.rules import Broken
from mcig.web.conflicts import differences, with_choices
from mcig.web.once import create_once
from mcig.web.versions import Stale, read_version


def session_decide(request: ActorRequest, pk: int, item: int) -> HttpResponseBase:
    """Note a decision of an item."""
    meeting = conducted(request.actor, pk)
    found = item_of(meeting, item)
    form = DecisionForm(request.POST, prefix="acuerdo")

    def note() -> str:
        return str(actions.note_decision(actor=request.actor, item=found, **form.cleaned_data).pk)

    return _noted(request, found, form, note, "decision_form")


def session_commit(request: ActorRequest, pk: int, item: int) -> HttpResponseBase:
    """Note a commitment of an item."""
    meeting = conducted(request.actor, pk)
    found = item_of(meeting, item)
    seats = queries.seats_of(meeting, queries.day_of(meeting))
    form = CommitmentForm(request.POST, prefix="compromiso", seats=seats)

    def note() -> str:
        return str(actions.note_commitment(actor=request.actor, item=found, **form.words()).pk)

    return _noted(request, found, form, note, "commitment_form")


def _noted(
    request: ActorRequest, item: Item, form: forms.Form, note: Callable[[], str], name: str
) -> HttpResponseBase:
    """Note once however often it is sent; a refusal keeps what was typed."""
    if form.is_valid():
        try:
            create_once(actor=request.actor, key=request.POST.get("once", ""), create=note)
        except Broken as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect(f"{session_address(item.meeting, item)}#acuerdos")
    refused: dict[str, Any] = {name: form}
    context = board(request, item.meeting, item.pk, **refused)
    return render(request, "agenda/session/detail.html", context, status=422)


def session_register(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Draw the numbers of what was noted once the session is over, before its minutes are approved."""
    meeting = conducted(request.actor, pk)
    check_recording(meeting.state)
    decisions, commitments = register_outcomes(actor=request.actor, meeting=meeting)
    words = _("El registro está al día. Acuerdos nuevos: %(decisions)d. Compromisos nuevos: %(commitments)d.")
    counts = {"decisions": len(decisions), "commitments": len(commitments)}
    messages.success(request, words % counts)
    return redirect("session-detail", pk)


def session_decision(request: ActorRequest, pk: int, noted: int) -> HttpResponseBase:
    """Change or take back a decision that has no number yet."""
    meeting = conducted(request.actor, pk)
    decision = get_object_or_404(meeting.decisions.select_related("meeting"), pk=noted)
    data = with_choices(request.POST, stored_words(decision)) if request.method == "POST" else None
    form = DecisionForm(data, initial=stored_words(decision))

    def change(version: int) -> None:
        actions.edit_decision(actor=request.actor, decision=decision, version=version, **form.cleaned_data)

    return _changed(request, meeting, decision, form, change)


def session_commitment(request: ActorRequest, pk: int, noted: int) -> HttpResponseBase:
    """Change or take back a commitment that has no number yet."""
    meeting = conducted(request.actor, pk)
    commitment = get_object_or_404(meeting.commitments.select_related("meeting"), pk=noted)
    seats = queries.seats_of(meeting, queries.day_of(meeting))
    data = with_choices(request.POST, stored_words(commitment)) if request.method == "POST" else None
    form = CommitmentForm(data, initial=stored_words(commitment), seats=seats)

    def change(version: int) -> None:
        actions.edit_commitment(actor=request.actor, commitment=commitment, version=version, **form.words())

    return _changed(request, meeting, commitment, form, change)


def _changed(
    request: ActorRequest,
    meeting: Meeting,
    noted: Decision | Commitment,
    form: forms.Form,
    change: Callable[[int], None],
) -> HttpResponseBase:
    """Shows the form; sent, changes what was noted or takes it back; a stale one stands beside the stored."""
    context: dict[str, Any] = {"meeting": meeting, "noted": noted, "form": form, "version": noted.version}
    if request.method != "POST":
        return render(request, "agenda/session/noted.html", context)
    status = 422
    try:
        if "remove" in request.POST:
            return _removed(request, meeting, noted)
        if form.is_valid():
            change(read_version(request.POST))
            return redirect(f"{session_address(meeting, noted.item)}#acuerdos")
    except Broken as refusal:
        form.add_error(refusal.field or None, str(refusal))
    except Stale:
        status = 409
        fields = differences(form, stored_words(noted)) if form.is_valid() else []
        context |= {"is_stale": True, "fields": fields}
    return render(request, "agenda/session/noted.html", context, status=status)


def _removed(request: ActorRequest, meeting: Meeting, noted: Decision | Commitment) -> HttpResponseBase:
    actions.remove_noted(actor=request.actor, noted=noted, version=read_version(request.POST))
    messages.success(request, _("Quedó fuera de lo acordado."))
    return redirect(session_address(meeting, noted.item))


def stored_words(noted: Decision | Commitment) -> dict[str, Any]:
    """What is stored, under the names of the form."""
    if isinstance(noted, Decision):
        return {"text": noted.text}
    return {"text": noted.text, "owner": noted.owner_id, "due_on": noted.due_on}
