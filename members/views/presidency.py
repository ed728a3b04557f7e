"""Who presides: the page, and the mandates behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from mcig.access import ActorRequest, Role
from members.drawing import draw, unknown_times
from members.forms.mandates import PresidencyDateAsked
from members.queries.candidacies import candidacy_rows
from members.queries.mandates import (
    MandateRow,
    following,
    held_on,
    mandate_rows,
    mandates_seen_by,
    office_title,
    rotation_of,
)
from members.rules.rotation import Office, Term

IN_OFFICE = (Role.INCOMING, Role.PRESIDENCY, Role.SECRETARIAT, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Span:
    """A line of the table: a mandate, or a time of which nothing is known."""

    title: str
    term: Term
    row: MandateRow | None


def presidency(request: ActorRequest) -> HttpResponse:
    today = request.actor.on
    form = PresidencyDateAsked(request.GET if "fecha" in request.GET else {"fecha": today})
    on = form.day(today)
    rows = mandate_rows(today)
    next_one = following(rows, rotation_of(request.mesa), today)
    context = {
        "form": form,
        "on": on,
        "is_today": on == today,
        "held": held_on(rows, on),
        "following": next_one,
        "may_open": set(mandates_seen_by(request.actor).values_list("pk", flat=True)),
        "may_manage": request.actor.holds(Role.SECRETARIAT),
        "may_propose": request.actor.holds(Role.MEMBER, Role.SECRETARIAT) and next_one.term is not None,
        "may_see_handover": request.actor.holds(*IN_OFFICE),
        "candidacies": candidacy_rows(today),
    }
    return render(request, "members/presidency/page.html", context | timeline(rows, today, next_one.term))


def timeline(rows: list[MandateRow], today: date, expected: Term | None) -> dict[str, Any]:
    """The drawing and its table, newest first: the same data."""
    spans = [Span(row.title, row.term, row) for row in rows]
    for office in Office:
        spans += [Span(office_title(office), gap, None) for gap in unknown_times(rows, office, today)]
    return {
        "drawing": draw(rows, today, expected=expected),
        "spans": sorted(spans, key=lambda span: span.term.start, reverse=True),
        "has_pro_tempore": any(holder.pro_tempore for row in rows for holder in row.holders),
    }
