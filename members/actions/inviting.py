"""Invite the people who speak for an organisation and cannot log in yet."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from mcig.access import Actor
from mcig.accounts.actions import invite
from members.queries.inviting import to_invite


@transaction.atomic
def invite_people(*, actor: Actor, people: Collection[int]) -> int:
    """Invite these people to open their accounts; gives how many there were.

    Effects: an invitation and its message each; earlier ones that are still pending are revoked. Raises
    `PermissionDenied` when one of them is not the actor's to invite or needs no invitation: then none is.
    """
    found = list(to_invite(actor).filter(pk__in=people))
    if len(found) != len(set(people)):
        raise PermissionDenied
    for person in found:
        invite(actor=actor, email=person.email, name=person.name, language=person.language)
    return len(found)
