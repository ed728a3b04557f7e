"""Everything that is kept on one person: what an access request under data protection law asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Field, ForeignKey, Model, Q, QuerySet
from pghistory.models import Context

from mcig.accounts.models import Invitation, User
from mcig.links.models import PersonalLink
from mcig.notices.models import Message, News, Preference
from members.models import MemberImport, Person
from members.queries.traces import Traces, named_in, rows_of_imports, tables

# Secrets, and copies of what stands beside them.
WITHHELD = frozenset({"password", "key", "digest", "session_key", "raw", "token", "secret", "data"})
# Rows that hold nothing but another row's number.
SKIPPED = frozenset({Session, Context})


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody as the system knows them: their rows in the register of people and their account."""

    email: str
    people: tuple[Person, ...]
    account: User | None

    @property
    def is_known(self) -> bool:
        return bool(self.people) or self.account is not None


def subject_of(email: str) -> Subject:
    """Who is known by the address; a subject that is not known when nobody is."""
    address = email.strip().lower()
    account = User.objects.filter(email=address).first()
    people = Person.objects.filter(Q(email__iexact=address) | Q(user=account, user__isnull=False))
    linked = people.exclude(user=None).first()
    return Subject(address, tuple(people.order_by("pk")), account or (linked.user if linked else None))


def addresses_of(subject: Subject) -> set[str]:
    """The addresses, past ones too, by which invitations and messages may name the person, in lower case.

    One that is somebody else's today is left out.
    """
    people = [person.pk for person in subject.people]
    account = subject.account.pk if subject.account else 0
    past = [
        *Person.pgh_event_model.objects.filter(pgh_obj__in=people),  # type: ignore[attr-defined]
        *User.pgh_event_model.objects.filter(pgh_obj=account),  # type: ignore[attr-defined]
    ]
    known = {subject.email, *(event.email.lower() for event in past)}
    others = {
        *Person.objects.exclude(pk__in=people).values_list("email", flat=True),
        *User.objects.exclude(pk=account).values_list("email", flat=True),
    }
    return {address for address in known if address} - {address.lower() for address in others}


def traces_of(subject: Subject) -> Traces:
    """The names and addresses by which rows that refer to nobody may name the person."""
    names = {person.name for person in subject.people}
    if subject.account:
        names.add(subject.account.name)
    return Traces(frozenset(filter(None, names)), frozenset(addresses_of(subject)))


def kept_on(subject: Subject) -> dict[str, Any]:
    """Every row that is about the person or names them, by table, ready for JSON; secrets are withheld.

    Of the actions of the person it tells moment, name and capacity.
    """
    traces = traces_of(subject)
    found: list[Model] = [*subject.people, *([subject.account] if subject.account else [])]
    found += [*_referring(subject), *_naming(traces)]
    found += Invitation.objects.filter(email__in=traces.addresses)
    found += messages_to(set(traces.addresses))
    found += News.objects.filter(address__in=traces.addresses)
    found += Preference.objects.filter(address__in=traces.addresses)
    found += PersonalLink.objects.filter(holder_key__in=[person.pk for person in subject.people])
    kept: dict[str, Any] = {}
    for row in dict.fromkeys(found):
        kept.setdefault(row._meta.label, []).append(_row(row))
    kept[MemberImport._meta.label] = [{"id": read.pk, "rows": rows} for read, rows in rows_of_imports(traces)]
    kept["actions"] = list(_actions(subject.account)) if subject.account else []
    return {label: rows for label, rows in sorted(kept.items()) if rows}


def messages_to(addresses: set[str]) -> QuerySet[Message]:
    """Messages of the queue that went, or will go, to one of the addresses."""
    return Message.objects.filter(recipients__overlap=sorted(addresses))


def _referring(subject: Subject) -> Iterator[Model]:
    """Rows of any table, history included, that refer to the person or the account."""
    for model in apps.get_models(include_auto_created=True):
        if model in SKIPPED or model._meta.proxy or not model._meta.managed:
            continue
        wanted = Q()
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model is Person:
                wanted |= Q(**{f"{field.name}__in": [person.pk for person in subject.people]})
            if isinstance(field, ForeignKey) and field.related_model is User and subject.account:
                wanted |= Q(**{field.name: subject.account.pk})
        if wanted and model not in {Person, Invitation, MemberImport}:
            yield from model._default_manager.filter(wanted)


def _naming(traces: Traces) -> Iterator[Model]:
    """Rows that refer to nobody and in which a column is the person's name or address: a guest, a call."""
    for model in tables():
        if model not in SKIPPED:
            for _column, named, addressed in named_in(model, traces):
                yield from named
                yield from addressed


def _actions(account: User) -> Iterator[dict[str, Any]]:
    found = Context.objects.filter(metadata__user=account.pk).order_by("created_at")
    for context in found:
        metadata = context.metadata or {}
        yield {
            "at": context.created_at,
            "action": metadata.get("action", ""),
            "capacity": metadata.get("capacity", ""),
        }


def _row(row: Model) -> dict[str, Any]:
    fields: list[Field[Any, Any]] = list(row._meta.concrete_fields)
    return {
        field.attname: _plain(getattr(row, field.attname)) for field in fields if field.name not in WITHHELD
    }


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    if isinstance(value, bytes | memoryview):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
