"""Private files: random names on disk, handed out only by a view that has checked who asks."""

from __future__ import annotations

from mcig.files.delivery import deliver
from mcig.files.storage import PrivateStorage

__all__ = ["PrivateStorage", "deliver"]
