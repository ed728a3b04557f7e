"""The person who acts, and what the calendar of postings and mandates lets them do today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from mcig.accounts.models import User


class Role(StrEnum):
    """The few roles; all but the first two are bound to dates."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    MEMBER = "member"
    INCOMING = "incoming"
    PRESIDENCY = "presidency"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds on a date, the organisation it comes from and the words for it.

    A role by mandate says since when, and until which day (excluded), the mandate lasts.
    """

    role: Role
    organisation_id: int | None
    capacity: str
    since: date | None = field(default=None, compare=False)
    until: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Actor:
    """Somebody (or nobody in particular) on a date, with the grants that hold on it."""

    user: User | AnonymousUser
    on: date
    grants: tuple[Grant, ...] = ()

    @cached_property
    def roles(self) -> frozenset[Role]:
        signed_in = {Role.SIGNED_IN} if self.user.is_authenticated else set()
        return frozenset({Role.ANYONE, *signed_in, *(grant.role for grant in self.grants)})

    @cached_property
    def organisations(self) -> frozenset[int]:
        """The organisations on whose behalf the person may act through an own seat."""
        return frozenset(
            grant.organisation_id
            for grant in self.grants
            if grant.role is Role.MEMBER and grant.organisation_id is not None
        )

    @cached_property
    def capacity(self) -> str:
        """In which capacity the person acts, as history and page header print it."""
        return " · ".join(dict.fromkeys(grant.capacity for grant in self.grants if grant.capacity))

    @property
    def account(self) -> User:
        """The account that acts. Raises `PermissionDenied` for somebody who has not logged in."""
        if isinstance(self.user, AnonymousUser):
            raise PermissionDenied
        return self.user

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def require(self, *roles: Role) -> None:
        """Raise `PermissionDenied` for who holds none of the roles."""
        if not self.holds(*roles):
            raise PermissionDenied

    @property
    def needs_second_factor(self) -> bool:
        """Whether the roles held demand a second factor (mandates, also coming ones, and administration)."""
        return self.holds(Role.INCOMING, Role.PRESIDENCY, Role.SECRETARIAT, Role.ADMINISTRATOR)


GrantSource = Callable[["User", date], Iterable[Grant]]
_sources: list[GrantSource] = []


def register_grants(source: GrantSource) -> GrantSource:
    """Let an app say which grants a person holds on a date; used from its `roles.py`."""
    _sources.append(source)
    return source


def actor_for(user: User | AnonymousUser, on: date) -> Actor:
    """The actor that `user` is on the date `on`.

    A closed account has no grants, whatever its postings say.
    """
    if isinstance(user, AnonymousUser) or not user.is_active:
        return Actor(user=AnonymousUser(), on=on)
    return Actor(user=user, on=on, grants=tuple(grant for source in _sources for grant in source(user, on)))
