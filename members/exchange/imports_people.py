"""The rows of an import that are about people: apply one, and put back what it changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.rules import Broken
from members.actions import people
from members.actions.people import Details, Post
from members.exchange.planning_people import DETAILS, PlannedPerson
from members.models import Organisation, Person, Posting, PostTitle, SeatKind


def apply_person(*, actor: Actor, row: PlannedPerson) -> dict[str, Any]:
    """Do what the planned row says and return what undoing it needs. Raises as `members.actions.people`."""
    assert row.details is not None
    if row.posting is None:
        return _post(actor, row, row.details)
    posting = Posting.objects.select_related("person", "catalogued").get(pk=row.posting)
    before = {**_details(posting.person), "title": _title(posting), "upper": _iso(posting.validity.upper)}
    _correct(actor, posting.person, row.details)
    if row.title != before["title"]:
        post = _as_post(row.title, administers=_administers(posting, actor.on))
        people.correct_posting(actor=actor, posting=posting, version=posting.version, post=post)
        posting.refresh_from_db()
    if row.last is not None and (posting.validity.upper is None or row.last < posting.validity.upper):
        people.end_posting(actor=actor, posting=posting, version=posting.version, last=row.last)
    return _step(posting, before)


def undo_person(*, actor: Actor, step: dict[str, Any]) -> None:
    """Put back what one row changed. Raises `Broken` when it changed since or something refers to it."""
    posting = Posting.objects.select_for_update(of=("self",)).filter(pk=step["posting"]).first()
    person = Person.objects.select_for_update().filter(pk=step["person"]).first()
    if posting is None or person is None or [person.version, posting.version] != step["versions"]:
        raise Broken(
            _("Los datos de %(name)s cambiaron después de la importación; ya no se puede deshacer entera.")
            % {"name": step["name"]}
        )
    before = step["before"]
    if step["is_new"]:
        _remove(actor, posting, person, before)
        return
    _correct(actor, person, Details(**{column: before[column] for column in DETAILS}))
    if before["title"] != _title(posting):
        post = _as_post(before["title"], administers=_administers(posting, actor.on))
        people.correct_posting(actor=actor, posting=posting, version=posting.version, post=post)
        posting.refresh_from_db()
    _reopen(posting, date.fromisoformat(before["upper"]) if before["upper"] else None, step["name"])


def _post(actor: Actor, row: PlannedPerson, details: Details) -> dict[str, Any]:
    assert row.first is not None
    known = Person.objects.filter(email__iexact=details.email).first() if details.email else None
    posting = people.appoint(
        actor=actor,
        organisation=Organisation.objects.get(code=row.code),
        kind=SeatKind(row.seat),
        details=details,
        post=_as_post(row.title),
        first=row.first,
        last=row.last,
    )
    if known:
        _correct(actor, posting.person, details)
    return _step(posting, _details(known) if known else None, is_new=True)


def _step(posting: Posting, before: dict[str, Any] | None, *, is_new: bool = False) -> dict[str, Any]:
    posting.refresh_from_db()
    person = posting.person
    return {
        "posting": posting.pk,
        "person": person.pk,
        "name": person.name,
        "is_new": is_new,
        "before": before,
        "versions": [person.version, posting.version],
    }


def _remove(actor: Actor, posting: Posting, person: Person, before: dict[str, Any] | None) -> None:
    try:
        posting.delete()
        if before is None:
            person.delete()
    except ProtectedError:
        raise Broken(
            _("Ya hay registros que se refieren a %(name)s; la importación no se puede deshacer.")
            % {"name": person.name}
        ) from None
    if before is not None:
        _correct(actor, person, Details(**before))


def _correct(actor: Actor, person: Person, details: Details) -> None:
    if _details(person) != _as_dict(details):
        people.correct_person(actor=actor, person=person, version=person.version, details=details)
        person.refresh_from_db()


def _reopen(posting: Posting, upper: date | None, name: str) -> None:
    """Give a posting the end back that it had; whoever took the seat meanwhile keeps it."""
    if posting.validity.upper == upper:
        return
    lasting = DateRange(posting.validity.lower, upper)
    others = Posting.objects.filter(seat=posting.seat_id, validity__overlap=lasting).exclude(pk=posting.pk)
    if others.exists():
        raise Broken(_("Otra persona ocupa ya el lugar de %(name)s.") % {"name": name})
    posting.validity = lasting
    posting.version += 1
    posting.save()


def _as_post(title: str, *, administers: bool = False) -> Post:
    catalogued = PostTitle.objects.filter(neutral=title).first()
    return Post(catalogued=catalogued, title="" if catalogued else title, administers=administers)


def _administers(posting: Posting, on: date) -> bool:
    return posting.administers_during is not None and on in posting.administers_during


def _title(posting: Posting) -> str:
    return posting.catalogued.neutral if posting.catalogued else posting.title


def _details(person: Person) -> dict[str, Any]:
    return {column: getattr(person, column) for column in DETAILS}


def _as_dict(details: Details) -> dict[str, Any]:
    return {column: getattr(details, column) for column in DETAILS}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
