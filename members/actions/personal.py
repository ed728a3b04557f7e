"""Anonymise a person: name, contact and account go, official records stay."""

from __future__ import annotations

from dataclasses import dataclass

import pghistory
import pgtrigger
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.accounts.models import Invitation, User
from mcig.mesa.middleware import current_mesa
from mcig.notices.actions.preferences import forget
from mcig.rules import Broken
from members.actions.forgetting import Replacement, forget_networks, remaining, replace_values
from members.models import Person, Posting
from members.queries.personal import Subject, traces_of

# History is append-only; these three tables hold names and addresses. The law that lets a person be
# forgotten is the one reason to rewrite them.
REWRITTEN = ("members.PersonEvent", "accounts.UserEvent", "accounts.InvitationEvent")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What stands in place of the person, and how many rows of which tables name them inside a text."""

    label: str
    mentions: dict[str, int]


@transaction.atomic
def anonymise(subject: Subject) -> Forgotten:
    """Replace what identifies the person, everywhere, and tell what stands there and where a text names them.

    Effects: person, account, invitations, messages, imports, every column that holds the name or an address
    alone, and the history of all these lose both; the account is closed, its sessions, second factors and
    addresses are removed, the network addresses it acted from erased. Postings, answers, signatures and the
    capacity in which each was done stay, and texts that mention the name. It cannot be undone. Raises
    `Broken` while the person has a posting today or later, and for a system administrator.
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
    traces = traces_of(subject)
    addresses = set(traces.addresses)
    with pghistory.context(action="anonymise_person"):
        forget(addresses, names=traces.names, label=_("(anonimizado)"))
        _invitations(addresses, subject, label)
        if subject.account:
            _account(subject.account, label)
        for person in subject.people:
            Person.objects.filter(pk=person.pk).update(
                name=label, email="", phone="", address_form="neutral", version=person.version + 1
            )
        replace_values(traces, Replacement(label, f"{number}@anonima.invalid"))
    _history(subject, addresses, label)
    if subject.account:
        forget_networks(subject.account.pk)
    return Forgotten(label, remaining(traces))


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
