"""The numbers and bullets that Word draws before paragraphs and does not store as text."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

__all__ = ["Numbering", "W"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_LEVELS = 9


class Numbering:
    """Counts the numbered paragraphs of a document, in the order in which it is asked about them."""

    def __init__(self, document: Any) -> None:
        self._kinds: dict[tuple[str, str], str] = {}
        self._styles = {
            style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}numPr")
            for style in document.styles.element.iter(f"{W}style")
        }
        self._counts: dict[tuple[str, str], int] = defaultdict(int)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {
            each.get(f"{W}abstractNumId"): {
                level.get(f"{W}ilvl"): _value(level.find(f"{W}numFmt")) for level in each.iter(f"{W}lvl")
            }
            for each in root.iter(f"{W}abstractNum")
        }
        for number in root.iter(f"{W}num"):
            levels = abstract.get(_value(number.find(f"{W}abstractNumId")), {})
            for level, kind in levels.items():
                self._kinds[number.get(f"{W}numId"), level] = kind

    def before(self, paragraph: Any) -> str:
        """What stands before the paragraph: `2. `, a bullet, or nothing."""
        place = self._place(paragraph)
        kind = self._kinds.get(place, "") if place else ""
        if place is None or kind in {"", "none"}:
            return ""
        if kind == "bullet":
            return "• "
        self._counts[place] += 1
        for deeper in range(int(place[1]) + 1, MOST_LEVELS):
            self._counts[place[0], str(deeper)] = 0
        return f"{self._counts[place]}. "

    def _place(self, paragraph: Any) -> tuple[str, str] | None:
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            properties = self._styles.get(_value(style)) if style is not None else None
        if properties is None:
            return None
        number, level = _value(properties.find(f"{W}numId")), _value(properties.find(f"{W}ilvl")) or "0"
        return (number, level) if level.isdecimal() else None


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val") or ""
