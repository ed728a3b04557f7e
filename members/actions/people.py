"""Every change of people and postings. Each locks what it changes and raises its version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor, Role
from mcig.accounts.actions import invite as invite_account
from mcig.accounts.models import Invitation, User
from mcig.rules import Broken
from mcig.web.versions import require_same
from members.annexes import holdings_of
from members.models import Organisation, Person, Posting, PostTitle, Seat, SeatKind
from members.queries.people import looked_after_by, looks_after, people_looked_after_by
from members.rules.spans import DAY, Span, check_posting, check_posting_end, span_of_days


@dataclass(frozen=True, slots=True)
class Details:
    """What is kept of a person, as its form gives it."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "es"
    address_form: str = "neutral"


@dataclass(frozen=True, slots=True)
class Post:
    """What a person does on a seat: a title of the catalogue or one in free words, and whether they look
    after the people of their organisation."""

    catalogued: PostTitle | None = None
    title: str = ""
    administers: bool = False

    def worded(self, address_form: str) -> str:
        """The Spanish title; raises `Broken` without one."""
        words = self.catalogued.worded(address_form) if self.catalogued else self.title
        if not words:
            raise Broken(_("Elija un cargo del catálogo o escríbalo."), "title")
        return words


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    organisation: Organisation,
    kind: SeatKind,
    details: Details,
    post: Post,
    first: date,
    last: date | None = None,
    invite: bool = False,
) -> Posting:
    """Post a person on the organisation's seat of that kind, and return the posting.

    A person known by the address is taken as they are kept. Effects: the seat and the person where missing;
    the person's account is linked, or an invitation queued when `invite`. Raises `PermissionDenied` for a
    foreign organisation; `Broken` before the membership, over another posting, for somebody of another
    organisation.
    """
    _require_looks_after(actor, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    seat, _created = Seat.objects.get_or_create(organisation=organisation, kind=kind)
    span = span_of_days(first, last)
    _check(seat, span)
    person = _person(actor, details)
    posting = Posting.objects.create(
        seat=seat,
        person=person,
        catalogued=post.catalogued,
        title=post.worded(person.address_form),
        validity=DateRange(span.since, span.until or _end_of_membership(organisation, first)),
        administers_during=DateRange(first, None) if post.administers else None,
    )
    _give_account(actor, person, invite=invite)
    return posting


@transaction.atomic
def correct_person(*, actor: Actor, person: Person, version: int, details: Details) -> Person:
    """Correct what is kept of a person; their account and its address stay as they are.

    Effects: titles of the catalogue follow the form of address in present and coming postings. Raises
    `PermissionDenied`, `Stale`; `Broken` for an address that is another person's.
    """
    locked = people_looked_after_by(actor).select_for_update().filter(pk=person.pk).first()
    if locked is None:
        raise PermissionDenied
    require_same(seen=version, stored=locked.version)
    if details.email and Person.objects.filter(email__iexact=details.email).exclude(pk=locked.pk).exists():
        raise Broken(_("Esa dirección ya está registrada a nombre de otra persona."), "email")
    for field in Details.__dataclass_fields__:
        setattr(locked, field, getattr(details, field))
    locked.version += 1
    locked.save()
    for posting in _lasting(Posting.objects.filter(person=locked, catalogued__isnull=False), actor.on):
        assert posting.catalogued is not None
        posting.title = posting.catalogued.worded(locked.address_form)
        posting.save(update_fields=["title"])
    return locked


@transaction.atomic
def correct_posting(*, actor: Actor, posting: Posting, version: int, post: Post) -> Posting:
    """Correct title and delegated administration of a posting. Raises `PermissionDenied`, `Stale`, `Broken`.

    Effects: administration begins today and ends today: who had it keeps the days before.
    """
    locked = _lock(actor, posting, version)
    locked.catalogued = post.catalogued
    locked.title = post.worded(locked.person.address_form)
    locked.administers_during = _administration(locked.administers_during, actor.on, wanted=post.administers)
    return _saved(locked)


@transaction.atomic
def end_posting(*, actor: Actor, posting: Posting, version: int, last: date) -> Posting:
    """End a posting after the day `last`: from the next day on it gives no access.

    Effects: when nothing else keeps the person at the mesa, their pending invitations are revoked. Person,
    history and what they wrote stay. Raises `PermissionDenied`, `Stale`; `Broken` when out of order.
    """
    locked = _lock(actor, posting, version)
    span_of_days(last, None)
    check_posting_end(_span(locked.validity), last)
    locked.validity = DateRange(locked.validity.lower, last + DAY)
    others = _lasting(Posting.objects.filter(person=locked.person).exclude(pk=locked.pk), actor.on)
    if locked.person.email and not others.exists():
        Invitation.objects.filter(
            email=locked.person.email.lower(), accepted_at=None, revoked_at=None
        ).update(revoked_at=timezone.now())
    return _saved(locked)


@transaction.atomic
def relay(
    *, actor: Actor, posting: Posting, version: int, last: date, details: Details, post: Post, invite: bool
) -> Posting:
    """Hand a seat over: the posting ends after `last`, the successor's begins the day after; return that one.

    Effects: as `end_posting` and `appoint`; whatever apps registered as open work of the seat moves along.
    Everything happens, or nothing does.
    """
    if details.email and details.email.lower() == posting.person.email.lower():
        raise Broken(_("Quien llega es la misma persona que sale."), "email")
    moving = holdings_of(actor, posting)
    ended = end_posting(actor=actor, posting=posting, version=version, last=last)
    following = appoint(
        actor=actor,
        organisation=ended.seat.organisation,
        kind=SeatKind(ended.seat.kind),
        details=details,
        post=post,
        first=last + DAY,
        invite=invite,
    )
    for holding in moving:
        if holding.move is not None:
            holding.move(following, last + DAY)
    return following


def _require_looks_after(actor: Actor, organisation: Organisation) -> None:
    if not looks_after(actor, organisation):
        raise PermissionDenied


def _lock(actor: Actor, posting: Posting, version: int) -> Posting:
    locked: Posting = (
        Posting.objects.select_for_update(of=("self",))
        .select_related("person", "seat__organisation")
        .get(pk=posting.pk)
    )
    _require_looks_after(actor, locked.seat.organisation)
    require_same(seen=version, stored=locked.version)
    return locked


def _saved(posting: Posting) -> Posting:
    posting.version += 1
    posting.save()
    return posting


def _check(seat: Seat, span: Span) -> None:
    occupied = [_span(each.validity) for each in seat.postings.all()]
    organisation = seat.organisation
    grounds = [
        _span(each.validity) for each in (*organisation.memberships.all(), *organisation.mandates.all())
    ]
    if seat.kind == SeatKind.OBSERVER:
        grounds = [Span(None, None)]
    check_posting(grounds, occupied, span)


def _end_of_membership(organisation: Organisation, on: date) -> date | None:
    """The first day on which the organisation no longer belongs; None while that is open."""
    membership = organisation.memberships.filter(validity__contains=on).first()
    return membership.validity.upper if membership else None


def _person(actor: Actor, details: Details) -> Person:
    known = Person.objects.filter(email__iexact=details.email).first() if details.email else None
    if known is None:
        return Person.objects.create(
            **{field: getattr(details, field) for field in Details.__dataclass_fields__}
        )
    elsewhere = Posting.objects.filter(person=known).exclude(seat__organisation__in=looked_after_by(actor))
    if elsewhere.exists():
        raise Broken(
            _("Esa dirección es de una persona de otra organización. Pídalo a la secretaría técnica."),
            "email",
        )
    return known


def _give_account(actor: Actor, person: Person, *, invite: bool) -> None:
    if person.user_id is not None or not person.email:
        return
    account = User.objects.filter(email=person.email.lower(), closed_at=None, person=None).first()
    if account == actor.user and not actor.holds(Role.SECRETARIAT):
        raise Broken(_("Nadie se asigna un lugar a sí mismo. Pídalo a la secretaría técnica."), "email")
    if account is not None:
        person.user = account
        person.save(update_fields=["user"])
    elif invite:
        invite_account(actor=actor, email=person.email, name=person.name, language=person.language)


def _administration(known: Any, on: date, *, wanted: bool) -> Any:
    running = known is not None and on in known
    if wanted:
        return known if running else DateRange(on, None)
    if not running:
        return known
    return DateRange(known.lower, on) if known.lower is None or known.lower < on else None


def _lasting(postings: Any, on: date) -> Any:
    return postings.filter(Q(validity__endswith__gt=on) | Q(validity__upper_inf=True)).select_related(
        "catalogued"
    )


def _span(validity: Any) -> Span:
    return Span(validity.lower, validity.upper)
