"""The minutes as they stand now, as one record: items with their paragraphs, outcomes, who was there."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, DateField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from agenda.models import Commitment, Decision, Meeting, Minutes, MinutesParagraph
from agenda.models.outcomes import OPEN_STATES
from agenda.models.seats import COUNTS_FOR_QUORUM
from agenda.queries import session
from agenda.queries.session import numbers_of
from agenda.rules.minutes import Paragraph, Record, Row, Section
from agenda.rules.outcome import label_of
from mcig.alphabet import alphabetical
from members.models import MandateRole, name_of
from members.queries import offices_on

FOLLOWED, FOLLOWED_DAYS = 200, 90
OUTCOME = ("kind", "year", "number", "text", "owner_name", "start_on", "due_on", "state", "pk")


def record_of(minutes: Minutes) -> Record:
    """The minutes as they stand now, in the language that is active. Five queries."""
    meeting, on = minutes.meeting, session.day_of(minutes.meeting)
    offices = offices_on(on)
    outcomes = _outcomes(meeting, on)
    people = _people(meeting, on)
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
        present=sum(row.cells[1] in COUNTS_FOR_QUORUM for row in people["seat"]),
        seats=len(people["seat"]),
        quorum=meeting.quorum,
        sections=_sections(minutes, on),
        decisions=tuple(outcomes["decision"]),
        commitments=tuple(outcomes["commitment"]),
        follow_up=tuple(outcomes["follow_up"]),
        attendance=tuple(people["seat"]),
        guests=tuple(people["guest"]),
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


def _outcomes(meeting: Meeting, on: date) -> dict[str, list[Row]]:
    """What was decided and promised there, and what was promised before. One query.

    The follow-up are commitments that were open on the day, or were closed since the meeting before it.
    """
    nothing = Value(None, output_field=DateField())
    decided = Decision.objects.filter(meeting=meeting).annotate(
        kind=Value("decision"), owner_name=Value("", TextField()), start_on=nothing, due_on=nothing
    )
    earlier = Commitment.objects.registered().filter(start_on__lt=on).exclude(meeting=meeting)
    recent = Q(state__in=OPEN_STATES) | Q(closed_on__gte=on - timedelta(days=FOLLOWED_DAYS))
    parts = [
        decided.order_by("pk").values_list(*OUTCOME),
        _named(Commitment.objects.filter(meeting=meeting), "commitment", on).order_by("pk"),
        _named(earlier.filter(recent), "follow_up", on).order_by("year", "number")[:FOLLOWED],
    ]
    found: dict[str, list[Row]] = defaultdict(list)
    rows = parts[0].union(*parts[1:], all=True)
    for kind, year, number, text, owner, start, due, state, _pk in sorted(rows, key=_in_order):
        more: dict[str, tuple[str, ...]] = {
            "decision": (),
            "commitment": (owner, _iso(start), _iso(due)),
            "follow_up": (owner, state),
        }
        found[kind].append(Row((label_of(year, number), text, *more[kind])))
    return found


def _named(commitments: Any, kind: str, on: date) -> Any:
    owner = _name_or_code("owner__organisation", on)
    return commitments.annotate(kind=Value(kind), owner_name=owner).values_list(*OUTCOME)


def _name_or_code(organisation: str, on: date) -> Coalesce:
    code = F(f"{organisation}__code")
    return Coalesce(name_of(f"{organisation}_id", on), code, output_field=TextField())


def _in_order(row: tuple[Any, ...]) -> tuple[int, int, int]:
    """The follow-up by number, what is of the meeting in the order in which it was noted."""
    return (row[1], row[2], 0) if row[0] == "follow_up" else (0, 0, row[-1])


def _people(meeting: Meeting, on: date) -> dict[str, list[Row]]:
    """The seats with who was there, in Spanish order, and the guests as they were noted. One query."""
    name = _name_or_code("seat__organisation", on)
    seats = meeting.seats.annotate(kind=Value("seat"), name=name)
    guests = meeting.guests.annotate(kind=Value("guest"), presence=Value("", CharField()))
    rows = seats.values_list("kind", "pk", "name", "presence", "present_name").union(
        guests.values_list("kind", "pk", "name", "presence", "represents"), all=True
    )
    found: dict[str, list[Row]] = defaultdict(list)
    for kind, _pk, named, presence, more in sorted(rows, key=lambda row: row[1]):
        found[kind].append(Row((named, presence, more) if kind == "seat" else (named, more)))
    found["seat"].sort(key=lambda row: alphabetical(row.cells[0]))
    return found
