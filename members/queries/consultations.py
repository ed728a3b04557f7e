"""Reads about consultations: what somebody may see of them, and whom they reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.accounts.models import User
from mcig.alphabet import alphabetical
from mcig.web.numbers import whole_number
from members.models import (
    MandateRole,
    Organisation,
    OrganisationQuerySet,
    Person,
    Posting,
    SeatKind,
    name_of,
)
from members.models.consultations import (
    AnswerSource,
    Consultation,
    ConsultationCertificate,
    ConsultationSeat,
    ConsultationState,
    SeatState,
)
from members.rules.consultation import Phase

# Who may speak for a consulted organisation, the first of them first.
SPEAKERS = (SeatKind.PRINCIPAL, SeatKind.ALTERNATE)


def register(actor: Actor) -> QuerySet[Consultation]:
    """The consultations that the actor may see, the newest first, with `answered` and `asked` counted."""
    answered = Q(seats__answered_at__isnull=False)
    return (
        Consultation.objects.visible_to(actor)
        .annotate(asked=Count("seats"), answered=Count("seats", filter=answered))
        .order_by("-year", "-sequence")
    )


def visible(actor: Actor) -> QuerySet[Consultation]:
    """The consultations that the actor may see, with who prepared and who opened them."""
    return Consultation.objects.visible_to(actor).select_related("created_by", "opened_by")


def numbered(number: str) -> dict[str, int]:
    """The lookup of a number as addresses carry it, «2024-003»; of any other text one that finds nothing."""
    year, _dash, sequence = number.partition("-")
    return {"year": whole_number(year) or 0, "sequence": whole_number(sequence) or 0}


def own_seat(actor: Actor, consultation: Consultation) -> ConsultationSeat | None:
    """The seat of this consultation for which the actor may answer today."""
    if not actor.organisations:
        return None
    return own_seats(actor).filter(consultation=consultation).select_related("seat").first()


def own_seats(actor: Actor) -> QuerySet[ConsultationSeat]:
    """The consulted seats for which the actor may answer, by the dates of today."""
    return ConsultationSeat.objects.filter(seat__organisation__in=actor.organisations).order_by("pk")


def reads_answers(actor: Actor) -> bool:
    """Whether the actor reads what every seat answered; a member reads their own."""
    return actor.holds(Role.SECRETARIAT, Role.PRESIDENCY)


def seats_of(consultation: Consultation) -> list[ConsultationSeat]:
    """Every consulted seat with the name of its organisation on the opening date, in Spanish order."""
    on = timezone.localdate(consultation.opened_at or timezone.now())
    seats = (
        consultation.seats.named(on)
        .select_related("seat__organisation", "entered_by", "message")
        .defer("message__raw", "message__body")
    )
    return sorted(seats, key=lambda each: alphabetical(each.organisation_name or each.seat.organisation.code))


def consulted_members(consultation: Consultation, on: date) -> OrganisationQuerySet:
    """The organisations that a draft would consult on the date: those that it names, or every member."""
    wanted = Consultation.consulted.through.objects.filter(consultation=consultation)
    named = Q(pk__in=wanted.values("organisation"))
    return Organisation.objects.members_on(on).filter(named | ~Exists(wanted))


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the opening message of an organisation would go to; without a person it reaches nobody."""

    organisation: str
    person: Person | None


def recipients_preview(consultation: Consultation, on: date) -> list[Recipient]:
    """The organisations that a draft would consult, in Spanish order, and whom a message would reach."""
    return _reached(consulted_members(consultation, on), on)


def recipients_of_members(on: date) -> list[Recipient]:
    """The same of every member of the date."""
    return _reached(Organisation.objects.members_on(on), on)


def _reached(organisations: OrganisationQuerySet, on: date) -> list[Recipient]:
    members = list(organisations.named(on))
    people = first_speakers([member.pk for member in members], on)
    rows = [Recipient(member.name_on or member.code, people.get(member.pk)) for member in members]
    return sorted(rows, key=lambda row: alphabetical(row.organisation))


