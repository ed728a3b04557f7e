"""What differs between two published agendas, as values from which the sentences are worded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcig.rules import State, _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = dict[str, str]  # by language: «es», «en»


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a published agenda. `key` is the item that it was, `theme` and `presenters` are names."""

    key: int
    title: str
    purpose: str
    depth: int = 0
    minutes: int = 0
    description: str = ""
    theme: Words | None = None
    presenters: tuple[Words, ...] = ()


class What(State):
    """A kind of change; each has one sentence."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    MOVED_FIRST = "moved_first"
    NESTED = "nested"
    RAISED = "raised"
    RETITLED = "retitled"
    LASTED = "lasted"
    PURPOSE = "purpose"
    THEME = "theme"
    PRESENTED = "presented"
    DESCRIBED = "described"
    DATE = "date"
    PLACE = "place"
    PLANNED = "planned"


SENTENCES: dict[What, StrPromise] = {
    What.ADDED: _("Se agregó «%(title)s»."),
    What.REMOVED: _("Se quitó «%(title)s»."),
    What.MOVED: _("Se movió «%(title)s» después de «%(other)s»."),
    What.MOVED_FIRST: _("Se movió «%(title)s» al principio."),
    What.NESTED: _("«%(title)s» pasó a ser parte de «%(other)s»."),
    What.RAISED: _("«%(title)s» pasó a ser un punto propio."),
    What.RETITLED: _("«%(before)s» ahora se llama «%(title)s»."),
    What.LASTED: _("Cambió la duración de «%(title)s» de %(before)s a %(after)s minutos."),
    What.PURPOSE: _("Cambió el propósito de «%(title)s»."),
    What.THEME: _("Cambió el tema de «%(title)s»."),
    What.PRESENTED: _("Cambió quién presenta «%(title)s»."),
    What.DESCRIBED: _("Cambió la descripción de «%(title)s»."),
    What.DATE: _("Cambió la fecha o la hora de la reunión."),
    What.PLACE: _("Cambió el lugar de la reunión."),
    What.PLANNED: _("Cambió la duración prevista de la reunión de %(before)s a %(after)s minutos."),
}
Change = dict[str, Any]


def sentence(change: Change) -> str:
    """A stored change in words, in the reader's language."""
    return str(SENTENCES[What(change["what"])]) % change


def changes(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    """What differs, in the order of the new agenda; what was removed comes last."""
    old = {entry.key: entry for entry in before}
    new = {entry.key: entry for entry in after}
    moved = _moved(
        [entry.key for entry in before if entry.key in new], [e.key for e in after if e.key in old]
    )
    found: list[Change] = []
    for place, entry in enumerate(after):
        if entry.key not in old:
            found.append({"what": What.ADDED, "title": entry.title})
            continue
        if entry.key in moved:
            found.append(_move(entry, after[place - 1] if place else None))
        found += _edited(old[entry.key], entry, after[:place])
    return found + [{"what": What.REMOVED, "title": entry.title} for entry in before if entry.key not in new]


def _move(entry: Entry, other: Entry | None) -> Change:
    if other is None:
        return {"what": What.MOVED_FIRST, "title": entry.title}
    return {"what": What.MOVED, "title": entry.title, "other": other.title}


def _moved(before: list[int], after: list[int]) -> set[int]:
    """The fewest keys that explain the new order: all but a longest run that kept its order."""
    place = {key: index for index, key in enumerate(before)}
    tails: list[int] = []
    tail_keys: list[int] = []
    previous: dict[int, int | None] = {}
    for key in after:
        at = bisect_left(tails, place[key])
        previous[key] = tail_keys[at - 1] if at else None
        tails[at : at + 1] = [place[key]]
        tail_keys[at : at + 1] = [key]
    kept: set[int] = set()
    key_: int | None = tail_keys[-1] if tail_keys else None
    while key_ is not None:
        kept.add(key_)
        key_ = previous[key_]
    return set(after) - kept


def _edited(old: Entry, new: Entry, above: Sequence[Entry]) -> list[Change]:
    title = new.title
    found: list[Change] = []
    if old.title != title:
        found.append({"what": What.RETITLED, "title": title, "before": old.title})
    if old.depth != new.depth:
        parent = next((each.title for each in reversed(above) if each.depth == 0), "")
        found.append({"what": What.NESTED if new.depth else What.RAISED, "title": title, "other": parent})
    if old.minutes != new.minutes:
        found.append({"what": What.LASTED, "title": title, "before": old.minutes, "after": new.minutes})
    pairs = {
        What.PURPOSE: (old.purpose, new.purpose),
        What.THEME: (old.theme, new.theme),
        What.PRESENTED: (old.presenters, new.presenters),
        What.DESCRIBED: (old.description, new.description),
    }
    return found + [{"what": what, "title": title} for what, (was, is_now) in pairs.items() if was != is_now]


def changed_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs in the facts of the meeting that an agenda prints."""
    found: list[Change] = []
    if before["starts_at"] != after["starts_at"] or before["time_zone"] != after["time_zone"]:
        found.append({"what": What.DATE})
    if before["place"] != after["place"]:
        found.append({"what": What.PLACE})
    if before["planned_minutes"] != after["planned_minutes"]:
        was, is_now = before["planned_minutes"], after["planned_minutes"]
        found.append({"what": What.PLANNED, "before": was, "after": is_now})
    return found
