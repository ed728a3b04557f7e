"""The life of decisions and commitments, with the database blocked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from agenda.rules.outcome import (
    COMMITMENTS,
    DECISIONS,
    CommitmentEvent,
    CommitmentPhase,
    DecisionEvent,
    DecisionPhase,
    check_dates,
    check_evidence,
    check_note,
    check_replacement,
    check_request,
    check_taken,
    check_text,
    next_commitment,
    next_decision,
    reminder_due,
)
from mcig.rules import Broken

DUE = date(2024, 4, 10)
DAYS = (-7, -1, 1)
LONG_AGO = date(2024, 1, 1)


@pytest.mark.parametrize("phase", DecisionPhase)
@pytest.mark.parametrize("event", DecisionEvent)
def test_a_decision_takes_only_the_steps_of_its_table(phase: DecisionPhase, event: DecisionEvent) -> None:
    if (phase, event) in DECISIONS:
        assert next_decision(phase, event) is DECISIONS[phase, event]
        return
    with pytest.raises(Broken, match="El acuerdo ya no está en un estado que permita hacerlo"):
        next_decision(phase, event)


@pytest.mark.parametrize("phase", CommitmentPhase)
@pytest.mark.parametrize("event", CommitmentEvent)
def test_a_commitment_takes_only_the_steps_of_its_table(
    phase: CommitmentPhase, event: CommitmentEvent
) -> None:
    if (phase, event) in COMMITMENTS:
        assert next_commitment(phase, event) is COMMITMENTS[phase, event]
        return
    with pytest.raises(Broken, match="El compromiso ya no está en un estado que permita hacerlo"):
        next_commitment(phase, event)


def test_what_is_closed_is_reopened_before_anything_else() -> None:
    for phase in (CommitmentPhase.FULFILLED, CommitmentPhase.VOID):
        assert {event for found, event in COMMITMENTS if found is phase} == {
            CommitmentEvent.REOPENED,
            CommitmentEvent.COMMENTED,
        }


@pytest.mark.parametrize(
    ("today", "reminder"),
    [
        (DUE - timedelta(days=8), None),
        (DUE - timedelta(days=7), -7),
        (DUE - timedelta(days=2), -7),
        (DUE - timedelta(days=1), -1),
        (DUE, -1),
        (DUE + timedelta(days=1), 1),
        (DUE + timedelta(days=400), 1),
    ],
)
def test_the_last_reminder_whose_day_has_come_is_due(today: date, reminder: int | None) -> None:
    assert reminder_due(due=DUE, since=LONG_AGO, today=today, days=DAYS) == reminder


def test_a_reminder_whose_day_was_over_at_registration_is_not_sent() -> None:
    registered = DUE - timedelta(days=3)
    assert reminder_due(due=DUE, since=registered, today=registered, days=DAYS) is None
    assert reminder_due(due=DUE, since=registered, today=DUE - timedelta(days=1), days=DAYS) == -1
    late = DUE + timedelta(days=30)
    assert reminder_due(due=DUE, since=late, today=late + timedelta(days=10), days=DAYS) is None


def test_a_decision_is_not_replaced_by_itself_or_in_a_circle() -> None:
    check_replacement(1, 2, {1: None, 2: 3, 3: None})
    with pytest.raises(Broken, match="no se sustituye a sí mismo"):
        check_replacement(1, 1, {})
    with pytest.raises(Broken, match="se sustituirían en círculo"):
        check_replacement(1, 3, {3: 2, 2: 1, 1: None})


def test_evidence_is_asked_where_it_is_needed() -> None:
    check_evidence(needed=False, evidence="", files=0)
    check_evidence(needed=True, evidence="Se envió el 3 de abril.", files=0)
    check_evidence(needed=True, evidence="", files=1)
    with pytest.raises(Broken, match="se cumple con evidencia") as refused:
        check_evidence(needed=True, evidence="  \n", files=0)
    assert refused.value.field == "note"


def test_more_time_is_asked_for_a_later_day_and_with_a_reason() -> None:
    today = date(2024, 4, 12)
    check_request(DUE, date(2024, 4, 20), "Falta una respuesta.", today)
    for due, asked, reason, words in (
        (None, date(2024, 4, 20), "Falta.", "no tiene fecha"),
        (DUE, DUE, "Falta.", "debe ser posterior"),
        (DUE, date(2024, 4, 11), "Falta.", "debe ser posterior"),
        (DUE, date(2024, 4, 20), " ", "Escriba por qué"),
        (DUE, date(9999, 1, 1), "Falta.", "entre los años 2000 y 2199"),
    ):
        with pytest.raises(Broken, match=words):
            check_request(due, asked, reason, today)


def test_dates_do_not_cross() -> None:
    check_dates(DUE, DUE)
    check_dates(None, DUE)
    with pytest.raises(Broken, match="anterior a la de inicio"):
        check_dates(DUE, DUE - timedelta(days=1))
    with pytest.raises(Broken, match="está en el futuro"):
        check_taken(DUE, DUE - timedelta(days=1))
    with pytest.raises(Broken, match="entre los años 2000 y 2199"):
        check_taken(date(1024, 4, 10), DUE)


def test_a_text_has_its_length() -> None:
    assert check_text("  Se adopta. ") == "Se adopta."
    with pytest.raises(Broken, match="Escriba el texto"):
        check_text(" \n ")
    with pytest.raises(Broken, match="caben 2 000 caracteres"):
        check_text("x" * 10_000)
    with pytest.raises(Broken, match="caben 4 000 caracteres"):
        check_note("x" * 10_000)
