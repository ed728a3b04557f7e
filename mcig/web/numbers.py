"""Whole numbers as addresses and forms carry them."""

from __future__ import annotations

DIGITS = 9


def whole_number(text: str) -> int | None:
    """The number that `text` writes in at most nine plain digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None
