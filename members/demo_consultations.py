"""What the members of the demonstration decide: two consultations and a candidacy.

All of it is dated from the day of the load, so that there is always something to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from mcig.access import Actor, actor_for
from mcig.accounts.models import User
from mcig.demonstration.accounts import DOMAIN
from mcig.mesa.middleware import current_mesa
from members.actions import answers, candidacies
from members.actions.certificates import certify
from members.actions.consultations import create_draft, open_consultation
from members.demo_texts import ADOPTED, ASKS, ON_THE_WAY, PRIORITIES, STANDS
from members.models import (
    AnswerSource,
    Candidacy,
    Consultation,
    ConsultationSeat,
    Organisation,
    Seat,
    SeatKind,
)
from members.queries.consultations import consulted_members, first_speakers
from members.queries.mandates import mandate_rows, rotation_of, term_to_fill
from members.rules.candidacy import CandidacyState
from members.rules.consultation import Phase, SeatPhase

AGO = timedelta(days=40)
TIME_TO_ANSWER = timedelta(days=14)
AHEAD = timedelta(days=9)
CLOSES_AT = 18  # o'clock at the mesa


def adopt_one() -> int:
    """A consultation adopted weeks ago, with its certificate; gives how many were made."""
    subject, text, given = ADOPTED
    if Consultation.objects.filter(subject=subject).exists():
        return 0
    by = secretariat()
    opened = closing_hour(-AGO)
    made = create_draft(actor=by, subject=subject, text=text)
    date_back(made, by=by, opened=opened, given=given)
    certify(consultation_id=made.pk)
    return 1


def date_back(
    made: Consultation, *, by: Actor, opened: datetime, given: Mapping[str, tuple[str, str]]
) -> None:
    """Make of a draft a consultation that ran two weeks from `opened` and was adopted; nobody is told.

    `given` holds answer and comment by the code of the member; the others kept silence.
    """
    made.state, made.opened_at, made.opened_by = Phase.ADOPTED, opened, by.account
    made.deadline = made.closed_at = opened + TIME_TO_ANSWER
    made.save()
    members = consulted_members(made, timezone.localdate(opened))
    people = first_speakers([member.pk for member in members], timezone.localdate(opened))
    for member in members:
        seat, _created = Seat.objects.get_or_create(organisation=member, kind=SeatKind.PRINCIPAL)
        asked = ConsultationSeat(consultation=made, seat=seat, state=SeatPhase.DELIVERED, delivered_at=opened)
        if (answer := given.get(member.code)) and (person := people.get(member.pk)):
            asked.state, asked.comment = answer
            asked.answered_at, asked.source = opened + timedelta(days=3), AnswerSource.LINK
            asked.person, asked.spoken_by = person, person.name
        asked.save()


def open_one() -> int:
    """A consultation that still takes answers, some of which have come; gives how many were made."""
    subject, text, given = ON_THE_WAY
    if Consultation.objects.filter(subject=subject, deadline__gt=timezone.now(), state=Phase.OPEN).exists():
        return 0
    by = secretariat()
    made = create_draft(actor=by, subject=subject, text=text, deadline=closing_hour(AHEAD))
    made = open_consultation(actor=by, consultation=made, version=made.version)
    seats = {seat.seat.organisation.code: seat for seat in made.seats.select_related("seat__organisation")}
    people = first_speakers([seat.seat.organisation_id for seat in seats.values()], by.on)
    for code, (answer, comment) in given.items():
        seat = seats[code]
        person = people[seat.seat.organisation_id]
        answers.answer_by_link(seat=seat, person=person, answer=answer, comment=comment)
    return 1


def propose_one() -> int:
    """An open candidacy that another embassy asks to join; gives how many were made."""
    if Candidacy.objects.filter(state__in=(CandidacyState.OPEN, CandidacyState.CONSULTED)).exists():
        return 0
    by = secretariat()
    term = term_to_fill(mandate_rows(by.on), rotation_of(current_mesa()), by.on)
    if term is None:
        return 0
    stands, asks = (Organisation.objects.get(code=code) for code in (STANDS, ASKS))
    made = candidacies.propose(actor=by, organisation=stands, priorities=PRIORITIES, term=term)
    candidacies.ask_to_join(actor=by, candidacy=made, organisation=asks)
    return 1


def secretariat() -> Actor:
    return actor_for(User.objects.get(email=f"secretaria@{DOMAIN}"), timezone.localdate())


def closing_hour(distance: timedelta) -> datetime:
    """The hour at which consultations of the demonstration open and close, so many days from today."""
    current_mesa()  # its clock says which hour it is
    day = timezone.localtime() + distance
    return day.replace(hour=CLOSES_AT, minute=0, second=0, microsecond=0)
