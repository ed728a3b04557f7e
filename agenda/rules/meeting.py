"""The life of a meeting, as a literal table, and the limits of what it holds."""

from __future__ import annotations

from mcig.rules import Broken, State, _

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000
PLACE_LENGTH = 300
MAX_MINUTES = 24 * 60


class Phase(State):
    """Where a meeting stands."""

    DRAFT = "draft"
    CONVENED = "convened"
    IN_SESSION = "in_session"
    HELD = "held"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Event(State):
    """What happens to a meeting."""

    CONVENED = "convened"
    OPENED = "opened"
    ENDED = "ended"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


PHASES: dict[tuple[Phase, Event], Phase] = {
    (Phase.DRAFT, Event.CONVENED): Phase.CONVENED,
    (Phase.DRAFT, Event.CANCELLED): Phase.CANCELLED,
    (Phase.CONVENED, Event.OPENED): Phase.IN_SESSION,
    (Phase.CONVENED, Event.POSTPONED): Phase.POSTPONED,
    (Phase.CONVENED, Event.CANCELLED): Phase.CANCELLED,
    (Phase.POSTPONED, Event.CONVENED): Phase.CONVENED,
    (Phase.POSTPONED, Event.CANCELLED): Phase.CANCELLED,
    (Phase.IN_SESSION, Event.ENDED): Phase.HELD,
    # A session that was interrupted goes on.
    (Phase.HELD, Event.OPENED): Phase.IN_SESSION,
    (Phase.HELD, Event.CLOSED): Phase.CLOSED,
}
# While its agenda and its facts may still be edited.
EDITABLE = (Phase.DRAFT, Phase.CONVENED, Phase.IN_SESSION, Phase.POSTPONED)


def next_phase(phase: str, event: Event) -> Phase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return PHASES[Phase(phase), event]
    except KeyError:
        raise Broken(_("La reunión ya no está en un estado que permita hacerlo.")) from None
