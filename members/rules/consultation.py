"""The silence procedure: states, answers and outcome, as literal tables and pure functions.

The words follow diplomatic practice: whoever does not answer before the deadline agrees, whoever objects
«breaks the silence» and says why, and then the text is either given more time or taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from mcig.rules import Broken, State, _, last_come

SUBJECT_LENGTH = 200
TEXT_LENGTH = 20_000
COMMENT_LENGTH = 4_000


class Rule(State):
    """How answers become an outcome."""

    SILENCE = "silence"
    CONSENSUS = "consensus"
    COUNT = "count"


class Phase(State):
    """The life of a consultation."""

    DRAFT = "draft"
    OPEN = "open"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Event(State):
    """What happens to a consultation."""

    OPENED = "opened"
    EXTENDED = "extended"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PHASES: dict[tuple[Phase, Event], Phase] = {
    (Phase.DRAFT, Event.OPENED): Phase.OPEN,
    (Phase.DRAFT, Event.WITHDRAWN): Phase.WITHDRAWN,
    (Phase.OPEN, Event.EXTENDED): Phase.OPEN,
    (Phase.OPEN, Event.ADOPTED): Phase.ADOPTED,
    (Phase.OPEN, Event.REJECTED): Phase.REJECTED,
    (Phase.OPEN, Event.WITHDRAWN): Phase.WITHDRAWN,
}


class SeatPhase(State):
    """Where one consulted seat stands; the last four are answers."""

    PENDING = "pending"
    DELIVERED = "delivered"
    OPENED = "opened"
    AGREES = "agrees"
    COMMENTS = "comments"
    BREAKS = "breaks"
    ABSTAINS = "abstains"


class SeatEvent(State):
    """What happens to one consulted seat."""

    DELIVERED = "delivered"
    OPENED = "opened"
    AGREES = "agrees"
    COMMENTS = "comments"
    BREAKS = "breaks"
    ABSTAINS = "abstains"


ANSWERS = (SeatPhase.AGREES, SeatPhase.COMMENTS, SeatPhase.BREAKS, SeatPhase.ABSTAINS)
IN_FAVOUR = (SeatPhase.AGREES, SeatPhase.COMMENTS)
SILENT = (SeatPhase.PENDING, SeatPhase.DELIVERED, SeatPhase.OPENED)
# What an answer must say besides itself.
WITH_WORDS = {
    SeatPhase.COMMENTS: _("Escriba el comentario."),
    SeatPhase.BREAKS: _("Quien rompe el silencio expresa el motivo: escríbalo."),
}

SEAT_PHASES: dict[tuple[SeatPhase, SeatEvent], SeatPhase] = {
    (SeatPhase.PENDING, SeatEvent.DELIVERED): SeatPhase.DELIVERED,
    (SeatPhase.PENDING, SeatEvent.OPENED): SeatPhase.OPENED,
    (SeatPhase.DELIVERED, SeatEvent.OPENED): SeatPhase.OPENED,
    # An answer is possible from everywhere and may be changed until the deadline.
    **{(phase, SeatEvent(answer)): answer for phase in SeatPhase for answer in ANSWERS},
}


class Outcome(State):
    """What the answers amount to."""

    PENDING = "pending"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    NEEDS_DECISION = "needs_decision"


def next_phase(phase: str, event: Event) -> Phase:
    """The phase after `event`; `Broken` when the table has no such step."""
    try:
        return PHASES[Phase(phase), event]
    except KeyError:
        raise Broken(_("La consulta ya no está en un estado que permita hacerlo.")) from None


def next_seat_phase(phase: str, event: SeatEvent) -> SeatPhase:
    """Where the seat stands after `event`; what came too late to matter changes nothing."""
    return SEAT_PHASES.get((SeatPhase(phase), event), SeatPhase(phase))


def is_over(deadline: datetime, now: datetime) -> bool:
    """Whether the time to answer has run out. The deadline itself is already too late."""
    return now >= deadline


def outcome(rule: str, answers: Iterable[str], *, deadline: datetime, now: datetime) -> Outcome:
    """What the seats' phases amount to under `rule` at the moment `now`.

    Silence: adopted unless somebody broke it; then somebody decides whether to extend or withdraw.
    Consensus: adopted when every seat answered, at least one in favour and none against.
    Count: adopted when more seats are in favour than against; a tie or nobody in favour rejects.
    """
    given = [SeatPhase(answer) for answer in answers]
    breaks = given.count(SeatPhase.BREAKS)
    favour = sum(answer in IN_FAVOUR for answer in given)
    if rule == Rule.SILENCE and breaks:
        return Outcome.NEEDS_DECISION
    if not is_over(deadline, now):
        return Outcome.PENDING
    everybody = not any(answer in SILENT for answer in given)
    adopted = {
        Rule.SILENCE: True,
        Rule.CONSENSUS: everybody and favour > 0 and not breaks,
        Rule.COUNT: favour > breaks,
    }[Rule(rule)]
    return Outcome.ADOPTED if adopted else Outcome.REJECTED


def check_answer(answer: str, comment: str) -> SeatEvent:
    """The event of an answer. Raises `Broken` for none, an unknown one, or one without its words."""
    if answer not in ANSWERS:
        raise Broken(_("Elija una de las respuestas."), "answer")
    if SeatPhase(answer) in WITH_WORDS and not comment.strip():
        raise Broken(WITH_WORDS[SeatPhase(answer)], "comment")
    if len(comment) > COMMENT_LENGTH:
        raise Broken(_("El comentario es demasiado largo: caben 4 000 caracteres."), "comment")
    return SeatEvent(answer)


def check_deadline(deadline: datetime | None, now: datetime) -> datetime:
    """The deadline. Raises `Broken` when there is none or it has passed."""
    if deadline is None:
        raise Broken(_("Indique hasta cuándo se puede responder."), "deadline")
    if is_over(deadline, now):
        raise Broken(_("El plazo debe terminar en el futuro."), "deadline")
    return deadline


def check_text(subject: str, text: str) -> None:
    """Raises `Broken` when the subject or the text is missing or too long."""
    if not subject.strip():
        raise Broken(_("Escriba el asunto."), "subject")
    if len(subject) > SUBJECT_LENGTH:
        raise Broken(_("El asunto es demasiado largo: caben 200 caracteres."), "subject")
    if not text.strip():
        raise Broken(_("Escriba el texto que se consulta."), "text")
    if len(text) > TEXT_LENGTH:
        raise Broken(_("El texto es demasiado largo: caben 20 000 caracteres."), "text")


def reminder_due(*, opened: datetime, deadline: datetime, now: datetime, hours: Iterable[int]) -> int | None:
    """The reminder whose moment has come, in `hours` before the deadline; None when there is none.

    One whose moment lay before the opening is not sent, and after a downtime only the last one is.
    """
    moments = {before: deadline - timedelta(hours=before) for before in hours}
    return None if is_over(deadline, now) else last_come(moments, since=opened, now=now)
