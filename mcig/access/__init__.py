"""Who may enter where: declared beside each URL, enforced in one place, deny by default."""

from __future__ import annotations

from mcig.access.actor import Actor, Grant, Role, actor_for, register_grants
from mcig.access.declaration import (
    EVERYONE,
    PARTICIPANTS,
    SIGNED_IN,
    ActorRequest,
    Declaration,
    action,
    form,
    page,
    probe,
)

__all__ = [
    "EVERYONE",
    "PARTICIPANTS",
    "SIGNED_IN",
    "Actor",
    "ActorRequest",
    "Declaration",
    "Grant",
    "Role",
    "action",
    "actor_for",
    "form",
    "page",
    "probe",
    "register_grants",
]
