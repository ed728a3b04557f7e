"""Background jobs behind one module, so that the library underneath can be changed in one place.

A job takes plain values only. Deferred inside a transaction it exists when that commits, and not before.
"""

from __future__ import annotations

from mcig.jobs.queue import ATTEMPTS, defer, every_hour, every_minute, every_night, task

__all__ = ["ATTEMPTS", "defer", "every_hour", "every_minute", "every_night", "task"]
