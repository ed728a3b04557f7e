"""An IATI activity as it is read: its texts, and what is doubtful about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from mcig.rules import _
from projects.formats import iati_writing as writing
from projects.rules.incoming import Unread

# Characters of what is told about elements that no field takes.
MOST_LEFT = 4_000
NO_PLACE = _("no tiene lugar en la ficha")


class Reading:
    """An activity with what is doubtful about it."""

    def __init__(self, activity: Any) -> None:
        self.activity = activity
        root = activity.getparent()
        self.language = activity.get(writing.LANG) or (root.get(writing.LANG, "") if root is not None else "")
        self.unread: list[Unread] = []
        self.notes: dict[str, list[str]] = defaultdict(list)

    def all(self, name: str) -> Iterator[Any]:
        found: Iterator[Any] = self.activity.iterfind(name)
        return found

    def text(self, element: Any, field: str = "") -> str:
        """The Spanish narrative, or else the first one; then the field is doubtful.

        For a field, what is neither Spanish nor English is told beside it.
        """
        found = self._narratives(element)
        spanish = next((text for language, text in found if language == "es" and text), "")
        if not found:
            return ""
        foreign = found if spanish else found[1:]
        for language, text in foreign if field else ():
            if language != "es" and not (spanish and language == "en"):
                self.refuse(field, text, _in_another(language))
        if field and not spanish:
            self.notes[field].append(_in_another(found[0][0]))
        return spanish or found[0][1]

    def english(self, element: Any) -> str:
        """The English narrative beside a Spanish one."""
        found = dict(reversed(self._narratives(element)))
        return found.get("en", "") if found.get("es") else ""

    def _narratives(self, element: Any) -> list[tuple[str, str]]:
        """Language and text of each, in their order."""
        told = () if element is None else element.iterfind("narrative")
        return [
            (each.get(writing.LANG, self.language)[:2], "".join(each.itertext()).strip()) for each in told
        ]

    def refuse(self, field: str, text: str, reason: object) -> None:
        self.unread.append(Unread(field, text, str(reason)))

    def leave(self, field: str, elements: Iterable[Any], reason: object = NO_PLACE) -> None:
        """Tell what these elements say, each on a line, as one text that no field takes."""
        if said := "\n".join(filter(None, map(words_of, elements))):
            self.refuse(field, f"{said[:MOST_LEFT]}…" if len(said) > MOST_LEFT else said, reason)


def words_of(element: Any) -> str:
    """The name of an element with all values and texts in it."""
    said = []
    for each in element.iter("*"):
        said += [value for name, value in each.items() if name != writing.LANG]
        said += [" ".join((each.text or "").split())]
    return f"{element.tag}: {' · '.join(filter(None, said))}"


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


def _in_another(language: str) -> str:
    return str(_("El texto está en otro idioma (%(language)s).") % {"language": language or "?"})
