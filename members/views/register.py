"""The register of the members of the mesa."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from mcig.access import ActorRequest, Role
from mcig.countries import country_name
from mcig.sheets.answers import exported
from members import queries
from members.annexes import annexes_for
from members.forms import DateAsked
from members.queries.people import looks_after, postings_of
from members.tables import REGISTER

MEMBERS_PER_PAGE = 25


def member_list(request: ActorRequest) -> HttpResponse:
    form = DateAsked(request.GET if "fecha" in request.GET else {"fecha": request.actor.on})
    on = form.day(request.actor.on)
    page = Paginator(queries.member_order(on), MEMBERS_PER_PAGE).get_page(request.GET.get("page"))
    members = queries.members_on(on, only=list(page))
    context = {
        "form": form,
        "on": on,
        "is_today": on == request.actor.on,
        "page": page,
        "members": members,
        "shows_logos": any(member.has_logo for member in members),
        "offices": queries.offices_on(on),
        "keeps_register": request.actor.holds(Role.SECRETARIAT),
        "reads_imports": request.actor.holds(Role.ADMINISTRATOR),
    }
    return render(request, "members/list.html", context)


def member_export(request: ActorRequest, suffix: str) -> HttpResponse:
    """The members of the date that the page shows."""
    form = DateAsked(request.GET if "fecha" in request.GET else {"fecha": request.actor.on})
    rows = queries.members_on(form.day(request.actor.on))
    return exported(
        request, suffix, title=_("Integrantes"), columns=REGISTER, rows=rows, name=_("integrantes")
    )


def organisation_detail(request: ActorRequest, code: str) -> HttpResponse:
    on = request.actor.on
    organisation = get_object_or_404(queries.organisations(on), code=code)
    every_posting = list(postings_of(organisation))
    postings = queries.postings_on(every_posting, on)
    may_change_people = looks_after(request.actor, organisation)
    facts = queries.facts_of(organisation)
    context = {
        "organisation": organisation,
        "on": on,
        "country": country_name(organisation.country),
        "names": [fact for fact in facts if fact.kind == "name"],
        "standing": [fact for fact in facts if fact.kind != "name"],
        "postings": postings,
        "other_postings": [each for each in every_posting if each not in postings and may_change_people],
        "may_change_people": may_change_people,
        "annexes": annexes_for(request.actor, organisation),
        "keeps_register": request.actor.holds(Role.SECRETARIAT),
    }
    return render(request, "members/organisation.html", context)
