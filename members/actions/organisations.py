"""Every change of the register of organisations. Each locks the organisation's row and raises its version."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.models import Membership, Organisation, OrganisationName, Posting, Suspension
from members.rules.spans import (
    DAY,
    Span,
    check_entry,
    check_exit,
    check_new_name,
    check_suspension,
    span_of_days,
)

MAX_SUCCESSIONS = 50


@dataclass(frozen=True, slots=True)
class Naming:
    """What an organisation is called: in Spanish, in English where it differs, in short."""

    name: str
    name_en: str = ""
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The undated facts of an organisation, as its form gives them."""

    kind: str
    country: str = ""
    protocol_order: int = 100
    address: str = ""
    phone: str = ""
    website: str = ""
    iati_identifier: str = ""
    successor: Organisation | None = None


@transaction.atomic
def register_organisation(
    *, actor: Actor, code: str, profile: Profile, naming: Naming, since: date | None = None
) -> Organisation:
    """Add an organisation to the register, with its name in force `since` (always when None).

    It belongs to the mesa only once it enters. Raises `Broken` for a code that is taken.
    """
    actor.require(Role.SECRETARIAT)
    if Organisation.objects.filter(code__iexact=code).exists():
        raise Broken(_("Ya hay una organización con esa clave."), "code")
    made = Organisation.objects.create(code=code, **_columns(profile))
    OrganisationName.objects.create(organisation=made, validity=DateRange(since, None), **asdict(naming))
    return made


@transaction.atomic
def correct_organisation(
    *, actor: Actor, organisation: Organisation, version: int, profile: Profile, naming: Naming
) -> Organisation:
    """Correct the facts of an organisation and the wording of its newest name.

    Raises `Stale`; `Broken` when successors would form a circle.
    """
    locked = _lock(actor, organisation, version)
    _check_successor(locked, profile.successor)
    for field, value in _columns(profile).items():
        setattr(locked, field, value)
    newest = _newest_name(locked)
    if newest is None:
        OrganisationName.objects.create(organisation=locked, validity=DateRange(None, None), **asdict(naming))
    elif Naming(newest.name, newest.name_en, newest.acronym) != naming:
        for field, value in asdict(naming).items():
            setattr(newest, field, value)
        newest.save()
    return _raise_version(locked)


@transaction.atomic
def rename(
    *, actor: Actor, organisation: Organisation, version: int, naming: Naming, since: date
) -> Organisation:
    """Give the organisation a new name from `since` on; the name in force before ends the day before.

    Raises `Stale`; `Broken` when a name begins on that day or later.
    """
    locked = _lock(actor, organisation, version)
    span_of_days(since, None)
    names = list(OrganisationName.objects.filter(organisation=locked))
    check_new_name([_span(each.validity) for each in names], since)
    for each in names:
        if _span(each.validity).contains(since):
            each.validity = DateRange(each.validity.lower, since)
            each.save()
    OrganisationName.objects.create(organisation=locked, validity=DateRange(since, None), **asdict(naming))
    return _raise_version(locked)


@transaction.atomic
def enter(*, actor: Actor, organisation: Organisation, version: int, first: date, basis: str) -> Organisation:
    """The organisation belongs to the mesa from `first` on. Raises `Stale`; `Broken` when it does already."""
    locked = _lock(actor, organisation, version)
    span = span_of_days(first, None)
    check_entry([_span(each.validity) for each in locked.memberships.all()], span)
    Membership.objects.create(organisation=locked, validity=DateRange(first, None), basis=basis)
    return _raise_version(locked)


@transaction.atomic
def leave(
    *, actor: Actor, organisation: Organisation, version: int, last: date, reason: str, basis: str
) -> Organisation:
    """The organisation belongs to the mesa until `last`, that day included.

    Effects: its postings and suspensions that would last longer end with it; those that would begin later
    are refused. Raises `Stale` and `Broken`.
    """
    locked = _lock(actor, organisation, version)
    until = span_of_days(last, None).since
    assert until is not None
    membership = locked.memberships.order_by("-validity").first()
    check_exit(_span(membership.validity) if membership else None, last)
    assert membership is not None
    end = last + DAY
    postings = Posting.objects.filter(seat__organisation=locked)
    if postings.filter(validity__startswith__gte=end).exists():
        raise Broken(_("Hay adscripciones que empiezan después de ese día; conclúyalas primero."), "last")
    membership.validity = DateRange(membership.validity.lower, end)
    membership.end_reason, membership.end_basis = reason, basis
    membership.save()
    for dated in (
        *postings.filter(validity__contains=end),
        *locked.suspensions.filter(validity__contains=end),
    ):
        dated.validity = DateRange(dated.validity.lower, end)
        dated.save()
    return _raise_version(locked)


@transaction.atomic
def suspend(
    *,
    actor: Actor,
    organisation: Organisation,
    version: int,
    first: date,
    last: date | None,
    reason: str,
    basis: str,
) -> Organisation:
    """The organisation does not take part from `first` to `last` (open-ended when None).

    Effects: during those days its people have no access as members. Raises `Stale` and `Broken`.
    """
    locked = _lock(actor, organisation, version)
    span = span_of_days(first, last)
    check_suspension(
        [_span(each.validity) for each in locked.memberships.all()],
        [_span(each.validity) for each in locked.suspensions.all()],
        span,
    )
    Suspension.objects.create(
        organisation=locked, validity=DateRange(span.since, span.until), reason=reason, basis=basis
    )
    return _raise_version(locked)


@transaction.atomic
def resume(*, actor: Actor, organisation: Organisation, version: int, first: date) -> Organisation:
    """The suspended organisation takes part again from `first` on.

    Raises `Stale`; `Broken` when it is not suspended on the day before.
    """
    locked = _lock(actor, organisation, version)
    running = [each for each in locked.suspensions.all() if _span(each.validity).contains(first - DAY)]
    if not running:
        raise Broken(_("La organización no está suspendida el día anterior a esa fecha."), "first")
    running[0].validity = DateRange(running[0].validity.lower, first)
    running[0].save()
    return _raise_version(locked)


def _lock(actor: Actor, organisation: Organisation, version: int) -> Organisation:
    actor.require(Role.SECRETARIAT)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_same(seen=version, stored=locked.version)
    return locked


def _raise_version(organisation: Organisation) -> Organisation:
    organisation.version += 1
    organisation.save()
    return organisation


def _columns(profile: Profile) -> dict[str, Any]:
    return {field: getattr(profile, field) for field in Profile.__dataclass_fields__}


def _newest_name(organisation: Organisation) -> OrganisationName | None:
    return organisation.names.order_by("-validity").first()


def _check_successor(organisation: Organisation, successor: Organisation | None) -> None:
    following = successor
    for _step in range(MAX_SUCCESSIONS):
        if following is None:
            return
        if following.pk == organisation.pk:
            raise Broken(
                _("Una organización no puede sucederse a sí misma, tampoco a través de otras."), "successor"
            )
        following = following.successor
    raise Broken(_("La cadena de sucesiones es demasiado larga."), "successor")


def _span(validity: Any) -> Span:
    return Span(validity.lower, validity.upper)
