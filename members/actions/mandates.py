"""Changes to mandates. They follow one another: each locks the mesa's row first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.mesa.models import Mesa
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Mandate, MandateHolder, MandateRole
from members.queries.mandates import not_members_on, overlapping, rotation_of
from members.rules.rotation import DEFAULT_SHADOW_DAYS, Office, Term, check_term
from members.templatetags.periods import period_inside


@dataclass(frozen=True, slots=True)
class MandateWords:
    """All that is written of a mandate. `holders` are keys of organisations in their order.

    `actual` replaces `planned` where the real dates differ.
    """

    role: MandateRole
    planned: Term
    holders: tuple[int, ...]
    actual: Term | None = None
    pro_tempore: int | None = None
    basis: str = ""
    priorities: str = ""
    shadow_days: int = DEFAULT_SHADOW_DAYS

    @property
    def term(self) -> Term:
        return self.actual or self.planned


def create_mandate(*, actor: Actor, words: MandateWords) -> Mandate:
    """Register a mandate and return it.

    Effects: rights follow its dates from the next request on. Raises `PermissionDenied` for anybody but the
    secretariat; `Broken` for dates in the wrong order, for an overlap (naming the other mandate) and for a
    holder of a rotating office that is not a member on its first day.
    """
    actor.require(Role.SECRETARIAT)
    return establish(words=words, today=actor.on)


@transaction.atomic
def establish(*, words: MandateWords, today: date) -> Mandate:
    """Make the mandate, whoever decided it: the secretariat, or an adopted consultation.

    Effects and refusals as `create_mandate`, without asking for a role.
    """
    _check(words, today=today, besides=None)
    return _write(Mandate(), words)


@transaction.atomic
def correct_mandate(*, actor: Actor, mandate: Mandate, words: MandateWords, version: int) -> Mandate:
    """Correct a mandate made from its `version`, and return it.

    Effects: raises the version; rights follow the new dates at once; what stood there stays in the history.
    Raises `Stale`, and what `create_mandate` raises.
    """
    actor.require(Role.SECRETARIAT)
    locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
    require_same(seen=version, stored=locked.version)
    _check(words, today=actor.on, besides=locked.pk)
    locked.version += 1
    return _write(locked, words)


def _check(words: MandateWords, *, today: date, besides: int | None) -> None:
    for term, field in ((words.planned, "end"), (words.actual, "actual_end")):
        if term is not None:
            check_term(term, words.holders, field=field)
    if words.pro_tempore is not None and words.pro_tempore not in words.holders:
        raise Broken(_("Quien preside pro tempore debe ser titular del mandato."), "pro_tempore")
    mesa = Mesa.objects.select_for_update().first()
    office = Office(words.role)
    if office is Office.PRESIDENCY or rotation_of(mesa).rotates(office):
        check_membership(list(words.holders), words.term.start)
    check_free(words.role, words.term, besides=besides, today=today)


def check_free(role: MandateRole, term: Term, *, today: date, besides: int | None = None) -> None:
    """Refuse a term on which another mandate of the same office falls. Raises `Broken` naming it."""
    other = overlapping(role, term, besides=besides, today=today)
    if other is not None:
        raise Broken(
            _("Esas fechas se traslapan con otro mandato: %(title)s, %(names)s (%(period)s).")
            % {"title": other.title.lower(), "names": other.names, "period": period_inside(other.term)},
            "start",
        )


def check_membership(organisations: list[int], day: date) -> None:
    """Refuse organisations that do not belong to the mesa on the day. Raises `Broken` naming one."""
    for name in not_members_on(organisations, day):
        raise Broken(
            _("%(name)s no integra la mesa el %(day)s.") % {"name": name, "day": date_format(day)}, "holder_1"
        )


def _write(mandate: Mandate, words: MandateWords) -> Mandate:
    mandate.role = words.role
    mandate.planned = DateRange(words.planned.start, words.planned.end)
    mandate.actual = DateRange(words.actual.start, words.actual.end) if words.actual else None
    mandate.basis = words.basis
    mandate.priorities = words.priorities
    mandate.shadow_days = words.shadow_days
    mandate.save()
    kept = {holder.organisation_id: holder for holder in mandate.seats.all()}
    mandate.seats.exclude(organisation__in=words.holders).delete()
    # The database admits one pro tempore at a time, also between two statements.
    mandate.seats.update(pro_tempore=False)
    for position, key in enumerate(words.holders, start=1):
        holder = kept.get(key) or MandateHolder(mandate=mandate, organisation_id=key)
        holder.position = position
        holder.pro_tempore = key == words.pro_tempore
        holder.save()
    mandate.refresh_from_db()
    return mandate
