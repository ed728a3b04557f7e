"""Messages of accounts that allauth does not send."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from mcig.accounts.models import Invitation
from mcig.mesa.middleware import current_mesa
from mcig.notices.actions import CONFIDENTIAL_HEADER


def send_invitation(invitation: Invitation) -> None:
    """Queue the invitation, in its own language. Only the invited person reads its link."""
    address = f"{settings.PUBLIC_URL}{reverse('invitation-accept', args=[invitation.key])}"
    with override(invitation.language):
        context = {"invitation": invitation, "mesa": current_mesa(), "address": address}
        subject = render_to_string("emails/accounts/invitation_subject.txt", context)
        body = render_to_string("emails/accounts/invitation_message.txt", context)
    EmailMessage(
        " ".join(subject.split()), body.strip(), to=[invitation.email], headers={CONFIDENTIAL_HEADER: "1"}
    ).send()
