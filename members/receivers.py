"""What follows here from an account that opens and from a consultation that closes."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from mcig.accounts.models import User
from mcig.accounts.signals import account_created
from members.actions import endorsements
from members.actions.consultations import register_consequence
from members.models import Person


@receiver(account_created)
def link_the_person(user: User, **kwargs: Any) -> None:
    """Give the account to the one person known by its verified address; to nobody when there are two."""
    known = list(Person.objects.filter(email__iexact=user.email, user=None)[:2])
    if len(known) == 1:
        person = known[0]
        person.user = user
        person.save(update_fields=["user"])


register_consequence(endorsements.PURPOSE, adopted=endorsements.adopt, rejected=endorsements.reject_or_reopen)
