"""Proposals of items: by account, by personal link, and the way back to who made one."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.actions import proposals as actions
from agenda.forms.proposals import ProposalForm, ReturnForm
from agenda.models import Mailing, Meeting
from agenda.models.meetings import WRITES
from agenda.notices import proposals as notices
from agenda.panels import Panel, register_panel
from agenda.queries import proposals as queries
from agenda.queries.convened import reach_of
from agenda.queries.meetings import theme_choices
from agenda.views.convocation import prepared
from agenda.views.meetings import visible
from mcig.access import Actor, ActorRequest, Role
from mcig.links.models import PersonalLink
from mcig.rules import Broken
from mcig.web.once import FIELD as ONCE
from mcig.web.once import create_once, new_key
from mcig.web.refusals import accepted, refuse
from mcig.web.versions import read_version
from members.models import Person, Seat, name_of


@register_panel(15)
def proposals_panel(actor: Actor, meeting: Meeting) -> Panel | None:
    """What the actor's organisations proposed, and the ways to propose and to ask for proposals."""
    closed = queries.closed_words(meeting)
    asks = actor.organisations and getattr(meeting, "has_proposals", True)
    own = queries.proposals_of(meeting, actor.organisations) if asks else []
    context = {
        "own": own,
        "closed": closed if meeting.proposals_until else "",
        "may_propose": not closed and meeting.announced_at is not None and actor.holds(Role.MEMBER),
        "may_call": not closed and actor.holds(*WRITES),
    }
    if not own and not (meeting.proposals_until and (context["may_propose"] or context["may_call"])):
        return None
    return Panel(_("Propuestas de puntos"), "agenda/proposals/panel.html", "propuestas", context)


def proposal_create(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Propose an item for the own seat."""
    meeting = visible(request.actor, pk)
    once = request.POST.get(ONCE, "") or new_key()
    themes = theme_choices(request.actor.on)
    form = ProposalForm(request.POST or None, request.FILES or None, themes=themes)

    def create() -> str:
        paper = next(iter(form.cleaned_data["paper"]), None)
        actions.propose(actor=request.actor, meeting=meeting, proposal=form.proposal, paper=paper)
        return f"{reverse('meeting-detail', args=[pk])}#propuestas"

    def record() -> str:
        return create_once(actor=request.actor, key=once, create=create)

    if (address := _recorded(request, form, record)) is not None:
        return redirect(address)
    closed = queries.closed_words(meeting)
    if not closed and queries.speaking_for(request.actor) is None:
        closed = _("Propone quien ocupa el lugar titular o suplente de un integrante de la mesa.")
    context = {"meeting": meeting, "form": form, "closed": closed, "once": once}
    return render(request, "agenda/proposals/create.html", context, status=422 if form.is_bound else 200)


def respond(request: ActorRequest, link: PersonalLink) -> HttpResponseBase:
    """The page behind a personal link: the form, and what became of the seat's proposals."""
    meeting = get_object_or_404(Meeting, pk=link.object_key)
    named = Seat.objects.annotate(organisation_name=name_of("organisation_id", request.actor.on))
    seat = get_object_or_404(named, pk=link.seat_key)
    person = get_object_or_404(Person, pk=link.holder_key)
    form = ProposalForm(request.POST or None, themes=theme_choices(request.actor.on), with_paper=False)

    def record() -> str:
        with pghistory.context(capacity=_("Por enlace personal de %(name)s") % {"name": person.name}):
            actions.propose_by_link(meeting=meeting, seat=seat, person=person, proposal=form.proposal)
        return request.path

    if (address := _recorded(request, form, record)) is not None:
        return redirect(address)
    context = {
        "meeting": meeting,
        "name": person.name,
        "organisation": getattr(seat, "organisation_name", None),
        "form": form,
        "closed": queries.closed_words(meeting),
        "own": queries.proposals_of(meeting, [seat.organisation_id]),
    }
    return render(request, "agenda/proposals/link.html", context, status=422 if form.is_bound else 200)


def _recorded(request: ActorRequest, form: ProposalForm, record: Callable[[], str]) -> str | None:
    """Where to go once a sent and valid proposal was kept; None when the form is to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        address = record()
    except Broken as refusal:
        refuse(form, refusal)
        return None
    messages.success(
        request, _("La propuesta llegó a la secretaría técnica y a la presidencia. Aquí verá qué se decide.")
    )
    return address


def proposal_call(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Shows to whom what would be sent; the button prepares the letters that ask for items."""
    meeting = visible(request.actor, pk)

    def call() -> Mailing:
        version = read_version(request.POST)
        return actions.call_for_items(actor=request.actor, meeting=meeting, version=version)

    if request.method == "POST":
        return prepared(request, meeting, call)
    closed = queries.closed_words(meeting)
    context = {
        "meeting": meeting,
        "closed": closed,
        "reached": reach_of(queries.members_on(request.actor.on), request.actor.on),
        "letter": None if closed else notices.preview(meeting),
    }
    return render(request, "agenda/proposals/call.html", context)


def proposal_return(request: ActorRequest, pk: int, item: int) -> HttpResponseBase:
    """Give a proposal back with a reason."""
    meeting = visible(request.actor, pk)
    found = get_object_or_404(meeting.items.exclude(proposed_by=None).select_related("proposer"), pk=item)
    form = ReturnForm(request.POST or None)

    def give_back() -> None:
        reason = form.cleaned_data["reason"]
        actions.give_back(actor=request.actor, meeting=meeting, item=found.pk, reason=reason)

    if request.method == "POST" and accepted(form, give_back):
        messages.success(request, _("La propuesta quedó devuelta y se avisa a quien la hizo."))
        return redirect("agenda-desk", pk)
    context = {"meeting": meeting, "item": found, "form": form}
    return render(request, "agenda/proposals/return.html", context, status=422 if form.is_bound else 200)
