"""Who speaks for an organisation today and has no account."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower

from mcig.access import Actor
from mcig.accounts.models import Invitation, User
from members.models import Person, Posting, name_of
from members.queries.people import looked_after_by


def without_account(actor: Actor) -> QuerySet[Person]:
    """People with a posting today that the actor looks after, and no account at all for their address.

    Each with `organisation_name`, and `invited_at` when an invitation is still pending.
    """
    postings = Posting.objects.on(actor.on).filter(
        person=OuterRef("pk"), seat__organisation__in=looked_after_by(actor)
    )
    pending = Invitation.objects.filter(email=Lower(OuterRef("email")), accepted_at=None, revoked_at=None)
    return (
        Person.objects.filter(Exists(postings), user=None)
        .exclude(Exists(User.objects.filter(email=Lower(OuterRef("email")))))
        .annotate(
            organisation_id=Subquery(postings.order_by("pk").values("seat__organisation")[:1]),
            invited_at=Subquery(pending.values("sent_at")[:1]),
        )
        .annotate(organisation_name=name_of("organisation_id", actor.on))
        .order_by("organisation_name", "name", "pk")
    )


def to_invite(actor: Actor) -> QuerySet[Person]:
    """Those of them who have an address to write to."""
    return without_account(actor).exclude(email="")
