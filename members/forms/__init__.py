"""Input of the mesa's pages; each capability has a file of its own."""

from __future__ import annotations

from members.forms.register import DateAsked

__all__ = ["DateAsked"]
