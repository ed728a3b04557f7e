"""A suggestion as plain JSON, to keep it between the reading of a file and its preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projects.formats.ficha_json import from_json, to_json
from projects.formats.plain import made, plain
from projects.rules.incoming import Certainty, Mark, Suggestion, Unread
from projects.rules.record import Record

__all__ = ["dumped", "loaded"]


def dumped(suggestion: Suggestion, others: Mapping[str, Suggestion] | None = None) -> dict[str, Any]:
    """The suggestion as JSON values; `others` is the same one as read in other languages, by their codes."""
    return {
        "ficha": to_json(suggestion.ficha),
        "record": plain(suggestion.record),
        "place": suggestion.place,
        "code": suggestion.code,
        "owner": suggestion.owner,
        **_said(suggestion),
        "said": {language: _said(each) for language, each in (others or {}).items()},
    }


def loaded(data: dict[str, Any], language: str = "") -> Suggestion:
    """The suggestion that `dumped` wrote, with what the reading had to say in a language, else in Spanish."""
    said = data.get("said", {}).get(language, data)
    return Suggestion(
        ficha=from_json(data["ficha"]),
        record=made(Record, data["record"]),
        place=data["place"],
        code=data["code"],
        owner=data.get("owner", ""),
        marks={
            name: Mark(Certainty(certainty), tuple(notes))
            for name, (certainty, *notes) in said["marks"].items()
        },
        unread=tuple(Unread(*each) for each in said["unread"]),
        notes=tuple(said["notes"]),
    )


def _said(suggestion: Suggestion) -> dict[str, Any]:
    """What the reading has to say of a suggestion, in the language in which it was read."""
    return {
        "marks": {name: [mark.certainty.value, *mark.notes] for name, mark in suggestion.marks.items()},
        "unread": [[each.field, each.text, each.reason] for each in suggestion.unread],
        "notes": list(suggestion.notes),
    }
