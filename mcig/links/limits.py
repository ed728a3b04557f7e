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
    # A place each: of many who ask at the same moment no two take the same, as they would raise one number.
    for place in range(cache.get(key, 0), limit):
        if cache.add(f"{key}:{place}", "taken", 2 * WINDOW_SECONDS):
            cache.set(key, place + 1, 2 * WINDOW_SECONDS)
            return False
    return True
