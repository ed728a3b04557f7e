"""What the rules forbid, the database refuses; forms say it in Spanish."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from members.models import (
    Mandate,
    MandateRole,
    Membership,
    OrganisationName,
    Person,
    Posting,
    Seat,
    SeatKind,
)
from tests.support.cast import Cast

OVERLAPPING = DateRange(date(2024, 12, 31), date(2026, 1, 1))


def refused(row: models.Model) -> dict[str, Any]:
    """The messages of validation, after the database has refused the row too."""
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    row.pk = None
    row._state.adding = True
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


def test_mandate_that_overlaps_another_of_the_same_role_is_refused(cast: Cast) -> None:
    presidency = Mandate(role=MandateRole.PRESIDENCY, planned=OVERLAPPING)
    assert refused(presidency) == {"__all__": ["Ya hay una presidencia en esas fechas."]}
    secretariat = Mandate(role=MandateRole.SECRETARIAT, planned=OVERLAPPING)
    assert refused(secretariat) == {"__all__": ["Ya hay una secretaría técnica en esas fechas."]}


def test_mandate_that_begins_the_day_another_ends_is_accepted(cast: Cast) -> None:
    following = Mandate(role=MandateRole.PRESIDENCY, planned=DateRange(date(2025, 1, 1), date(2027, 1, 1)))
    following.full_clean()
    following.save()
    assert Mandate.objects.filter(role=MandateRole.PRESIDENCY).count() == 2


def test_mandate_is_measured_by_its_real_dates(cast: Cast) -> None:
    Mandate.objects.filter(role=MandateRole.PRESIDENCY).update(
        actual=DateRange(date(2023, 1, 1), date(2024, 11, 1))
    )
    Mandate.objects.create(role=MandateRole.PRESIDENCY, planned=OVERLAPPING)
    assert Mandate.objects.on(date(2024, 12, 31)).filter(role=MandateRole.PRESIDENCY).count() == 1


def test_second_person_on_a_seat_at_the_same_time_is_refused(cast: Cast) -> None:
    seat = Seat.objects.get(organisation=cast.france, kind=SeatKind.PRINCIPAL)
    person = Person.objects.create(name="Segunda Persona")
    posting = Posting(seat=seat, person=person, title="Enlace", validity=OVERLAPPING)
    assert refused(posting) == {"__all__": ["Otra persona ocupa ese lugar en esas fechas."]}


def test_second_name_at_the_same_time_is_refused(cast: Cast) -> None:
    name = OrganisationName(organisation=cast.france, name="Otro nombre", validity=OVERLAPPING)
    assert refused(name) == {"__all__": ["La organización ya tiene un nombre en esas fechas."]}


def test_second_membership_at_the_same_time_is_refused(cast: Cast) -> None:
    membership = Membership(organisation=cast.france, validity=OVERLAPPING)
    assert refused(membership) == {"__all__": ["La organización ya integra la mesa en esas fechas."]}


def test_second_seat_of_a_kind_is_refused(cast: Cast) -> None:
    seat = Seat(organisation=cast.france, kind=SeatKind.PRINCIPAL)
    assert refused(seat) == {"__all__": ["La organización ya tiene un lugar de ese tipo."]}


def test_organisation_that_succeeds_itself_is_refused(cast: Cast) -> None:
    cast.france.successor = cast.france
    with pytest.raises(ValidationError, match="Una organización no puede sucederse a sí misma"):
        cast.france.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.france.save()


def test_row_beside_those_of_others_and_after_ones_own_is_accepted(cast: Cast) -> None:
    """What others hold at the same time is no hindrance, nor is what the row itself held before."""
    seat = Seat.objects.get(organisation=cast.france, kind=SeatKind.PRINCIPAL)
    posting = seat.postings.get()
    name = cast.france.names.get()
    membership = cast.france.memberships.get()
    for row in (posting, name, membership):
        row.validity = DateRange(date(2018, 1, 1), date(2024, 6, 1))
        row.full_clean()
        row.save()
    afterwards = DateRange(date(2024, 6, 1), None)
    for following in (
        Posting(seat=seat, person=Person.objects.create(name="Otra"), title="Enlace", validity=afterwards),
        OrganisationName(organisation=cast.france, name="Otro nombre", validity=afterwards),
        Membership(organisation=cast.france, validity=afterwards),
    ):
        following.full_clean()
        following.save()
    assert cast.france.names.count() == 2
