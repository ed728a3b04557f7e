"""Plain rules of membership: no Django, no database."""

from __future__ import annotations

from members.rules.alphabet import alphabetical

__all__ = ["alphabetical"]
