"""Rights follow the calendar: nobody edits anything on the day of a handover."""

from __future__ import annotations

from datetime import UTC, date, datetime

import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from mcig.access import Role
from members.models import MandateRole, Posting
from tests.support.cast import Cast, mandate

LAST_MINUTE = datetime(2025, 1, 1, 5, 59, tzinfo=UTC)  # 23:59 of 31 December in Mexico City
FIRST_MINUTE = datetime(2025, 1, 1, 6, 0, tzinfo=UTC)


def test_presidency_changes_hands_when_the_day_begins_in_mexico_city(cast: Cast) -> None:
    mandate(MandateRole.PRESIDENCY, DateRange(date(2025, 1, 1), date(2027, 1, 1)), cast.france)
    with time_machine.travel(LAST_MINUTE, tick=False):
        chilean, french = cast.client("chilean"), cast.client("french")
        assert roles_shown(chilean.get("/")) == {"Embajada de Chile en México", "Copresidencia"}
        assert roles_shown(french.get("/")) == {"Embajada de Francia en México", "Presidencia entrante"}
    with time_machine.travel(FIRST_MINUTE, tick=False):
        assert roles_shown(chilean.get("/")) == {"Embajada de Chile en México"}
        assert roles_shown(french.get("/")) == {"Embajada de Francia en México", "Presidencia"}


def test_roles_of_a_term_end_on_its_last_day(cast: Cast) -> None:
    assert cast.actor("chilean", date(2024, 12, 31)).holds(Role.PRESIDENCY)
    assert not cast.actor("chilean", date(2025, 1, 1)).holds(Role.PRESIDENCY)
    assert cast.actor("chilean", date(2025, 1, 1)).holds(Role.MEMBER)


def test_presidency_that_starts_earlier_than_planned_follows_the_real_dates(cast: Cast) -> None:
    term = mandate(MandateRole.PRESIDENCY, DateRange(date(2025, 6, 1), date(2027, 6, 1)), cast.france)
    assert not cast.actor("french", date(2025, 3, 1)).holds(Role.PRESIDENCY)
    term.actual = DateRange(date(2025, 2, 1), date(2027, 6, 1))
    term.save()
    assert cast.actor("french", date(2025, 3, 1)).holds(Role.PRESIDENCY)


def test_posting_that_ends_takes_every_right_the_next_day(cast: Cast) -> None:
    Posting.objects.filter(person__user=cast.french).update(
        validity=DateRange(date(2018, 1, 1), date(2024, 6, 15))
    )
    assert cast.actor("french", date(2024, 6, 14)).organisations == {cast.france.pk}
    assert cast.actor("french", date(2024, 6, 15)).roles == {Role.ANYONE, Role.SIGNED_IN}
    with time_machine.travel(datetime(2024, 6, 15, 5, 59, tzinfo=UTC), tick=False):
        french = cast.client("french")
        assert french.get("/integrantes/").status_code == 200
    with time_machine.travel(datetime(2024, 6, 15, 6, 0, tzinfo=UTC), tick=False):
        assert french.get("/integrantes/").status_code == 403


def test_membership_that_ends_takes_the_seats_rights(cast: Cast) -> None:
    cast.france.memberships.update(validity=DateRange(date(2018, 1, 1), date(2024, 2, 1)))
    assert cast.actor("french", date(2024, 1, 31)).holds(Role.MEMBER)
    assert not cast.actor("french", date(2024, 2, 1)).holds(Role.MEMBER)


def roles_shown(response: object) -> set[str]:
    """The capacities in which the page greets its reader."""
    capacity: str = response.context["actor"].capacity  # type: ignore[attr-defined]
    return set(capacity.split(" · "))
