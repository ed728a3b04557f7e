"""What follows here from an account that opens and from a consultation that closes."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from mcig.accounts.models import User
from mcig.accounts.signals import account_created
from members.actions import endorsements, mesa_documents
from members.actions.consultations import register_consequence
from members.exhibits import register_door, register_exhibit
from members.models import Person
from members.views import mesa_document_exhibits


@receiver(account_created)
def link_the_person(user: User, **kwargs: Any) -> None:
    """Give the account to the one person known by its verified address; to nobody when there are two."""
    known = list(Person.objects.filter(email__iexact=user.email, user=None)[:2])
    if len(known) == 1:
        person = known[0]
        person.user = user
        person.save(update_fields=["user"])


register_consequence(endorsements.PURPOSE, adopted=endorsements.adopt, rejected=endorsements.reject_or_reopen)
register_consequence(
    mesa_documents.PURPOSE, adopted=mesa_documents.adopt, rejected=mesa_documents.reject_or_reopen
)
register_exhibit(mesa_documents.PURPOSE, mesa_document_exhibits.text_of)
register_door(mesa_document_exhibits.document_of)
