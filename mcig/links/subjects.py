"""What a link is bound to, in plain values: this package knows no app."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A purpose, the object it is about, the seat it speaks for and the person who holds it."""

    purpose: str
    object_key: str
    seat_key: int
    holder_key: int
