"""Reads about commitments: the register, whose they are, and what a meeting follows up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from agenda.models import Commitment, CommitmentFile, CommitmentState, CommitmentStep, Meeting
from agenda.models.outcomes import OPEN_STATES
from mcig.access import Actor, Role
from mcig.alphabet import alphabetical
from mcig.web.numbers import whole_number
from members.models import Mandate, Organisation, Person, Posting, Seat, SeatKind
from members.queries.consultations import SPEAKERS
from members.queries.register import last_name_of

SOONEST_FIRST = (F("due_on").asc(nulls_last=True), "year", "number")


def named(commitments: QuerySet[Commitment], on: date) -> QuerySet[Commitment]:
    """With `owner_name`, the organisation's name on the date or the last one known."""
    return commitments.annotate(owner_name=last_name_of("owner__organisation_id", on))  # type: ignore[no-redef]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the register is asked for; an unknown value of the address asks for nothing in particular.

    `state` is a stored one, or `OPEN` or `OVERDUE`.
    """

    state: str = ""
    owner: int | None = None
    theme: int | None = None
    year: int | None = None

    @property
    def narrows(self) -> bool:
        return bool(self.state or self.owner or self.theme or self.year)


OPEN, OVERDUE = "open", "overdue"
EVERYTHING = Wanted()


def read_wanted(asked: Mapping[str, str]) -> Wanted:
    """The filter that the parameters of an address ask for."""
    state = asked.get("estado", "")
    return Wanted(
        state=state if state in (OPEN, OVERDUE, *CommitmentState.values) else "",
        owner=whole_number(asked.get("responsable", "")),
        theme=whole_number(asked.get("tema", "")),
        year=whole_number(asked.get("anio", "")),
    )


def register(actor: Actor, wanted: Wanted = EVERYTHING) -> QuerySet[Commitment]:
    """The registered commitments that the actor may see, the newest first, with all that a list shows."""
    found = Commitment.objects.visible_to(actor).registered()
    if wanted.state == OVERDUE:
        found = found.overdue(actor.on)
    elif wanted.state == OPEN:
        found = found.open()
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.owner:
        found = found.filter(owner__organisation=wanted.owner)
    if wanted.theme:
        found = found.filter(theme=wanted.theme)
    if wanted.year:
        found = found.filter(year=wanted.year)
    related = ("owner__organisation", "theme", "meeting", "decision")
    return named(found, actor.on).select_related(*related).order_by("-year", "-number")


def years(actor: Actor) -> list[int]:
    """The years in which commitments were made, the newest first."""
    found = Commitment.objects.visible_to(actor).registered().order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def owners(actor: Actor) -> list[tuple[int, str]]:
    """The organisations that ever owed something, as a filter offers them, in Spanish order."""
    found = Commitment.objects.visible_to(actor).registered().order_by()
    rows: Any = named(found, actor.on)
    rows = rows.values_list("owner__organisation", "owner_name").distinct()
    return sorted(rows, key=lambda pair: alphabetical(pair[1]))


def steps_of(commitment: Commitment) -> list[CommitmentStep]:
    """What happened to the commitment, the newest first, with its files."""
    files = CommitmentFile.objects.select_related("stored")
    found = commitment.steps.select_related("entered_by").order_by("-at", "-pk")
    return list(found.prefetch_related(Prefetch("files", files)))


def own_organisations(actor: Actor) -> frozenset[int]:
    """The organisations (keys) for which the actor tells of commitments: the secretariat's is no member."""
    held = {grant.organisation_id for grant in actor.grants if grant.role is Role.SECRETARIAT}
    return actor.organisations | {key for key in held if key is not None}


def open_of_organisation(organisation: int, on: date) -> QuerySet[Commitment]:
    """Open registered commitments of an organisation (key), the nearest due date first."""
    found = Commitment.objects.registered().open().filter(owner__organisation=organisation)
    return named(found, on).order_by(*SOONEST_FIRST)


