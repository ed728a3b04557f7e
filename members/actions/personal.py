"""Anonymise a person: name, contact and account go, official records stay."""

from __future__ import annotations

import pghistory
import pgtrigger
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.accounts.models import Invitation, User
from mcig.mesa.middleware import current_mesa
from mcig.notices.actions.preferences import forget
from mcig.rules import Broken
from members.models import Person, Posting
from members.queries.personal import Subject, addresses_of

# History is append-only; these three tables hold names and addresses. The law that lets a person be
# forgotten is the one reason to rewrite them.
REWRITTEN = ("members.PersonEvent", "accounts.UserEvent", "accounts.InvitationEvent")


@transaction.atomic
def anonymise(subject: Subject) -> str:
    """Replace what identifies the person, everywhere, and return the words that stand there from now on.

    Effects: person, account, invitations, messages and the history of the three lose name and contact; the
    account is closed, its sessions, second factors and addresses are removed. Postings, answers, signatures
    and the capacity in which each was done stay. It cannot be undone. Raises `Broken` while the person has a
    posting today or later, and for a system administrator.
    """
    current_mesa()  # whose clock says which day it is
    today = timezone.localdate()
    if not subject.is_known:
        raise Broken(_("No se conoce a nadie con esa dirección."))
    lasting = Q(validity__endswith__gt=today) | Q(validity__upper_inf=True)
    if Posting.objects.filter(lasting, person__in=subject.people).exists():
        raise Broken(_("La persona tiene una adscripción vigente o futura; conclúyala primero."))
    if subject.account and subject.account.administrates_on(today):
        raise Broken(_("La cuenta administra el sistema; retire antes esa función."))
    number = subject.people[0].pk if subject.people else f"c{subject.account.pk}" if subject.account else ""
    label = _("Persona anonimizada %(number)s") % {"number": number}
    addresses = addresses_of(subject)
    names = {person.name for person in subject.people} | (
        {subject.account.name} if subject.account else set()
    )
    with pghistory.context(action="anonymise_person"):
        forget(addresses, label=_("(anonimizado)"))
        _invitations(addresses, subject, label)
        if subject.account:
            _account(subject.account, label)
        for person in subject.people:
            Person.objects.filter(pk=person.pk).update(
                name=label, email="", phone="", address_form="neutral", version=person.version + 1
            )
        LogEntry.objects.filter(object_repr__in=names | addresses).update(object_repr=label)
    _history(subject, addresses, label)
    return label


def _invitations(addresses: set[str], subject: Subject, label: str) -> None:
    for invitation in Invitation.objects.filter(
        Q(email__in=addresses) | Q(user=subject.account, user__isnull=False)
    ):
        invitation.email, invitation.name = f"invitacion-{invitation.pk}@anonima.invalid", label
        if invitation.accepted_at is None:
            invitation.revoked_at = invitation.revoked_at or timezone.now()
        invitation.save()


def _account(account: User, label: str) -> None:
    for session in UserSession.objects.filter(user=account):
        session.end()
    UserSession.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    account.name, account.email = label, _invalid_address(account)
    account.closed_at = account.closed_at or timezone.now()
    account.set_unusable_password()
    account.save()


def _invalid_address(account: User) -> str:
    return f"cuenta-{account.pk}@anonima.invalid"


def _history(subject: Subject, addresses: set[str], label: str) -> None:
    """Rewrite names and addresses in the history rows of the person, the account and the invitations."""
    people = [person.pk for person in subject.people]
    with pgtrigger.ignore(*(f"{table}:append_only" for table in REWRITTEN)):
        Person.pgh_event_model.objects.filter(pgh_obj__in=people).update(  # type: ignore[attr-defined]
            name=label, email="", phone="", address_form="neutral"
        )
        if subject.account:
            User.pgh_event_model.objects.filter(pgh_obj=subject.account.pk).update(  # type: ignore[attr-defined]
                name=label, email=_invalid_address(subject.account)
            )
        events = Invitation.pgh_event_model.objects  # type: ignore[attr-defined]
        events.filter(email__in=addresses).update(name=label, email="invitacion@anonima.invalid")
