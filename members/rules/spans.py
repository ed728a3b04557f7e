"""Dated facts of an organisation and of its seats: what may follow what, and what may not overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mcig.rules import Broken, _

DAY = timedelta(days=1)
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of days; None is open-ended. `until` is the first day that no longer counts."""

    since: date | None
    until: date | None

    def contains(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def overlaps(self, other: Span) -> bool:
        return (self.since or date.min) < (other.until or date.max) and (other.since or date.min) < (
            self.until or date.max
        )


def span_of_days(first: date, last: date | None) -> Span:
    """The span from the first to the last day that counts; raises `Broken` when they are out of order."""
    if not EARLIEST <= first <= LATEST or not (last is None or EARLIEST <= last <= LATEST):
        raise Broken(_("La fecha debe estar entre los años 1900 y 2199."), "first")
    if last is not None and last < first:
        raise Broken(_("El último día no puede ser anterior al primero."), "last")
    return Span(first, last + DAY if last else None)


def check_new_name(names: Iterable[Span], since: date) -> None:
    """A new name begins after the one in force began, and none is known from later on."""
    for known in names:
        if known.since is not None and since <= known.since:
            raise Broken(
                _("Ya hay un nombre vigente desde esa fecha o desde una posterior; elija un día posterior."),
                "since",
            )


def check_entry(memberships: Iterable[Span], span: Span) -> None:
    """An organisation enters once at a time."""
    if any(known.overlaps(span) for known in memberships):
        raise Broken(_("La organización ya integra la mesa en esas fechas."), "first")


def check_exit(membership: Span | None, last: date) -> None:
    """Only who belongs may leave, and not before having entered."""
    if membership is None:
        raise Broken(_("La organización no integra la mesa: no hay una pertenencia que concluir."))
    if membership.since is not None and last < membership.since:
        raise Broken(_("La salida no puede ser anterior a la entrada."), "last")
    if membership.until is not None and last >= membership.until:
        raise Broken(_("La pertenencia ya concluye antes de ese día."), "last")


def check_suspension(memberships: Iterable[Span], suspensions: Iterable[Span], span: Span) -> None:
    """A suspension lies inside a membership and overlaps no other one."""
    if not any(_inside(span, known) for known in memberships):
        raise Broken(_("La organización no integra la mesa durante todas esas fechas."), "first")
    if any(known.overlaps(span) for known in suspensions):
        raise Broken(_("La organización ya está suspendida en esas fechas."), "first")


def check_posting(grounds: Iterable[Span], occupied: Iterable[Span], span: Span) -> None:
    """A posting begins on a day on which the organisation belongs to the mesa or holds a mandate in it, and
    nobody else has the seat.

    `grounds` are the memberships and mandates; a posting without end ends with them.
    """
    known = sorted(grounds, key=lambda each: each.since or date.min)
    if not known:
        raise Broken(
            _("La organización no integra la mesa ni tiene un mandato: solo puede tener observación."),
            "first",
        )
    if span.since is not None and not any(each.contains(span.since) for each in known):
        if known[0].since is not None and span.since < known[0].since:
            raise Broken(
                _("La adscripción no puede empezar antes de que la organización integre la mesa."), "first"
            )
        raise Broken(_("Ese día la organización no integra la mesa."), "first")
    if any(each.overlaps(span) for each in occupied):
        raise Broken(_("Otra persona ocupa ese lugar en esas fechas."), "first")


def check_posting_end(posting: Span, last: date) -> None:
    """A posting ends on or after its first day, and is not prolonged by ending it."""
    if posting.since is not None and last < posting.since:
        raise Broken(_("La adscripción no puede concluir antes de haber empezado."), "last")
    if posting.until is not None and last >= posting.until:
        raise Broken(_("La adscripción ya concluye antes de ese día."), "last")


def _inside(inner: Span, outer: Span) -> bool:
    starts = outer.since is None or (inner.since is not None and inner.since >= outer.since)
    ends = outer.until is None or (inner.until is not None and inner.until <= outer.until)
    return starts and ends
