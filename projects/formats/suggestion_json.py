"""A suggestion as plain JSON, to keep it between the reading of a file and its preview."""

from __future__ import annotations

from typing import Any

from projects.formats.ficha_json import from_json, to_json
from projects.formats.plain import made, plain
from projects.rules.incoming import Certainty, Mark, Suggestion, Unread
from projects.rules.record import Record

__all__ = ["dumped", "loaded"]


def dumped(suggestion: Suggestion) -> dict[str, Any]:
    """The suggestion as JSON values."""
    return {
        "ficha": to_json(suggestion.ficha),
        "record": plain(suggestion.record),
        "place": suggestion.place,
        "code": suggestion.code,
        "marks": {name: [mark.certainty.value, *mark.notes] for name, mark in suggestion.marks.items()},
        "unread": [[each.field, each.text, each.reason] for each in suggestion.unread],
        "notes": list(suggestion.notes),
    }


def loaded(data: dict[str, Any]) -> Suggestion:
    """The suggestion that `dumped` wrote."""
    return Suggestion(
        ficha=from_json(data["ficha"]),
        record=made(Record, data["record"]),
        place=data["place"],
        code=data["code"],
        marks={
            name: Mark(Certainty(certainty), tuple(notes))
            for name, (certainty, *notes) in data["marks"].items()
        },
        unread=tuple(Unread(*each) for each in data["unread"]),
        notes=tuple(data["notes"]),
    )
