"""Possible alliances between projects, what nobody attends to, and introducing two representations."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.rules import Broken
from projects import actions
from projects.queries.alliances import Alliances, alliances, gaps
from projects.rules.alliances import Candidate, Pair
from projects.rules.finding import Filter
from projects.rules.record import STATES
from projects.views.loading import visible_project
from projects.wording import alliance_reasons, goal_name


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two projects of a pair."""

    code: str
    name: str
    owner: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair in words."""

    first: Side
    second: Side
    reasons: tuple[str, ...]


def project_alliances(request: ActorRequest) -> HttpResponse:
    """Who could work together and why, and what nobody attends to yet."""
    wanted = Filter.read(request.GET)
    found = alliances(request.actor, wanted)
    missing = gaps(request.actor)
    context = {
        "wanted": wanted,
        "proposals": [_proposal(pair, found) for pair in found.pairs],
        "themes": missing.themes,
        "states": [STATES[code] for code in missing.states],
        "goals": [goal_name(str(number)) for number in missing.goals],
        "may_introduce": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "projects/alliances.html", context)


def project_introduce(request: ActorRequest) -> HttpResponse:
    """Prepare the letters; they wait in the outbox until somebody has read them and sends them."""
    first, second = (
        visible_project(request.actor, request.POST.get(name, "")[:24]) for name in ("uno", "otro")
    )
    try:
        dispatch = actions.introduce(actor=request.actor, first=first, second=second)
    except Broken as refusal:
        messages.error(request, str(refusal))
        return redirect("project-alliances")
    messages.success(
        request, _("La presentación está preparada: revísela y envíela. Nada ha salido todavía.")
    )
    return redirect("dispatch-detail", dispatch.pk)


def _proposal(pair: Pair, found: Alliances) -> Proposal:
    return Proposal(
        _side(pair.first, found),
        _side(pair.second, found),
        tuple(alliance_reasons(pair, found.areas, found.themes)),
    )


def _side(each: Candidate, found: Alliances) -> Side:
    return Side(each.code, each.name, found.owners.get(each.owner, ""))
