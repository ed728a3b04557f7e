"""Convene a meeting, tell of its changes, call it off, remind: each shows what would be sent to whom."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.actions import convocation as actions
from agenda.actions import invitees as guest_actions
from agenda.forms.answers import GuestForm, ReasonForm
from agenda.models import Mailing, MailingPurpose, Meeting
from agenda.notices import invitations
from agenda.panels import Panel, register_panel
from agenda.queries import convened, mailings
from agenda.queries.answers import guests_of, seats_of
from agenda.queries.standing import standing_of
from agenda.rules.meeting import EDITABLE
from agenda.views.meetings import visible
from mcig.access import Actor, ActorRequest, Role
from mcig.rules import Broken
from mcig.web.refusals import accepted, refuse
from mcig.web.versions import read_version


@register_panel(20)
def convocation_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """Who was convened and what was answered, as far as the actor may know."""
    shown = standing_of(actor, meeting)
    if shown.is_empty:
        return None
    return Panel(
        _("Convocatoria y respuestas"), "agenda/answers/panel.html", "convocatoria", {"shown": shown}
    )


def meeting_convene(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Shows to whom what would be sent; the button convenes and prepares the letters."""
    meeting = visible(request.actor, pk)
    if request.method == "POST":
        version = read_version(request.POST)
        return prepared(
            request, meeting, lambda: actions.convene(actor=request.actor, meeting=meeting, version=version)
        )
    on = timezone.localdate(meeting.starts_at or timezone.now(), meeting.zone)
    places = convened.places_on(on)
    context = {
        "meeting": meeting,
        "reached": convened.reach_of(places, request.actor.on),
        "guests": guests_of(meeting),
        "missing": actions.missing_to_convene(meeting),
        "letter": invitations.preview(meeting, "convocation") if meeting.starts_at else None,
    }
    return render(request, "agenda/convocation/convene.html", context)


def meeting_convene_newcomers(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Prepare the convocation for whoever has not had it."""
    meeting = visible(request.actor, pk)
    return prepared(request, meeting, lambda: actions.convene_newcomers(actor=request.actor, meeting=meeting))


def meeting_tell_changes(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Shows the letter that tells what changed since the convocation; the button prepares it."""
    meeting = visible(request.actor, pk)
    if request.method == "POST":
        return prepared(request, meeting, lambda: actions.tell_changes(actor=request.actor, meeting=meeting))
    changes = mailings.untold_changes(meeting)
    context = {
        "meeting": meeting,
        "changes": changes,
        "letter": invitations.preview(meeting, "update", changes=changes) if changes else None,
    }
    return render(request, "agenda/convocation/changes.html", context)


def meeting_remind(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Shows who has not answered; the button prepares a reminder to them."""
    meeting = visible(request.actor, pk)
    if request.method == "POST":
        return prepared(request, meeting, lambda: actions.remind(actor=request.actor, meeting=meeting))
    silent = [seat for seat in seats_of(meeting) if not seat.has_answered]
    places = [convened.place_of(seat.seat) for seat in silent]
    context = {"meeting": meeting, "reached": convened.reach_of(places, request.actor.on)}
    return render(request, "agenda/convocation/remind.html", context)


def meeting_postpone(request: ActorRequest, pk: int) -> HttpResponseBase:
    return _called_off(request, pk, actions.postpone, "postpone", _("La reunión quedó aplazada."))


def meeting_cancel(request: ActorRequest, pk: int) -> HttpResponseBase:
    return _called_off(request, pk, actions.cancel, "cancel", _("La reunión quedó cancelada."))


def _called_off(
    request: ActorRequest, pk: int, act: Callable[..., Mailing | None], verb: str, done: str
) -> HttpResponseBase:
    meeting = visible(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mailing = act(
                actor=request.actor,
                meeting=meeting,
                version=read_version(request.POST),
                reason=form.cleaned_data["reason"],
            )
        except Broken as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return _to(request, meeting, mailing)
    asked = mailings.addresses_told(meeting, (MailingPurpose.PROPOSALS,))
    told = {"told": mailings.was_told(meeting), "asked": asked}
    context = {"meeting": meeting, "form": form, "verb": verb} | told
    return render(request, "agenda/convocation/call-off.html", context, status=422 if form.is_bound else 200)


def prepared(request: ActorRequest, meeting: Meeting, prepare: Callable[[], Mailing]) -> HttpResponseBase:
    """Prepares the letters and leads to where they are looked at and sent."""
    try:
        mailing = prepare()
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("meeting-detail", meeting.pk)
    return _to(request, meeting, mailing)


def _to(request: ActorRequest, meeting: Meeting, mailing: Mailing | None) -> HttpResponse:
    if mailing is None:
        return redirect("meeting-detail", meeting.pk)
    if request.actor.holds(Role.SECRETARIAT):
        messages.info(
            request, _("Los mensajes están preparados: revíselos y envíelos. Nada ha salido todavía.")
        )
        return redirect("dispatch-detail", mailing.dispatch_id)
    messages.info(request, _("Los mensajes están preparados: los revisa y los envía la secretaría técnica."))
    return redirect("meeting-detail", meeting.pk)


def meeting_guests(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The guests of a meeting; the form puts one on the list."""
    meeting = visible(request.actor, pk)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and _invited(request, meeting, form):
        return redirect("meeting-guests", pk)
    context = {
        "meeting": meeting,
        "form": form,
        "guests": guests_of(meeting),
        "may_invite": meeting.state in EDITABLE,
        "was_told": mailings.was_told(meeting),
    }
    return render(request, "agenda/convocation/guests.html", context, status=422 if form.is_bound else 200)


def _invited(request: ActorRequest, meeting: Meeting, form: forms.Form) -> bool:
    def invite() -> None:
        guest = guest_actions.invite(actor=request.actor, meeting=meeting, **form.cleaned_data)
        messages.success(request, _("%(name)s está en la lista.") % {"name": guest.name})

    return accepted(form, invite)


def meeting_guest_remove(request: ActorRequest, pk: int, guest: int) -> HttpResponseBase:
    meeting = visible(request.actor, pk)
    found = get_object_or_404(meeting.invitees, pk=guest)
    guest_actions.withdraw(actor=request.actor, meeting=meeting, guest=found)
    messages.success(request, _("%(name)s ya no está en la lista.") % {"name": found.name})
    return redirect("meeting-guests", pk)
