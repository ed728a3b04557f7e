"""Themes and the work plan: their limits, and what their dates may be."""

from __future__ import annotations

from datetime import date

from mcig.rules import Broken, State, _

NAME_LENGTH = 200
TEXT_LENGTH = 4_000
SLUG_LENGTH = 60
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
# The vendored icons that may stand for a theme.
ICONS = (
    "tag",
    "hand-heart",
    "heart-handshake",
    "heart",
    "laptop",
    "shield",
    "handshake",
    "scale",
    "gavel",
    "megaphone",
    "users",
    "graduation-cap",
    "briefcase",
    "building-2",
    "coins",
    "sprout",
    "leaf",
    "vote",
    "map-pin",
    "globe",
    "book-open",
    "target",
    "flag",
    "trending-up",
)


class LineState(State):
    """Where a line of the work plan stands, as its owners say."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED = "carried"


class MilestoneState(State):
    """Where a milestone stands; it follows from its dates alone."""

    PENDING = "pending"
    OVERDUE = "overdue"
    DONE = "done"


def check_text(text: str, *, field: str, length: int = TEXT_LENGTH) -> str:
    """The text without its margins. Raises `Broken` when it is too long."""
    if len(text) > length:
        raise Broken(_("El texto es demasiado largo."), field)
    return text.strip()


def check_name(name: str, *, field: str = "name") -> str:
    """The name without its margins. Raises `Broken` when it is missing or too long."""
    if not name.strip():
        raise Broken(_("Escriba el nombre."), field)
    return check_text(name, field=field, length=NAME_LENGTH)


def check_icon(icon: str) -> str:
    if icon not in ICONS:
        raise Broken(_("Elija uno de los iconos."), "icon")
    return icon


def check_days(first: date, last: date | None) -> None:
    """Raises `Broken` when the last day lies before the first, or either outside the known years."""
    for day, field in ((first, "first"), (last, "last")):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise Broken(_("La fecha debe estar entre los años 1900 y 2199."), field)
    if last is not None and last < first:
        raise Broken(_("El último día no puede ser anterior al primero."), "last")


def check_done_on(done_on: date | None, today: date) -> None:
    """A milestone is reached on a day that has come."""
    if done_on is not None and done_on > today:
        raise Broken(_("Un hito no se cumple en el futuro: revise la fecha de cumplimiento."), "done_on")


def milestone_state(*, due: date, done_on: date | None, today: date) -> MilestoneState:
    if done_on is not None:
        return MilestoneState.DONE
    return MilestoneState.OVERDUE if due < today else MilestoneState.PENDING


def moved(order: list[int], key: int, direction: str) -> list[int]:
    """`order` with `key` one place «up» or «down»; unchanged where there is no such place or key."""
    if key not in order:
        return order
    place = order.index(key)
    other = place + {"up": -1, "down": 1}.get(direction, 0)
    if not 0 <= other < len(order):
        return order
    changed = list(order)
    changed[place], changed[other] = changed[other], changed[place]
    return changed
