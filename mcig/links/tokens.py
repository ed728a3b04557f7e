"""The text of a link: random, signed, and recognised by its hash."""

from __future__ import annotations

import hashlib
import re
import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

RANDOM_BYTES = 24
# A dot survives every mail program; the signature follows SECRET_KEY and its fallbacks.
_signer = Signer(salt="mcig.links", sep=".")


def new_token() -> str:
    """A fresh token: 192 random bits and their signature."""
    return _signer.sign(secrets.token_urlsafe(RANDOM_BYTES))


def digest_of(token: str) -> str | None:
    """The hash under which the token is kept; None for what we have not signed."""
    try:
        _signer.unsign(token)
    except BadSignature:
        return None
    return hashlib.sha256(token.encode()).hexdigest()


def mask_links(text: str) -> str:
    """The text without what opens its personal links; the words around them stay."""
    address = settings.PUBLIC_URL + reverse("personal-link", args=["TOKEN"])
    before, after = (re.escape(part) for part in address.split("TOKEN"))
    return re.sub(f"{before}[\\w.-]+{after}", address.replace("TOKEN", "•••"), text)
