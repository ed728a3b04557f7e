"""Secret addresses of calendars: made, renewed and revoked by their owner. Only a hash is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from agenda.models import CalendarFeed, Theme
from mcig.access import Actor
from mcig.accounts.models import User
from mcig.links.tokens import digest_of, new_token


@transaction.atomic
def open_feed(*, actor: Actor, theme: Theme | None = None) -> str:
    """Make the address of the actor's calendar, or of a theme's, and give it: it is shown this once.

    Effects: the address that there was before is worth nothing from now on.
    """
    User.objects.select_for_update().get(pk=actor.account.pk)  # of two presses the second waits
    _open(actor).filter(theme=theme).update(revoked_at=timezone.now())
    token = new_token()
    CalendarFeed.objects.create(user=actor.account, theme=theme, digest=digest_of(token) or "")
    return f"{settings.PUBLIC_URL}{reverse('calendar-feed', args=[token])}"


@transaction.atomic
def revoke_feed(*, actor: Actor, feed: CalendarFeed) -> None:
    """Make an address of the actor's worthless from now on."""
    _open(actor).filter(pk=feed.pk).update(revoked_at=timezone.now())


def _open(actor: Actor) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(user=actor.account, revoked_at=None)
