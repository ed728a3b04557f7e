"""The page on which those who have no account yet are invited together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcig.access import ActorRequest
from mcig.alphabet import alphabetical
from mcig.web.numbers import whole_number
from members.actions.inviting import invite_people
from members.models import Person
from members.queries.inviting import without_account


def people_invite(request: ActorRequest) -> HttpResponse:
    """Who speaks for an organisation without an account; the chosen ones are sent an invitation."""
    status = 200
    if request.method == "POST":
        chosen = [whole_number(value) or 0 for value in request.POST.getlist("people")]
        if chosen:
            count = invite_people(actor=request.actor, people=chosen)
            messages.success(request, _invited(count))
            return HttpResponseRedirect(reverse("people-invite"), status=303)
        messages.error(request, _("Elija al menos a una persona."))
        status = 422
    people = sorted(without_account(request.actor), key=_by_organisation)
    return render(request, "members/people/invite.html", {"people": people}, status=status)


def _by_organisation(person: Person) -> str:
    return alphabetical(getattr(person, "organisation_name", None) or "")


def _invited(count: int) -> str:
    return ngettext(
        "Se preparó %(count)d invitación; sale enseguida.",
        "Se prepararon %(count)d invitaciones; salen enseguida.",
        count,
    ) % {"count": count}