@dataclass(frozen=True, slots=True)
class Year:
    """What an organisation took on in a year, and what became of it by the date."""

    year: int
    total: int
    fulfilled: int
    void: int
    open: int
    overdue: int


def years_of_organisation(organisation: int, on: date) -> list[Year]:
    """The commitments of an organisation (key) by the year of their number, the newest first. One query."""
    is_open = Q(state__in=OPEN_STATES)
    rows = (
        Commitment.objects.registered()
        .filter(owner__organisation=organisation)
        .order_by("-year")
        .values("year")
        .annotate(
            total=Count("pk"),
            fulfilled=Count("pk", filter=Q(state=CommitmentState.FULFILLED)),
            void=Count("pk", filter=Q(state=CommitmentState.VOID)),
            open=Count("pk", filter=is_open),
            overdue=Count("pk", filter=is_open & Q(due_on__lt=on)),
        )
    )
    return [Year(**row) for row in rows]


def answers_for(actor: Actor, commitment: Commitment) -> bool:
    """Whether the actor speaks for the organisation that owes it."""
    return commitment.owner.organisation_id in own_organisations(actor)


def speakers_on(on: date) -> QuerySet[Posting]:
    """Who tells of commitments on the date: the people of the members, and of the holders of mandates."""
    members = Organisation.objects.members_on(on).values("pk")
    holders = Mandate.objects.on(on).values("holders")
    return (
        Posting.objects.on(on)
        .filter(Q(seat__organisation__in=members) | Q(seat__organisation__in=holders))
        .filter(seat__kind__in=SPEAKERS)
        .select_related("seat", "person")
    )


def people_for(organisations: Iterable[int], on: date) -> dict[int, Person]:
    """Whom a message to each organisation (key) goes to on the date; one that reaches nobody is absent."""
    postings = speakers_on(on).filter(seat__organisation__in=set(organisations)).exclude(person__email="")
    found: dict[int, Person] = {}
    for posting in sorted(postings, key=lambda each: SPEAKERS.index(SeatKind(each.seat.kind))):
        found.setdefault(posting.seat.organisation_id, posting.person)
    return found


def speaks_for_owner(*, seat: int, person: int, on: date) -> bool:
    """Whether the person (key) speaks on the date for the organisation of the seat (key)."""
    organisation = Seat.objects.filter(pk=seat).values("organisation")
    return speakers_on(on).filter(person=person, seat__organisation__in=organisation).exists()


def open_at_address(address: str, on: date) -> list[tuple[Person, list[Commitment]]]:
    """The person with this address and the open commitments of which they may tell on the date."""
    postings = list(speakers_on(on).filter(person__email__iexact=address))
    own = {posting.seat.organisation_id for posting in postings}
    found = Commitment.objects.registered().open().filter(owner__organisation__in=own)
    commitments = list(named(found, on).order_by(*SOONEST_FIRST))
    return [(postings[0].person, commitments)] if commitments else []


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A commitment as the *seguimiento de acuerdos* of a meeting tells it."""

    key: int
    label: str
    text: str
    owner: str
    due_on: date | None
    state: str
    is_overdue: bool
    theme: int | None
    address: str


def open_commitments_for(meeting: Meeting) -> list[FollowUp]:
    """The commitments that are still open and come back on the agenda of `meeting`, the most overdue first.

    Those noted at this very meeting are no follow-up of it. Overdue is told for the day of the meeting, or
    for today while it has no date.
    """
    on = timezone.localdate(meeting.starts_at) if meeting.starts_at else timezone.localdate()
    found = named(Commitment.objects.registered().open(), on).exclude(meeting=meeting)
    return [
        FollowUp(
            key=each.pk,
            label=each.label,
            text=each.text,
            owner=each.owner_name,
            due_on=each.due_on,
            state=str(each.get_state_display()),
            is_overdue=each.is_overdue(on),
            theme=each.theme_id,
            address=each.get_absolute_url(),
        )
        for each in found.order_by(*SOONEST_FIRST)
    ]
