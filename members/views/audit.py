"""The history of the mesa: every change in words, who was turned away, and both as a file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mcig.access import ActorRequest
from mcig.history.trail import read_cursor
from mcig.sheets import delimited, xlsx
from members.forms.audit import AuditFilter
from members.queries import audit
from members.tables import AUDIT

REFUSALS_PER_PAGE = 50


def _filter(request: ActorRequest, people: list[tuple[int, str]]) -> AuditFilter:
    return AuditFilter(
        request.GET,
        people=people,
        organisations=audit.organisation_choices(request.actor.on),
        kinds=audit.kind_choices(request.actor),
    )


def trail(request: ActorRequest) -> HttpResponse:
    """Every change of every row that the actor answers for, the newest first."""
    people = audit.person_choices()
    form = _filter(request, people)
    found = audit.trail(
        audit.wanted(request.actor, form.asked()),
        after=read_cursor(request.GET.get("antes", "")),
        people=dict(people),
        on=request.actor.on,
    )
    context: dict[str, Any] = {
        "form": form,
        "told": found.told,
        "following": str(found.following) if found.following else "",
        "is_first": "antes" not in request.GET,
        "most": audit.MOST_EXPORTED,
    }
    return render(request, "members/audit/trail.html", context)


def trail_export(request: ActorRequest, suffix: str) -> HttpResponse:
    """What the filter finds, one line for each column that changed."""
    people = audit.person_choices()
    filtered = audit.wanted(request.actor, _filter(request, people).asked())
    told = audit.exported(filtered, dict(people), request.actor.on)
    rows = ((each, change) for each in told for change in each.changes)
    target = BytesIO()
    if suffix == "csv":
        delimited.write_into(target, AUDIT, rows)
    else:
        xlsx.write_into(target, [(_("Historial"), AUDIT, rows)])
    kind = delimited.CONTENT_TYPE if suffix == "csv" else xlsx.CONTENT_TYPE
    response = HttpResponse(target.getvalue(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="historial-{request.actor.on}.{suffix}"'
    response["Cache-Control"] = "no-store, private"
    return response


def refusals(request: ActorRequest) -> HttpResponse:
    """Who was turned away from which page, the newest first."""
    form = _filter(request, audit.person_choices())
    page = Paginator(audit.refusals(form.asked()), REFUSALS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/audit/refusals.html", {"form": form, "page": page})
