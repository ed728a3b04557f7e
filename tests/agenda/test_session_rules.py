"""The clock, the quorum and the refusals of a session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agenda.rules.meeting import Phase
from agenda.rules.session import (
    Quorum,
    check_name,
    check_notes,
    check_recording,
    check_times,
    item_clock,
)
from agenda.templatetags.sessions import clock
from mcig.rules import Broken

NOON = datetime(2024, 3, 12, 18, 0, tzinfo=UTC)


def test_clock_adds_the_open_turn_to_the_earlier_ones() -> None:
    running = item_clock(minutes=10, seconds_used=500, on_since=NOON - timedelta(seconds=130), now=NOON)
    assert (running.used, running.left, running.is_over) == (630, -30, True)
    resting = item_clock(minutes=10, seconds_used=500, on_since=None, now=NOON)
    assert (resting.used, resting.left, resting.is_over) == (500, 100, False)


def test_clock_without_a_plan_has_nothing_left_and_never_runs_over() -> None:
    free = item_clock(minutes=0, seconds_used=9_000, on_since=None, now=NOON)
    assert (free.used, free.left, free.is_over) == (9_000, None, False)


def test_a_clock_that_was_set_back_never_takes_time_away() -> None:
    assert item_clock(minutes=1, seconds_used=5, on_since=NOON + timedelta(hours=1), now=NOON).used == 5


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00"), (245, "4:05"), (-30, "−0:30"), (3_729, "1:02:09"), (-3_600, "−1:00:00")],
)
def test_clock_words(seconds: int, words: str) -> None:
    assert clock(seconds) == words


@pytest.mark.parametrize(
    ("required", "present", "reached", "missing"),
    [(None, 0, False, 0), (3, 2, False, 1), (3, 3, True, 0), (3, 4, True, 0)],
)
def test_quorum_is_counted_by_seat(required: int | None, present: int, reached: bool, missing: int) -> None:
    quorum = Quorum(present, 5, required)
    assert (quorum.reached, quorum.missing) == (reached, missing)


NOTHING = "La reunión no está convocada: no hay una sesión que registrar."


@pytest.mark.parametrize(
    ("phase", "notes", "attendance"),
    [
        (Phase.DRAFT, NOTHING, NOTHING),
        (Phase.POSTPONED, NOTHING, NOTHING),
        (Phase.CANCELLED, NOTHING, NOTHING),
        (Phase.CONVENED, "La sesión aún no comienza: iníciela y después registre lo que ocurra en ella.", ""),
        (Phase.IN_SESSION, "", ""),
        (Phase.HELD, "", ""),
        (
            Phase.CLOSED,
            "Lo que se registró en la sesión ya quedó aprobado: no cambia.",
            "Lo que se registró en la sesión ya quedó aprobado: no cambia.",
        ),
    ],
)
def test_what_is_recorded_when(phase: Phase, notes: str, attendance: str) -> None:
    assert (_refusal(phase, False), _refusal(phase, True)) == (notes, attendance)


def _refusal(phase: Phase, attendance: bool) -> str:
    try:
        check_recording(phase, attendance=attendance)
    except Broken as refusal:
        return str(refusal)
    return ""


def test_notes_of_a_megabyte_are_refused() -> None:
    assert check_notes("a" * 19_998 + "\n\n") == "a" * 19_998
    with pytest.raises(Broken, match="caben 20 000 caracteres"):
        check_notes("a" * 1_000_000)


def test_a_name_stands_in_one_line() -> None:
    assert check_name("  Ana\n Ejemplo ", field="name") == "Ana Ejemplo"
    with pytest.raises(Broken, match="caben 200"):
        check_name("a" * 201, field="name")


def test_a_session_does_not_end_before_it_starts_nor_in_the_future() -> None:
    check_times(NOON - timedelta(hours=2), NOON - timedelta(hours=1), NOON)
    with pytest.raises(Broken, match="no puede terminar antes de haber comenzado"):
        check_times(NOON - timedelta(hours=1), NOON - timedelta(hours=2), NOON)
    with pytest.raises(Broken, match="no pudo ocurrir en el futuro"):
        check_times(NOON - timedelta(hours=1), NOON + timedelta(hours=1), NOON)
