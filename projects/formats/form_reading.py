"""The form, however it travels (text, Word, PDF), as a suggestion."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from projects.rules.incoming import Certainty, Mark, Suggestion, Unread

if TYPE_CHECKING:
    from projects.formats.form_text import Reading

__all__ = ["suggested"]


def suggested(reading: Reading, certainty: Certainty = Certainty.LIKELY) -> Suggestion:
    """What a reading of the form suggests; every field is as sure as `certainty`, or doubtful."""
    doubts: dict[str, list[str]] = defaultdict(list)
    for name, sentence in reading.doubts:
        doubts[name].append(sentence)
    marks = {placed.field: Mark(certainty) for placed in reading.placed}
    marks |= {name: Mark(Certainty.DOUBTFUL, tuple(notes)) for name, notes in doubts.items()}
    told = {sentence for sentences in doubts.values() for sentence in sentences}
    return Suggestion(
        ficha=reading.ficha,
        marks=marks,
        unread=tuple(Unread("", each.text, str(each.reason)) for each in reading.unplaced),
        notes=tuple(str(note) for note in reading.notes if note not in told),
    )
