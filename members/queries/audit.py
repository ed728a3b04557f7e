"""The history of the whole mesa, for who answers for it: filtered, paged, told in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from mcig.access import Actor, Role
from mcig.accounts.models import User
from mcig.alphabet import alphabetical
from mcig.history.entries import Names
from mcig.history.models import Refusal
from mcig.history.telling import Told, plain_names, referred, tell
from mcig.history.trail import (
    Cursor,
    Filter,
    newest,
    readable_by_administration,
    tracked_models,
    whole_of,
    with_parts,
)
from members.models import Organisation, Posting, Seat
from members.queries.register import last_name_of

PER_PAGE = 50
MOST_EXPORTED = 20_000
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they were chosen; what is None or empty asks for everything. Both days are included."""

    person: int | None = None
    organisation: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None


def readable_models(actor: Actor) -> tuple[type[Model], ...]:
    """The models whose history the actor reads: every one, or for administrators those without drafts."""
    found = tracked_models()
    if not actor.holds(Role.SECRETARIAT):
        found = [model for model in found if readable_by_administration(model)]
    return tuple(found)


def kind_choices(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of rows by which the actor may narrow, in Spanish order."""
    named = [
        (each._meta.label_lower, capfirst(str(each._meta.verbose_name_plural)))
        for each in readable_models(actor)
        if whole_of(each) is None
    ]
    return sorted(named, key=lambda pair: alphabetical(pair[1]))


def person_choices() -> list[tuple[int, str]]:
    """Every account, also closed ones: who acted once stays in the history."""
    return sorted(User.objects.values_list("pk", "name"), key=lambda pair: alphabetical(pair[1]))


def organisation_choices(on: date) -> list[tuple[int, str]]:
    """Every organisation that has or had a seat."""
    found = Organisation.objects.filter(seats__isnull=False).distinct()
    named = found.values_list("pk", last_name_of("pk", on))
    return sorted(named, key=lambda pair: alphabetical(pair[1]))


def wanted(actor: Actor, asked: Asked) -> Filter:
    """The filter of the history that these choices mean, within what the actor reads."""
    models = readable_models(actor)
    if asked.kind:
        chosen = [
            part for model in models if model._meta.label_lower == asked.kind for part in with_parts(model)
        ]
        models = tuple(model for model in models if model in chosen)
    since, until = span(asked)
    return Filter(models, users_of(asked), since, until)


def users_of(asked: Asked) -> frozenset[int] | None:
    """The accounts that are meant: the person's, those of people who had a post at the organisation."""
    people = None if asked.person is None else frozenset({asked.person})
    if asked.organisation is None:
        return people
    posted = Posting.objects.filter(seat__organisation=asked.organisation, person__user__isnull=False)
    theirs = frozenset(posted.values_list("person__user", flat=True))
    return theirs if people is None else theirs & people


def span(asked: Asked) -> tuple[datetime | None, datetime | None]:
    """The half-open span of the days, on the mesa's clock."""
    until = asked.until + timedelta(days=1) if asked.until and asked.until < date.max else None
    return _midnight(asked.since), _midnight(until)


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None


@dataclass(frozen=True, slots=True)
class Trail:
    """A page of the history, and where the next one begins; None after the last one."""

    told: list[Told]
    following: Cursor | None


def trail(filtered: Filter, *, after: Cursor | None, people: dict[int, str], on: date) -> Trail:
    """The newest of what is left after the cursor. Five queries at most."""
    events = newest(filtered, after=after, limit=PER_PAGE + 1)
    shown = events[:PER_PAGE]
    following = shown[-1].cursor if len(events) > PER_PAGE else None
    return Trail(tell(shown, people, _names(filtered, referred(shown), on)), following)


def _names(filtered: Filter, keys: dict[type[Model], set[Any]], on: date) -> Names:
    """The names of what is referred to, as far as whoever asks reads such rows."""
    everything = set(filtered.models) == set(tracked_models())
    known = {model: found for model, found in keys.items() if everything or model in _named(filtered)}
    seats = known.pop(Seat, set())
    names = dict(plain_names(known))
    if seats:
        found = Seat.objects.filter(pk__in=seats)
        names[Seat] = dict(found.values_list("pk", last_name_of("organisation_id", on)))
    return names


def _named(filtered: Filter) -> set[type[Model]]:
    public = [model for model in tracked_models() if readable_by_administration(model)]
    return {*filtered.models, *public}


def exported(filtered: Filter, people: dict[int, str], on: date) -> Iterator[Told]:
    """The history from the newest on, at most `MOST_EXPORTED` events, read piece by piece."""
    after: Cursor | None = None
    for _piece in range(MOST_EXPORTED // AT_ONCE):
        events = newest(filtered, after=after, limit=AT_ONCE)
        yield from tell(events, people, _names(filtered, referred(events), on))
        if len(events) < AT_ONCE:
            return
        after = events[-1].cursor


def refusals(asked: Asked) -> QuerySet[Refusal]:
    """Who was turned away from what, the newest first, by person, organisation and days."""
    found = Refusal.objects.select_related("user")
    users = users_of(asked)
    since, until = span(asked)
    if users is not None:
        found = found.filter(user__in=users)
    if since:
        found = found.filter(at__gte=since)
    return found.filter(at__lt=until) if until else found
