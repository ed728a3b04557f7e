"""Reads about minutes: what they say in plain values, who may read which rendering, what was observed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from agenda.models import (
    Meeting,
    Minutes,
    MinutesRound,
    MinutesState,
    Observation,
    ObservationState,
)
from agenda.models.meetings import READS_DRAFTS
from agenda.queries.record import record_of
from agenda.rules.minutes import Audience, Record, for_audience, from_data
from mcig.access import Actor
from mcig.alphabet import alphabetical
from members.models import ConsultationState, Organisation, name_of
from members.queries import offices_on


def audiences_of(actor: Actor) -> tuple[Audience, ...]:
    """The renderings that the actor may read, their own first."""
    if actor.holds(*READS_DRAFTS):
        return (Audience.INTERNAL, Audience.MEMBERS, Audience.PUBLIC)
    return (Audience.MEMBERS,)


def visible(actor: Actor, meeting: int) -> Minutes:
    """The minutes of a meeting (key), or 404 alike for hidden and missing ones."""
    found = Minutes.objects.visible_to(actor).select_related("meeting", "created_by")
    return get_object_or_404(found, meeting=meeting)


def record_for(actor: Actor, minutes: Minutes) -> Record:
    """What the actor reads of the minutes, before it is reduced to an audience.

    The approved text; else, for members, the text that circulates among them; else the text as it stands.
    """
    if minutes.record is not None:
        return from_data(minutes.record)
    if not actor.holds(*READS_DRAFTS):
        latest = round_of(minutes)
        assert latest is not None  # `visible_to` shows members nothing else
        return from_data(latest.record)
    return record_of(minutes)


def rendering(actor: Actor, minutes: Minutes, audience: Audience) -> Record:
    """The rendering for an audience, which must be one of the actor's own."""
    assert audience in audiences_of(actor)
    return for_audience(record_for(actor, minutes), audience)


def round_of(minutes: Minutes) -> MinutesRound | None:
    """The newest circulation."""
    return minutes.rounds.select_related("consultation").order_by("-number").first()


def is_open_to_observations(latest: MinutesRound | None) -> bool:
    return latest is not None and latest.consultation.takes_answers


@dataclass(frozen=True, slots=True)
class Observations:
    """What was observed, by the key of the paragraph; of the whole under an empty key."""

    by_key: dict[str, list[Observation]]
    open: int

    @property
    def general(self) -> list[Observation]:
        return self.by_key.get("", [])

    def __bool__(self) -> bool:
        return bool(self.by_key)


def observations_for(actor: Actor, minutes: Minutes) -> Observations:
    """All of them to who conducts; to a member the observations of their own organisations."""
    found = Observation.objects.filter(round__minutes=minutes).annotate(
        organisation_name=name_of("organisation_id", actor.on)
    )
    if not actor.holds(*READS_DRAFTS):
        found = found.filter(organisation__in=actor.organisations)
    by_key: dict[str, list[Observation]] = {}
    for each in found.select_related("organisation", "round").order_by("pk"):
        by_key.setdefault(str(each.paragraph or ""), []).append(each)
    is_open = sum(each.is_open for listed in by_key.values() for each in listed)
    return Observations(by_key, is_open)


def unresolved(minutes: Minutes) -> int:
    return Observation.objects.filter(round__minutes=minutes, state=ObservationState.OPEN).count()


def accepted_of(latest: MinutesRound) -> int:
    """The observations of a round that were accepted, and so change the text that circulated."""
    return latest.observations.filter(state=ObservationState.ACCEPTED).count()


def speakers(meeting: Meeting, on: date) -> list[tuple[int, str]]:
    """The organisations that may speak in minutes: those with a seat and the offices, in Spanish order."""
    keys = set(meeting.seats.values_list("seat__organisation", flat=True))
    offices = [holder.code for office in offices_on(on) for holder in office.holders]
    found = Organisation.objects.filter(Q(pk__in=keys) | Q(code__in=offices)).named(on)
    pairs = [(each.pk, each.name_on or each.code) for each in found]
    return sorted(pairs, key=lambda pair: alphabetical(pair[1]))


def codes_of(meeting: Meeting, on: date) -> dict[str, int]:
    """The same organisations by the code with which notes name who speaks."""
    keys = [key for key, _name in speakers(meeting, on)]
    return dict(Organisation.objects.filter(pk__in=keys).values_list("code", "pk"))


def approved(actor: Actor) -> QuerySet[Minutes]:
    """Approved minutes that the actor may read, the newest first."""
    found = Minutes.objects.visible_to(actor).filter(state=MinutesState.APPROVED)
    return found.select_related("meeting").order_by("-meeting__started_at", "-pk")


def unfinished() -> list[Minutes]:
    """Minutes that wait for the secretariat: being written, or with observations that nobody has resolved."""
    waiting = Count("rounds__observations", filter=Q(rounds__observations__state=ObservationState.OPEN))
    adopted = Q(state=MinutesState.CIRCULATED, rounds__consultation__state=ConsultationState.ADOPTED)
    found = Minutes.objects.annotate(waiting=waiting).filter(Q(state=MinutesState.DRAFTING) | adopted)
    return list(found.select_related("meeting").order_by("created_at").distinct())
