"""The life of a meeting, as a literal table, and the limits of what it holds."""

from __future__ import annotations

from datetime import datetime

from mcig.rules import Broken, State, _

TITLE_LENGTH = 200
TEXT_LENGTH = 10_000
PLACE_LENGTH = 300
MAX_MINUTES = 24 * 60
MAX_QUORUM = 500


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
TO_CONVENE = (Phase.DRAFT, Phase.POSTPONED)


def next_phase(phase: str, event: Event) -> Phase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return PHASES[Phase(phase), event]
    except KeyError:
        raise Broken(_("La reunión ya no está en un estado que permita hacerlo.")) from None


def check_facts(
    *,
    title: str,
    objective: str = "",
    planned_minutes: int,
    quorum: int | None = None,
    starts_at: datetime | None = None,
    proposals_until: datetime | None = None,
) -> None:
    """Raises `Broken` for a meeting without a title, an impossible duration or quorum, or a deadline of
    proposals after its beginning."""
    if not title.strip():
        raise Broken(_("Escriba el título de la reunión."), "title")
    if len(title) > TITLE_LENGTH:
        raise Broken(_("El título es demasiado largo: caben 200 caracteres."), "title")
    if len(objective) > TEXT_LENGTH:
        raise Broken(_("El objetivo es demasiado largo: caben 10 000 caracteres."), "objective")
    if not 1 <= planned_minutes <= MAX_MINUTES:
        raise Broken(_("La duración va de 1 minuto a 24 horas (1440 minutos)."), "planned_minutes")
    if quorum is not None and not 1 <= quorum <= MAX_QUORUM:
        raise Broken(_("El quórum va de 1 a 500 lugares presentes."), "quorum")
    if starts_at and proposals_until and proposals_until > starts_at:
        raise Broken(_("El plazo para proponer puntos termina antes de la reunión."), "proposals_until")
