"""Input of the pages that put rows in order."""

from __future__ import annotations

from django.http import QueryDict

from agenda.rules.theme import moved
from mcig.web.numbers import whole_number


def posted_keys(data: QueryDict, name: str) -> list[int]:
    """The keys that were sent under the name; of `key` as the button that was pressed moves them."""
    keys = [key for key in map(whole_number, data.getlist(name)) if key is not None]
    which, _colon, direction = data.get("move", "").partition(":")
    moving = whole_number(which)
    return moved(keys, moving, direction) if name == "key" and moving is not None else keys
