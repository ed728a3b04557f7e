"""The text of a link: random, signed, and recognised by its hash."""

from __future__ import annotations

import hashlib
import secrets

from django.core.signing import BadSignature, Signer

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
