"""The accounts of the demonstration. Password and second factor are public: nothing real hangs on them."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.utils.translation import gettext as _

from mcig.access import Role
from mcig.accounts.models import User
from mcig.demonstration.loading import Account, Loading

PASSWORD = "Demostracion-Mesa-2018"  # noqa: S105 - printed on the terminal of every demonstration
TOTP_SECRET = "MCIGDEMOSTRACIONIGUALDAD22222222"  # noqa: S105 - the same
DOMAIN = "mcig.example"

WITH_SECOND_FACTOR = frozenset({Role.PRESIDENCY, Role.SECRETARIAT, Role.ADMINISTRATOR})


def role_words(role: str) -> str:
    """A role of `Account` in the reader's language."""
    words = {
        Role.MEMBER.value: _("punto focal"),
        Role.PRESIDENCY.value: _("copresidencia"),
        Role.SECRETARIAT.value: _("secretaría técnica"),
        Role.ADMINISTRATOR.value: _("administración del sistema"),
        "alternate": _("suplencia"),
        "former": _("adscripción terminada"),
    }
    return words[role]


def open_account(
    loading: Loading, *, mailbox: str, name: str, role: str, organisation: str = "", **fields: Any
) -> User:
    """The account `mailbox`@mcig.example, opened with a verified address when it is not there yet.

    `role` says which role its postings or dates give it: those of `Role`, «alternate» or «former».
    """
    address = f"{mailbox}@{DOMAIN}"
    has_second_factor = role in WITH_SECOND_FACTOR
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, PASSWORD, name=name, **fields)
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
        if has_second_factor:
            TOTP.activate(user, TOTP_SECRET)
        loading.changes += 1
    secret = TOTP_SECRET if has_second_factor else ""
    loading.accounts.append(Account(address, role, organisation, PASSWORD, secret))
    return user
