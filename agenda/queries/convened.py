"""Whom a meeting or a date poll reaches: the seats of a date, and the people who speak for them today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from agenda.models import MeetingSeat, PollSeat
from mcig.alphabet import alphabetical
from members.models import Organisation, Person, Posting, Seat, SeatKind, Suspension, name_of

Asked = TypeVar("Asked", MeetingSeat, PollSeat)
# Who may speak for a member, the first of them first.
SPEAKERS = (SeatKind.PRINCIPAL, SeatKind.ALTERNATE)


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that is convened on a date, as a member or to observe."""

    organisation_id: int
    is_observer: bool

    @property
    def kind(self) -> SeatKind:
        return SeatKind.OBSERVER if self.is_observer else SeatKind.PRINCIPAL


def places_on(on: date) -> list[Place]:
    """One place for each member of the date, and one for whoever only observes and is occupied then.

    A member that was never given but an observer's seat observes. Two queries.
    """
    members = set(Organisation.objects.members_on(on).values_list("pk", flat=True))
    observed = Q(kind=SeatKind.OBSERVER, postings__validity__contains=on)
    seats = Seat.objects.filter(observed | Q(kind=SeatKind.PRINCIPAL)).exclude(
        organisation__in=Suspension.objects.on(on).values("organisation")
    )
    kinds: dict[int, set[str]] = {}
    for organisation, kind in seats.values_list("organisation", "kind"):
        kinds.setdefault(organisation, set()).add(kind)
    only_observe = {key for key, found in kinds.items() if found == {SeatKind.OBSERVER}}
    watching = {key for key, found in kinds.items() if SeatKind.OBSERVER in found} - members
    return [Place(key, key in only_observe) for key in members] + [
        Place(key, is_observer=True) for key in watching
    ]


def seat_of(place: Place) -> Seat:
    """The seat of a place; one that was never registered begins to exist. To be called in a transaction."""
    return Seat.objects.get_or_create(organisation_id=place.organisation_id, kind=place.kind)[0]


def speakers_on(on: date, organisations: Iterable[int]) -> QuerySet[Posting]:
    """Who occupies a seat of one of the organisations (keys) on the date and is not suspended."""
    return (
        Posting.objects.on(on)
        .filter(seat__organisation__in=organisations)
        .filter(
            Q(seat__kind__in=SPEAKERS, seat__organisation__in=Organisation.objects.members_on(on))
            | Q(seat__kind=SeatKind.OBSERVER)
        )
        .exclude(seat__organisation__in=Suspension.objects.on(on).values("organisation"))
        .select_related("seat", "person")
    )


def people_of(places: Iterable[Place], on: date) -> dict[int, list[Person]]:
    """By organisation (key), who speaks for its place on the date: the titular, then the alternate."""
    wanted = {place.organisation_id: place for place in places}
    found: dict[int, list[Person]] = {}
    postings = sorted(speakers_on(on, wanted), key=lambda each: (_rank(each.seat.kind), each.pk))
    for posting in postings:
        place = wanted[posting.seat.organisation_id]
        if (posting.seat.kind == SeatKind.OBSERVER) is place.is_observer:
            people = found.setdefault(place.organisation_id, [])
            if posting.person not in people:
                people.append(posting.person)
    return found


def _rank(kind: str) -> int:
    return SPEAKERS.index(SeatKind(kind)) if kind in SPEAKERS else len(SPEAKERS)


@dataclass(frozen=True, slots=True)
class Reached:
    """An organisation and the people whom a letter would reach or not, for lack of an address."""

    organisation: str
    is_observer: bool
    people: tuple[Person, ...]

    @property
    def reachable(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.email)

    @property
    def without_address(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if not person.email)


def reach_of(places: Iterable[Place], today: date) -> list[Reached]:
    """Whom letters for these places would reach, by organisation in Spanish order. Two queries."""
    listed = list(places)
    people = people_of(listed, today)
    names = dict(
        Organisation.objects.filter(pk__in=[place.organisation_id for place in listed]).values_list(
            "pk", name_of("pk", today)
        )
    )
    rows = [
        Reached(
            names.get(place.organisation_id) or "—",
            place.is_observer,
            tuple(people.get(place.organisation_id, ())),
        )
        for place in listed
    ]
    return sorted(rows, key=lambda row: (row.is_observer, alphabetical(row.organisation)))


def place_of(seat: Seat) -> Place:
    return Place(seat.organisation_id, seat.kind == SeatKind.OBSERVER)


def speaks_for(*, seat: Seat, person: int, on: date) -> bool:
    """Whether the person (key) speaks on the date for a seat that was convened."""
    people = people_of([place_of(seat)], on).get(seat.organisation_id, [])
    return person in {each.pk for each in people}


def spoken_for(seats: Iterable[Asked], address: str, on: date) -> list[tuple[Asked, Person]]:
    """Of the asked seats, those for which the person with this address speaks on the date.

    One query for the people of all of them; a person with several seats appears with each.
    """
    listed = list(seats)
    people = people_of([place_of(each.seat) for each in listed], on)
    return [
        (each, person)
        for each in listed
        for person in people.get(each.seat.organisation_id, [])
        if person.email.lower() == address.lower()
    ]
