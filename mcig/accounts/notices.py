"""Messages of accounts: what kinds there are, and those that allauth does not send."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from mcig.accounts.models import Invitation
from mcig.mesa.middleware import current_mesa
from mcig.notices import Letter, register_kind, send

CODE = register_kind(
    "code",
    _("códigos"),
    why=_("Recibe este mensaje porque alguien pidió un código para esta dirección."),
    automatic=True,
)
ACCOUNT = register_kind(
    "account",
    _("cambios de la cuenta"),
    why=_("Recibe este mensaje porque algo cambió en su cuenta."),
    automatic=True,
)
INVITATION = register_kind(
    "invitation",
    _("invitaciones a abrir una cuenta"),
    why=_("Recibe este mensaje porque alguien de la mesa le invita a abrir una cuenta."),
    automatic=True,
)


def send_invitation(invitation: Invitation) -> None:
    """Queue the invitation, in its own language. Only the invited person reads its link."""
    address = f"{settings.PUBLIC_URL}{reverse('invitation-accept', args=[invitation.key])}"
    with override(invitation.language):
        context = {"invitation": invitation, "mesa": current_mesa(), "address": address}
        subject = render_to_string("emails/accounts/invitation_subject.txt", context)
        body = render_to_string("emails/accounts/invitation_message.txt", context)
    send(
        Letter(
            address=invitation.email,
            name=invitation.name,
            language=invitation.language,
            subject=subject,
            body=body.strip(),
            confidential=True,
        ),
        kind=INVITATION,
    )
