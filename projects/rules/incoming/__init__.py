"""What comes in from a file: suggestions for one project, how sure they are, and whom they may be about."""

from __future__ import annotations

from projects.rules.incoming.likeness import Known, Likeness, clean_title, likeness, reason_in_words
from projects.rules.incoming.suggestion import (
    FIELD_LABELS,
    FIELDS,
    Certainty,
    FieldState,
    Mark,
    Proposal,
    Reader,
    Suggestion,
    Unread,
    compared_with,
    completed,
    held_to_limits,
    merged,
)

__all__ = [
    "FIELDS",
    "FIELD_LABELS",
    "Certainty",
    "FieldState",
    "Known",
    "Likeness",
    "Mark",
    "Proposal",
    "Reader",
    "Suggestion",
    "Unread",
    "clean_title",
    "compared_with",
    "completed",
    "held_to_limits",
    "likeness",
    "merged",
    "reason_in_words",
]
