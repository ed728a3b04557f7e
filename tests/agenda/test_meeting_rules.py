"""The life of a meeting."""

from __future__ import annotations

import pytest

from agenda.rules.meeting import PHASES, Event, Phase, next_phase
from mcig.rules import Broken


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("event", Event)
def test_only_the_steps_of_the_table_are_taken(phase: Phase, event: Event) -> None:
    if (phase, event) in PHASES:
        assert next_phase(phase, event) is PHASES[phase, event]
        return
    with pytest.raises(Broken, match="ya no está en un estado"):
        next_phase(phase, event)


def test_what_is_closed_or_cancelled_stays_so() -> None:
    assert {phase for phase, _event in PHASES} == set(Phase) - {Phase.CLOSED, Phase.CANCELLED}
