"""The tables and the arithmetic of consultations, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mcig.rules import Broken
from members.rules import consultation as rules
from members.rules.consultation import (
    ANSWERS,
    PHASES,
    SEAT_PHASES,
    Event,
    Outcome,
    Phase,
    Rule,
    SeatEvent,
    SeatPhase,
)

NOON = datetime(2024, 3, 12, 18, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
A, C, B, X, S = (*ANSWERS, SeatPhase.DELIVERED)


def test_life_of_a_consultation() -> None:
    steps = {f"{before} {event} {after}" for (before, event), after in PHASES.items()}
    assert steps == {
        "draft opened open",
        "draft withdrawn withdrawn",
        "open extended open",
        "open adopted adopted",
        "open rejected rejected",
        "open withdrawn withdrawn",
    }


@pytest.mark.parametrize("phase", [Phase.ADOPTED, Phase.REJECTED, Phase.WITHDRAWN])
@pytest.mark.parametrize("event", list(Event))
def test_nothing_follows_the_end(phase: Phase, event: Event) -> None:
    with pytest.raises(Broken):
        rules.next_phase(phase, event)


def test_draft_has_no_outcome() -> None:
    with pytest.raises(Broken):
        rules.next_phase(Phase.DRAFT, Event.ADOPTED)


def test_every_answer_is_possible_from_everywhere() -> None:
    for phase in SeatPhase:
        for answer in ANSWERS:
            assert SEAT_PHASES[phase, SeatEvent(answer)] is answer


@pytest.mark.parametrize("answer", ANSWERS)
def test_delivery_and_opening_do_not_undo_an_answer(answer: SeatPhase) -> None:
    assert rules.next_seat_phase(answer, SeatEvent.DELIVERED) is answer
    assert rules.next_seat_phase(answer, SeatEvent.OPENED) is answer


def test_late_news_of_delivery_does_not_undo_opening() -> None:
    assert rules.next_seat_phase(SeatPhase.OPENED, SeatEvent.DELIVERED) is SeatPhase.OPENED


@pytest.mark.parametrize(
    ("rule", "answers", "found"),
    [
        (Rule.SILENCE, [S, S, S], Outcome.ADOPTED),
        (Rule.SILENCE, [A, C, X], Outcome.ADOPTED),
        (Rule.SILENCE, [A, B, S], Outcome.NEEDS_DECISION),
        (Rule.CONSENSUS, [A, C, X], Outcome.ADOPTED),
        (Rule.CONSENSUS, [A, A, S], Outcome.REJECTED),
        (Rule.CONSENSUS, [A, A, B], Outcome.REJECTED),
        (Rule.CONSENSUS, [X, X, X], Outcome.REJECTED),
        (Rule.COUNT, [A, C, B], Outcome.ADOPTED),
        (Rule.COUNT, [A, B, X], Outcome.REJECTED),
        (Rule.COUNT, [S, S, S], Outcome.REJECTED),
    ],
)
def test_outcome_at_the_deadline(rule: Rule, answers: list[SeatPhase], found: Outcome) -> None:
    assert rules.outcome(rule, answers, deadline=NOON, now=NOON) is found


@pytest.mark.parametrize("rule", list(Rule))
def test_no_outcome_before_the_deadline(rule: Rule) -> None:
    assert rules.outcome(rule, [A, A, A], deadline=NOON, now=NOON - SECOND) is Outcome.PENDING


def test_broken_silence_asks_for_a_decision_at_once() -> None:
    found = rules.outcome(Rule.SILENCE, [B, S], deadline=NOON, now=NOON - timedelta(days=3))
    assert found is Outcome.NEEDS_DECISION


def test_deadline_itself_is_too_late() -> None:
    assert (rules.is_over(NOON, NOON - SECOND), rules.is_over(NOON, NOON)) == (False, True)


@pytest.mark.parametrize(
    ("answer", "comment", "field"),
    [("", "", "answer"), ("pending", "", "answer"), ("breaks", "  ", "comment"), ("comments", "", "comment")],
)
def test_answer_that_is_incomplete_names_its_field(answer: str, comment: str, field: str) -> None:
    with pytest.raises(Broken) as refusal:
        rules.check_answer(answer, comment)
    assert refusal.value.field == field


@pytest.mark.parametrize("deadline", [None, NOON, NOON - SECOND])
def test_deadline_must_lie_ahead(deadline: datetime | None) -> None:
    with pytest.raises(Broken) as refusal:
        rules.check_deadline(deadline, NOON)
    assert refusal.value.field == "deadline"


@pytest.mark.parametrize(
    ("hours_before", "due"), [(73, None), (72, 72), (30, 72), (24, 24), (1, 24), (0, None), (-5, None)]
)
def test_last_reminder_whose_moment_has_come(hours_before: int, due: int | None) -> None:
    opened = NOON - timedelta(days=10)
    now = NOON - timedelta(hours=hours_before)
    assert rules.reminder_due(opened=opened, deadline=NOON, now=now, hours=(72, 24)) == due


def test_short_consultation_has_no_reminder_of_before_its_opening() -> None:
    opened = NOON - timedelta(hours=48)
    assert rules.reminder_due(opened=opened, deadline=NOON, now=opened + SECOND, hours=(72, 24)) is None
