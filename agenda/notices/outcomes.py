"""News about commitments, and reminders with a personal link, each in the language of its recipient."""

from __future__ import annotations

from collections.abc import Iterable

from agenda.models import Commitment, CommitmentStep
from mcig.access import Actor


def registered(commitments: Iterable[Commitment], *, besides: Actor) -> None:
    """Tell the owner of each commitment that it stands in the register."""


def told(commitment: Commitment, step: CommitmentStep, *, to_owner: bool, besides: Actor | None) -> None:
    """Tell what happened to a commitment: the secretariat, or its owner; who did it is told nothing."""
