"""Make, extend and revoke personal links, and keep each use."""

from __future__ import annotations

import ipaddress
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mcig.links.models import LinkUse, PersonalLink
from mcig.links.subjects import Subject
from mcig.links.tokens import digest_of, new_token

NETWORK_BITS = {4: 24, 6: 48}


def create_link(*, subject: Subject, expires_at: datetime) -> str:
    """Make a link for `subject` and give its address, which is not kept: put it in one message only."""
    token = new_token()
    PersonalLink.objects.create(
        digest=digest_of(token) or "",
        purpose=subject.purpose,
        object_key=subject.object_key,
        seat_key=subject.seat_key,
        holder_key=subject.holder_key,
        expires_at=expires_at,
    )
    return f"{settings.PUBLIC_URL}{reverse('personal-link', args=[token])}"


def extend_links(*, purpose: str, object_key: str, expires_at: datetime) -> None:
    """Let the links of an object that were not revoked live until another moment."""
    PersonalLink.objects.filter(purpose=purpose, object_key=object_key, revoked_at=None).update(
        expires_at=expires_at
    )


def revoke_links(*, purpose: str, object_key: str) -> None:
    """Make every link of an object worthless from now on."""
    PersonalLink.objects.filter(purpose=purpose, object_key=object_key, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def link_with(token: str) -> PersonalLink | None:
    """The link behind a token, or None."""
    digest = digest_of(token)
    return PersonalLink.objects.filter(digest=digest).first() if digest else None


@transaction.atomic
def lock(link: PersonalLink) -> PersonalLink:
    """The link as it is now, locked: of two presses of its button the second sees what the first did."""
    return PersonalLink.objects.select_for_update().get(pk=link.pk)


def record_use(*, link: PersonalLink, result: str, address: str | None, used_up: bool = False) -> None:
    """Keep that the button was pressed; `used_up` ends the link."""
    LinkUse.objects.create(link=link, result=result, network=network_of(address))
    if used_up:
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])


def network_of(address: str | None) -> str:
    """The network of an address, so that a use can be told apart without keeping who was where."""
    if not address:
        return ""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((parsed, NETWORK_BITS[parsed.version]), strict=False))
