"""What may be convened and answered, when a reminder is due, and what is told of a meeting that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.rules.meeting import Phase
from mcig.rules import Broken, State, _, last_come

NAME_LENGTH = 200
COMMENT_LENGTH = 500
REASON_LENGTH = 1_000
GUESTS = 100
# What a personal link answers: for a seat, or for a guest, who is no person of the register.
SEAT_LINK = "meeting-answer"
GUEST_LINK = "meeting-guest"
NOBODY = 0
# A calendar entry of ours that was answered stays answerable through its link until some days after.
LINK_OUTLIVES = timedelta(days=30)


class Given(State):
    """What a seat or a guest may answer."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


# RFC 5545 §3.2.12; whatever else a calendar says is no answer.
BY_CALENDAR: Mapping[str, Given] = {
    "ACCEPTED": Given.ACCEPTED,
    "TENTATIVE": Given.TENTATIVE,
    "DECLINED": Given.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What an invitation tells of a meeting: when these differ from what was last told, people must know."""

    title: str
    starts_at: datetime
    minutes: int
    time_zone: str
    place: str
    link: str

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def check_to_convene(
    *,
    title: str,
    starts_at: datetime | None,
    minutes: int,
    time_zone: str,
    place: str,
    link: str,
    now: datetime,
) -> Facts:
    """The facts of a meeting that may be convened. Raises `Broken` for the first that is missing or past."""
    if not title.strip():
        raise Broken(_("Para convocar la reunión falta su título."), "title")
    if starts_at is None:
        raise Broken(_("Para convocar la reunión falta su fecha."), "starts_at")
    if starts_at <= now:
        raise Broken(_("La fecha de la reunión ya pasó: corríjala antes de convocar."), "starts_at")
    if not place.strip() and not link.strip():
        raise Broken(_("Para convocar la reunión falta el lugar o el enlace para conectarse."), "place")
    return Facts(title, starts_at, minutes, time_zone, place, link)


def changed(told: Facts, now: Facts) -> tuple[str, ...]:
    """The names of the facts that differ from what was told, in the order in which they are read."""
    names = ("title", "starts_at", "minutes", "time_zone", "place", "link")
    return tuple(name for name in names if getattr(told, name) != getattr(now, name))


def why_closed(phase: str, ends_at: datetime | None, now: datetime) -> str:
    """Why the meeting takes no answer any more, as a sentence; empty while it does."""
    if phase == Phase.CANCELLED:
        return str(_("La reunión se canceló: ya no hace falta responder."))
    if phase == Phase.POSTPONED:
        return str(_("La reunión se aplazó: cuando tenga nueva fecha recibirá otra convocatoria."))
    if phase == Phase.DRAFT:
        return str(_("La reunión aún no se convoca."))
    if phase != Phase.CONVENED or ends_at is None or now >= ends_at:
        return str(
            _("La reunión ya se celebró o está en curso: la asistencia la registra la secretaría técnica.")
        )
    return ""


def check_answer(answer: str, attendee: str, comment: str) -> Given:
    """The answer. Raises `Broken` for none, an unknown one, or words that are too long."""
    if answer not in set(Given):
        raise Broken(_("Elija una de las respuestas."), "answer")
    if len(attendee) > NAME_LENGTH:
        raise Broken(_("El nombre es demasiado largo: caben 200 caracteres."), "attendee")
    if len(comment) > COMMENT_LENGTH:
        raise Broken(_("El comentario es demasiado largo: caben 500 caracteres."), "comment")
    return Given(answer)


def check_reason(reason: str) -> str:
    """Why a meeting is postponed or cancelled. Raises `Broken` without it."""
    if not reason.strip():
        raise Broken(_("Escriba el motivo: lo leerán las personas convocadas."), "reason")
    if len(reason) > REASON_LENGTH:
        raise Broken(_("El motivo es demasiado largo: caben 1 000 caracteres."), "reason")
    return reason.strip()


def reminder_due(*, invited: datetime, starts_at: datetime, now: datetime, days: Iterable[int]) -> int | None:
    """The reminder whose moment has come, in `days` before the meeting; None when there is none.

    One whose moment lay before the invitation left is not sent, and after a downtime only the last one is.
    """
    moments = {before: starts_at - timedelta(days=before) for before in days}
    return last_come(moments, since=invited, now=now) if now < starts_at else None