def member_choices(on: date) -> list[tuple[int, str]]:
    """The members of the date as a form offers them, in Spanish order."""
    members = Organisation.objects.members_on(on).named(on)
    return sorted(
        ((each.pk, each.name_on or each.code) for each in members), key=lambda pair: alphabetical(pair[1])
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A change of the text or of its terms: when, by whom, and what held from then on."""

    at: datetime
    person: str
    capacity: str
    state: str
    deadline: datetime | None
    note: str


def steps_of(consultation: Consultation) -> list[Step]:
    """What happened to the consultation itself, the newest first, from its history."""
    events = list(consultation.events.select_related("pgh_context").order_by("-pgh_id"))
    contexts = [event.pgh_context.metadata if event.pgh_context else {} for event in events]
    keys = {context["user"] for context in contexts if context.get("user")}
    names = dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))
    return [
        Step(
            at=event.pgh_created_at,
            person=names.get(context.get("user"), _("El sistema")),
            capacity=context.get("capacity", ""),
            state=str(ConsultationState(event.state).label),
            deadline=event.deadline,
            note=event.note,
        )
        for event, context in zip(events, contexts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that a seat has given, also one that another has replaced since."""

    at: datetime
    organisation: str
    answer: str
    comment: str
    source: str
    spoken_by: str


def answers_of(consultation: Consultation) -> list[GivenAnswer]:
    """Every answer ever given, the newest first, from the history of the seats. One query."""
    on = timezone.localdate(consultation.opened_at or timezone.now())
    events: Any = ConsultationSeat.pgh_event_model  # type: ignore[attr-defined]
    given = events.objects.filter(pgh_obj__consultation=consultation).exclude(answered_at=None)
    found: dict[tuple[int, datetime], GivenAnswer] = {}
    for event in given.annotate(organisation_name=name_of("seat__organisation_id", on)).order_by("pgh_id"):
        found[event.pgh_obj_id, event.answered_at] = GivenAnswer(
            at=event.answered_at,
            organisation=event.organisation_name or str(event.seat_id),
            answer=str(SeatState(event.state).label),
            comment=event.comment,
            source=str(AnswerSource(event.source).label),
            spoken_by=event.spoken_by,
        )
    return sorted(found.values(), key=lambda each: each.at, reverse=True)


def recipients_of(seats: Iterable[ConsultationSeat], on: date) -> dict[int, Person]:
    """Whom a message for each seat goes to: its titular, or the alternate when nobody or no address is there.

    By the key of the consulted seat; a seat that reaches nobody is absent.
    """
    return _first_speakers({seat.seat.organisation_id: seat.pk for seat in seats}, on)


def first_speakers(organisations: Iterable[int], on: date) -> dict[int, Person]:
    """Whom a message to each organisation (key) goes to on the date; one that reaches nobody is absent."""
    return _first_speakers({key: key for key in organisations}, on)


def _first_speakers(by_organisation: dict[int, int], on: date) -> dict[int, Person]:
    """The first reachable speaker of each organisation, by the key that the organisation has here."""
    postings = speakers_on(on).filter(seat__organisation__in=by_organisation).exclude(person__email="")
    found: dict[int, Person] = {}
    for posting in sorted(postings, key=lambda each: SPEAKERS.index(SeatKind(each.seat.kind))):
        found.setdefault(by_organisation[posting.seat.organisation_id], posting.person)
    return found


def speakers_on(on: date) -> QuerySet[Posting]:
    """Who may speak for a member on the date: with an account or without one, but not with a closed one."""
    return (
        Posting.objects.on(on)
        .filter(seat__kind__in=SPEAKERS, seat__organisation__in=Organisation.objects.members_on(on))
        .filter(person__user__closed_at=None)
        .select_related("seat", "person")
    )


def secretariat_on(on: date) -> list[Person]:
    """The people of the technical secretariat who can be written to."""
    people = Person.objects.filter(
        postings__in=Posting.objects.on(on).filter(
            seat__organisation__mandates__role=MandateRole.SECRETARIAT,
            seat__organisation__mandates__validity__contains=on,
        )
    )
    return list(people.exclude(email="").distinct())


def open_seats_at(address: str, on: date) -> list[tuple[ConsultationSeat, Person]]:
    """The seats that still may answer and that the person with this address speaks for on the date."""
    postings = list(speakers_on(on).filter(person__email__iexact=address))
    people = {posting.seat.organisation_id: posting.person for posting in postings}
    seats = ConsultationSeat.objects.filter(
        seat__organisation__in=people,
        consultation__state=Phase.OPEN,
        consultation__deadline__gt=timezone.now(),
    ).select_related("consultation", "seat")
    return [(seat, people[seat.seat.organisation_id]) for seat in seats]


def certificates_of(consultation: Consultation) -> list[ConsultationCertificate]:
    """The certificates of a closed consultation, the Spanish one first; before its end there are none."""
    return list(consultation.certificates.order_by("-language")) if consultation.closed_at else []


def speaks_for(*, seat: int, person: int, on: date) -> bool:
    """Whether the person (key) speaks on the date for the organisation of the consulted seat (key)."""
    organisation = ConsultationSeat.objects.filter(pk=seat).values("seat__organisation")
    return speakers_on(on).filter(person=person, seat__organisation__in=organisation).exists()
