"""Reads about minutes: what they say in plain values, who may read which rendering, what was observed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from agenda.models import (
    Commitment,
    Meeting,
    Minutes,
    MinutesParagraph,
    MinutesRound,
    MinutesState,
    Observation,
    ObservationState,
)
from agenda.models.meetings import READS_DRAFTS
from agenda.models.outcomes import OPEN_STATES
from agenda.queries import session
from agenda.queries.session import numbers_of
from agenda.rules.minutes import Audience, Paragraph, Record, Row, Section, for_audience, from_data
from mcig.access import Actor
from mcig.alphabet import alphabetical
from members.models import ConsultationState, MandateRole, Organisation, name_of
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


def record_of(minutes: Minutes) -> Record:
    """The minutes as they stand now, in the language that is active."""
    meeting, on = minutes.meeting, session.day_of(minutes.meeting)
    quorum = session.quorum_of(meeting)
    noted = session.noted_at(meeting, on)
    offices = offices_on(on)
    return Record(
        title=meeting.title,
        kind=meeting.kind,
        number=f"{meeting.number}/{meeting.year}" if meeting.number else "",
        conveners=tuple(
            h.name for each in offices if each.role == MandateRole.PRESIDENCY for h in each.holders
        ),
        place=meeting.place,
        started_at=_iso(meeting.started_at),
        ended_at=_iso(meeting.ended_at),
        time_zone=meeting.time_zone,
        objective=meeting.objective,
        present=quorum.present,
        seats=quorum.seats,
        quorum=quorum.required,
        sections=_sections(minutes, on),
        decisions=tuple(Row((each.label, each.text)) for each in noted.decisions),
        commitments=tuple(_commitment_row(each) for each in noted.commitments),
        follow_up=_follow_up(meeting, on),
        attendance=_attendance(meeting, on),
        guests=tuple(Row((each.name, each.represents)) for each in meeting.guests.all()),
        handouts=minutes.handouts,
        annexes=minutes.annexes,
        next_meeting=minutes.next_meeting,
        signatures=tuple(Row((h.name, each.role.value)) for each in offices for h in each.holders),
    )


def _iso(moment: datetime | date | None) -> str:
    return moment.isoformat() if moment else ""


def _sections(minutes: Minutes, on: date) -> tuple[Section, ...]:
    """The items in their order, each with its paragraphs; what stands before them all comes first."""
    items = list(minutes.meeting.items.filter(lane="accepted").order_by("position"))
    by_item: dict[int | None, list[Paragraph]] = {}
    for each in paragraphs_of(minutes, on):
        by_item.setdefault(each.item_id, []).append(_paragraph(each))
    opening = [Section("", "", tuple(by_item[None]))] if None in by_item else []
    listed = [
        Section(number, item.title, tuple(by_item.get(item.pk, ())))
        for item, number in zip(items, numbers_of(items), strict=True)
    ]
    return (*opening, *listed)


def paragraphs_of(minutes: Minutes, on: date) -> QuerySet[MinutesParagraph]:
    """The paragraphs in their order, with `organisation_name` of the date."""
    return (
        minutes.paragraphs.annotate(organisation_name=name_of("organisation_id", on))  # type: ignore[no-redef]
        .select_related("organisation")
        .order_by("position", "pk")
    )


def _paragraph(each: MinutesParagraph) -> Paragraph:
    named = each.organisation_name or each.organisation.code if each.organisation else ""
    return Paragraph(str(each.key), each.text, named, each.speaker, level=each.level)


def _commitment_row(each: Commitment) -> Row:
    owner = each.owner_name or each.owner.organisation.code
    return Row((each.label, each.text, owner, _iso(each.start_on), _iso(each.due_on)))


def _follow_up(meeting: Meeting, on: date) -> tuple[Row, ...]:
    """What was promised before this meeting and was open on its day, or was closed since the one before."""
    earlier = Commitment.objects.registered().filter(start_on__lt=on).exclude(meeting=meeting)
    recent = Q(state__in=OPEN_STATES) | Q(closed_on__gte=on - timedelta(days=FOLLOWED_DAYS))
    found = earlier.filter(recent).annotate(owner_name=name_of("owner__organisation_id", on))
    rows = found.select_related("owner__organisation").order_by("year", "number")[:FOLLOWED]
    return tuple(
        Row((each.label, each.text, each.owner_name or each.owner.organisation.code, each.state))
        for each in rows
    )


FOLLOWED, FOLLOWED_DAYS = 200, 90


def _attendance(meeting: Meeting, on: date) -> tuple[Row, ...]:
    return tuple(
        Row((each.organisation_name or each.seat.organisation.code, each.presence, each.present_name))
        for each in session.seats_of(meeting, on)
    )


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
