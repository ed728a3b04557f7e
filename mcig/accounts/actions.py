"""Every change of accounts and invitations."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe
from typing import cast

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from mcig.access import Actor
from mcig.accounts.models import Invitation, InvitationState, User
from mcig.accounts.notices import send_invitation
from mcig.accounts.signals import account_created
from mcig.rules import Broken

INVITATION_LIFE = timedelta(days=14)
PASSWORD_BYTES = 15


@transaction.atomic
def open_account(*, email: str, name: str, language: str = "es", password: str | None = None) -> User:
    """Open an account with a verified address; without `password` it is entered by code only.

    Effects: the account, its address, and `account_created`, by which other layers link their own records.
    """
    user = User.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    account_created.send(sender=User, user=user)
    return user


@transaction.atomic
def open_first_account(*, email: str, name: str) -> tuple[User, str]:
    """Open the account of who administrates a new install, from today on; give it with its password.

    Raises `Broken` when somebody administrates the system already: from then on accounts are invited.
    """
    if User.objects.filter(administrator_during__isnull=False).exists():
        raise Broken(_("Alguien administra ya esta instalación: las demás cuentas se abren por invitación."))
    password = token_urlsafe(PASSWORD_BYTES)
    user = open_account(email=email, name=name, password=password)
    user.administrator_during = DateRange(timezone.localdate(), None)
    user.save(update_fields=["administrator_during"])
    return user, password


@transaction.atomic
def invite(*, actor: Actor, email: str, name: str, language: str) -> Invitation:
    """Invite somebody to open an account for this address; valid for fourteen days.

    Effects: revokes earlier invitations to the address that are still pending; queues the message.
    Raises `Broken` when the address has an account already.
    """
    email = email.strip().lower()
    holder = User.objects.filter(email=email).first()
    if holder is not None and holder.closed_at is not None:
        raise Broken(
            _("Esa dirección es la de una cuenta cerrada. Escriba a la administración del sistema."), "email"
        )
    if holder is not None:
        raise Broken(_("Ya existe una cuenta con esa dirección."), "email")
    now = timezone.now()
    Invitation.objects.filter(email=email, accepted_at=None, revoked_at=None).update(revoked_at=now)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=name,
                language=language,
                invited_by=cast("User", actor.user),
                sent_at=now,
                expires_at=now + INVITATION_LIFE,
            )
    except IntegrityError:
        raise Broken(_("Otra persona acaba de invitar a esa dirección."), "email") from None
    send_invitation(invitation)
    return invitation


@transaction.atomic
def revoke(*, actor: Actor, invitation: Invitation) -> None:
    """Make a pending invitation worthless. Raises `Broken` when it was accepted meanwhile."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at:
        raise Broken(_("La invitación ya fue aceptada y no se puede anular."))
    locked.revoked_at = locked.revoked_at or timezone.now()
    locked.save(update_fields=["revoked_at"])


@transaction.atomic
def accept(*, invitation: Invitation, password: str | None) -> User:
    """Open the account that an invitation offers, for the address it was sent to, once.

    The row is locked, so of two simultaneous answers one opens the account.
    Raises `Broken` when the invitation is no longer open.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.state is not InvitationState.OPEN or User.objects.filter(email=locked.email).exists():
        raise Broken(_("Esta invitación ya no se puede usar."))
    user = open_account(email=locked.email, name=locked.name, language=locked.language, password=password)
    locked.accepted_at, locked.user = timezone.now(), user
    locked.save(update_fields=["accepted_at", "user"])
    return user


@transaction.atomic
def close(*, actor: Actor, user: User) -> None:
    """Close an account. Its postings and whatever it wrote stay.

    Effects: every session of the account ends at once, pending invitations to its address are revoked.
    Raises `Broken` when somebody closes their own account.
    """
    if actor.user.pk == user.pk:
        raise Broken(_("Nadie cierra su propia cuenta. Pídalo a otra persona que administre el sistema."))
    now = timezone.now()
    User.objects.filter(pk=user.pk, closed_at=None).update(closed_at=now)
    user.refresh_from_db(fields=["closed_at"])
    Invitation.objects.filter(email=user.email, accepted_at=None, revoked_at=None).update(revoked_at=now)
    for session in UserSession.objects.filter(user=user):
        session.end()


def set_language(*, actor: Actor, user: User, language: str) -> None:
    """Choose the language in which the site and its messages speak to the person."""
    user.language = language
    user.save(update_fields=["language"])
