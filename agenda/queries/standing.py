"""What the page of a meeting shows about its convocation and answers to this actor."""

from __future__ import annotations

from dataclasses import dataclass

from agenda.models import Mailing, Meeting, MeetingSeat
from agenda.models.meetings import WRITES
from agenda.queries import answers, mailings
from agenda.queries.answers import Counts
from agenda.rules.meeting import EDITABLE, PHASES, Event, Phase
from mcig.access import Actor


@dataclass(frozen=True, slots=True)
class May:
    """What the actor may do now."""

    convene: bool = False
    remind: bool = False
    invite: bool = False
    postpone: bool = False
    cancel: bool = False

    @property
    def any(self) -> bool:
        return self.convene or self.remind or self.invite or self.postpone or self.cancel


@dataclass(frozen=True, slots=True)
class Standing:
    """The own seat, if any; for who conducts the meeting also the counts, who is silent, and what waits."""

    own: MeetingSeat | None
    closed: str
    may: May
    counts: Counts | None = None
    silent: tuple[MeetingSeat, ...] = ()
    waiting: tuple[Mailing, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.own is None and self.counts is None and not self.may.any


def standing_of(actor: Actor, meeting: Meeting) -> Standing:
    """What stands about the convocation. Two queries at most."""
    closed = answers.closed_words(meeting)
    if not actor.holds(*WRITES):
        return Standing(answers.own_seat(actor, meeting), closed, May())
    seats = answers.seats_of(meeting) if meeting.convened_at else []
    letters = mailings.letters_of(meeting)
    waiting = tuple(mailings.waiting(meeting, letters))
    own = [each for each in seats if each.seat.organisation_id in actor.organisations]
    return Standing(
        own=min(own, key=lambda each: each.pk, default=None),
        closed=closed,
        may=_may(meeting, silent=any(not seat.has_answered for seat in seats), waits=bool(waiting)),
        counts=answers.counts_of(seats) if seats else None,
        silent=tuple(seat for seat in seats if not seat.has_answered),
        waiting=waiting,
        changes=mailings.untold_changes(meeting, letters) if meeting.state == Phase.CONVENED else (),
    )


def _may(meeting: Meeting, *, silent: bool, waits: bool) -> May:
    phase = Phase(meeting.state)
    return May(
        convene=(phase, Event.CONVENED) in PHASES,
        remind=phase is Phase.CONVENED and silent and not waits,
        invite=phase in EDITABLE,
        postpone=(phase, Event.POSTPONED) in PHASES,
        cancel=(phase, Event.CANCELLED) in PHASES,
    )
