"""What was noted enters the register, and what stays open comes back on the next agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from agenda.actions.registering import register_outcomes
from agenda.models import Commitment, Decision, Meeting
from agenda.queries.commitments import open_commitments_for
from tests.support.cast import Cast
from tests.support.meetings import convened, item, seat_of


def noted(cast: Cast, of: Meeting, text: str, **more: Any) -> Commitment:
    return Commitment.objects.create(
        meeting=of, text=text, owner=seat_of(cast.france), created_by=cast.secretary, **more
    )


def test_numbers_follow_the_order_of_the_items_and_are_drawn_once(cast: Cast) -> None:
    meeting = convened(cast)
    first, second = item(meeting, "Uno"), item(meeting, "Dos")
    late = Decision.objects.create(
        meeting=meeting, item=second, text="B", taken_on=date(2024, 4, 9), created_by=cast.secretary
    )
    early = Decision.objects.create(
        meeting=meeting, item=first, text="A", taken_on=date(2024, 4, 9), created_by=cast.secretary
    )
    promised = noted(cast, meeting, "Enviar el borrador.", due_on=date(2024, 5, 1))
    decisions, commitments = register_outcomes(actor=cast.actor("chilean"), meeting=meeting)
    assert [(each.label, each.text) for each in decisions] == [("2024-001", "A"), ("2024-002", "B")]
    assert [each.label for each in commitments] == ["2024-001"]
    assert register_outcomes(actor=cast.actor("secretary"), meeting=meeting) == ([], [])
    promised.refresh_from_db()
    assert promised.start_on == date(2024, 4, 9)
    assert set(Decision.objects.visible_to(cast.actor("french"))) == {early, late}


@pytest.mark.parametrize("who", ["french", "administrator", "stranger"])
def test_only_who_conducts_the_meeting_registers(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        register_outcomes(actor=cast.actor(who), meeting=convened(cast))


def test_what_stays_open_comes_back_on_the_next_agenda(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before, following = convened(cast), convened(cast, "Reunión de mayo", 2)
    noted(cast, before, "Sin fecha.")
    noted(cast, before, "Vencido.", due_on=date(2024, 4, 1), start_on=date(2024, 3, 1))
    noted(cast, before, "Cumplido.", state="fulfilled", closed_on=date(2024, 4, 9))
    noted(cast, before, "Por vencer.", due_on=date(2024, 5, 1))
    register_outcomes(actor=cast.actor("secretary"), meeting=before)
    noted(cast, following, "De esta reunión.")
    noted(cast, before, "Todavía sin número.")
    with django_assert_num_queries(1):
        rows = open_commitments_for(following)
    assert [(row.label, row.text, row.owner, row.state, row.is_overdue) for row in rows] == [
        ("2024-002", "Vencido.", "Embajada de Francia en México", "pendiente", True),
        ("2024-004", "Por vencer.", "Embajada de Francia en México", "pendiente", False),
        ("2024-001", "Sin fecha.", "Embajada de Francia en México", "pendiente", False),
    ]
    assert open_commitments_for(before) == []
