"""Reads of accounts."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from mcig.accounts.models import Invitation


def invitations() -> QuerySet[Invitation]:
    """Every invitation with who sent it, newest first."""
    return Invitation.objects.select_related("invited_by")


def invitation_with(key: str) -> Invitation | None:
    """The invitation that a link's key names; None when there is none, or when it was revoked.

    The two are told apart nowhere: whoever tries keys learns nothing.
    """
    try:
        parsed = uuid.UUID(key)
    except ValueError:
        return None
    return Invitation.objects.filter(key=parsed, revoked_at=None).first()
