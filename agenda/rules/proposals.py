"""Items that members propose: what one may say, until when, and how many."""

from __future__ import annotations

from datetime import datetime

from agenda.rules.answers import LINK_OUTLIVES
from agenda.rules.items import check_item
from agenda.rules.meeting import EDITABLE
from mcig.rules import Broken, State, _

PROPOSAL_LINK = "agenda-proposal"
REASON_LENGTH = 1_000
PER_SEAT = 10
FULL = _("Su representación ya propuso 10 puntos para esta reunión. Escriba a la secretaría técnica.")
TOO_LONG = _("El motivo es demasiado largo: caben 1 000 caracteres.")


class Closed(State):
    """Why a meeting takes no proposals."""

    NOT_ASKED = "not_asked"
    OVER = "over"
    LATE = "late"


def why_closed(phase: str, until: datetime | None, now: datetime) -> Closed | None:
    """Why a meeting takes no proposals at a moment; None while it does. The deadline itself is too late."""
    if phase not in EDITABLE:
        return Closed.OVER
    if until is None:
        return Closed.NOT_ASKED
    return Closed.LATE if now >= until else None


def proposals_end(until: datetime, ends_at: datetime | None) -> datetime:
    """Until when a link to propose shows what became of the proposals."""
    return max(until, ends_at or until) + LINK_OUTLIVES


def check_proposal(*, title: str, minutes: int, reason: str, made: int) -> None:
    """Raises `Broken` for what no item can be, a reason too long, and beyond what a seat may propose;
    `made` counts its proposals for this meeting."""
    check_item(title=title, minutes=minutes)
    if minutes == 0:
        raise Broken(_("Indique cuántos minutos necesita el punto."), "minutes")
    if len(reason) > REASON_LENGTH:
        raise Broken(TOO_LONG, "reason")
    if made >= PER_SEAT:
        raise Broken(FULL)


def check_return(reason: str) -> str:
    """The reason of a return, tidied. Raises `Broken` without one or for one too long."""
    if not reason.strip():
        raise Broken(_("Escriba el motivo: lo lee quien propuso el punto."), "reason")
    if len(reason) > REASON_LENGTH:
        raise Broken(TOO_LONG, "reason")
    return reason.strip()
