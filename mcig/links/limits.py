"""How often somebody may do something in a minute, counted in the shared cache."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache

WINDOW_SECONDS = 60


def too_many(what: str, address: str | None, *, limit: int) -> bool:
    """Whether `address` has done `what` more than `limit` times in this minute; counts this time too.

    The address is of the network or of a mailbox, or it names an account. The key holds a hash of it.
    An address that nobody told counts as one.
    """
    minute = int(time.time()) // WINDOW_SECONDS
    who = hashlib.sha256(f"{address}".encode()).hexdigest()[:32]
    key = f"links:{what}:{who}:{minute}"
    if cache.add(key, 1, 2 * WINDOW_SECONDS):
        return False
    try:
        return cache.incr(key) > limit
    except ValueError:  # dropped from a full cache between the two lines
        return False
