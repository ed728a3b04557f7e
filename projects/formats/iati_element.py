"""An IATI activity as it is read: its texts, and what is doubtful about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from mcig.rules import _
from projects.formats import iati_writing as writing
from projects.rules.incoming import Unread


class Reading:
    """An activity with what is doubtful about it."""

    def __init__(self, activity: Any) -> None:
        self.activity = activity
        self.language = activity.get(writing.LANG, "")
        self.unread: list[Unread] = []
        self.notes: dict[str, list[str]] = defaultdict(list)

    def all(self, name: str) -> Iterator[Any]:
        found: Iterator[Any] = self.activity.iterfind(name)
        return found

    def text(self, element: Any, field: str = "") -> str:
        """The Spanish narrative, or else the first one; then the field is doubtful."""
        if element is None:
            return ""
        found = [
            (each.get(writing.LANG, self.language), " ".join("".join(each.itertext()).split(" ")).strip())
            for each in element.iterfind("narrative")
        ]
        spanish = next((text for language, text in found if language[:2] == "es" and text), "")
        if spanish or not found:
            return spanish
        if field:
            self.notes[field].append(
                str(_("El texto está en otro idioma (%(language)s).") % {"language": found[0][0] or "?"})
            )
        return found[0][1]

    def refuse(self, field: str, text: str, reason: object) -> None:
        self.unread.append(Unread(field, text, str(reason)))


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def decimal_of(text: str | None) -> Decimal | None:
    try:
        return Decimal((text or "").strip())
    except InvalidOperation:
        return None
