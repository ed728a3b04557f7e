"""Reads about decisions: the register with its filters, and what may replace or precede one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from agenda.models import Commitment, Decision, DecisionState, Meeting
from agenda.queries.commitments import named
from agenda.rules.minutes import PURPOSE as ABOUT_MINUTES
from mcig.access import Actor
from mcig.web.numbers import whole_number
from members.models import Consultation
from members.rules.consultation import Phase

OFFERED = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the register is asked for; an unknown value of the address asks for nothing in particular."""

    state: str = ""
    theme: int | None = None
    year: int | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.state or self.theme or self.year)


EVERYTHING = Wanted()


def read_wanted(asked: Mapping[str, str]) -> Wanted:
    """The filter that the parameters of an address ask for."""
    state = asked.get("estado", "")
    return Wanted(
        state=state if state in DecisionState.values else "",
        theme=whole_number(asked.get("tema", "")),
        year=whole_number(asked.get("anio", "")),
    )


def register(actor: Actor, wanted: Wanted = EVERYTHING) -> QuerySet[Decision]:
    """The registered decisions that the actor may see, the newest first, with theme and meeting."""
    found = Decision.objects.visible_to(actor).registered()
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.theme:
        found = found.filter(theme=wanted.theme)
    if wanted.year:
        found = found.filter(year=wanted.year)
    return found.select_related("theme", "meeting", "replaced_by").order_by("-year", "-number")


def years(actor: Actor) -> list[int]:
    """The years in which decisions were taken, the newest first."""
    found = Decision.objects.visible_to(actor).registered().order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def visible(actor: Actor) -> QuerySet[Decision]:
    """The registered decisions that the actor may see, with all that their page shows."""
    commitments = named(Commitment.objects.registered(), actor.on).order_by("year", "number")
    return (
        register(actor)
        .select_related("item", "consultation")
        .prefetch_related("replaces", Prefetch("commitments", commitments))
    )


def numbered(label: str) -> dict[str, int]:
    """The lookup of a number as addresses carry it, «2024-003»; of any other text one that finds nothing."""
    year, _dash, number = label.partition("-")
    return {"year": whole_number(year) or 0, "number": whole_number(number) or 0}


def others_in_force(decision: Decision) -> list[tuple[int, str]]:
    """The decisions that may replace this one, as a form offers them."""
    found = Decision.objects.registered().exclude(pk=decision.pk).exclude(state=DecisionState.REPLACED)
    return [(each.pk, _shortly(each)) for each in found.order_by("-year", "-number")[:OFFERED]]


def choices(*, besides: int | None = None) -> list[tuple[int, str]]:
    """The decisions to which a commitment may belong, as a form offers them."""
    found = Decision.objects.registered().filter(~Q(state=DecisionState.REPLACED) | Q(pk=besides))
    return [(each.pk, _shortly(each)) for each in found.order_by("-year", "-number")[:OFFERED]]


def meeting_choices(*, besides: int | None = None) -> list[tuple[int, str]]:
    """The meetings that members know of, the newest first, as a form offers them."""
    found = Meeting.objects.filter(Q(announced_at__isnull=False) | Q(pk=besides)).order_by("-starts_at")
    return [(each.pk, _meeting_words(each)) for each in found[:OFFERED]]


def _meeting_words(meeting: Meeting) -> str:
    day = f" ({date_format(timezone.localdate(meeting.starts_at))})" if meeting.starts_at else ""
    return f"{meeting.title}{day}"


def adopted_consultations(*, besides: int | None = None) -> QuerySet[Consultation]:
    """The consultations that were adopted and of which no decision speaks, the newest first.

    Those about minutes are left out: what they adopt is the minutes.
    """
    told = Decision.objects.exclude(consultation=None).values("consultation")
    found = Consultation.objects.filter(state=Phase.ADOPTED).exclude(purpose=ABOUT_MINUTES)
    return found.filter(~Q(pk__in=told) | Q(pk=besides)).order_by("-year", "-sequence")


def consultation_choices(*, besides: int | None = None) -> list[tuple[int, str]]:
    return [(each.pk, str(each)) for each in adopted_consultations(besides=besides)[:OFFERED]]


def _shortly(decision: Any) -> str:
    words = " ".join(decision.text.split())
    return f"{decision.label} · {words[:100]}{'…' if len(words) > 100 else ''}"  # noqa: PLR2004 - what a list shows
