"""Published agendas as they are read, and what the draft would publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, override

from agenda.models import AgendaDocument, AgendaVersion, ItemLane, ItemPurpose, Meeting
from agenda.queries.presenters import label_of, named_presenters
from agenda.rules.order import Row, numbers
from agenda.rules.published import Change, Entry, changed_facts, changes
from agenda.rules.schedule import Slot, Timed, slots

LANGUAGES = ("es", "en")
FACTS = ("title", "objective", "planned_minutes", "time_zone", "place", "link")


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row of a published agenda in the reader's language, on the clock of the meeting."""

    number: str
    title: str
    purpose: str
    minutes: int
    depth: int
    is_section: bool
    description: str
    theme: str
    presenters: str
    begins: datetime | None
    ends: datetime | None


def drafted(meeting: Meeting, on: date) -> dict[str, Any]:
    """What a publication of the draft would freeze: facts and accepted items, never a note. Five queries."""
    items = list(
        meeting.items.filter(lane=ItemLane.ACCEPTED).select_related("theme").order_by("position", "pk")
    )
    names: dict[int, list[dict[str, str]]] = {item.pk: [] for item in items}
    for language in LANGUAGES:
        with override(language):
            query = meeting.items.filter(lane=ItemLane.ACCEPTED).prefetch_related(named_presenters(on))
            for item in query:
                for place, presenter in enumerate(item.presenters.all()):
                    if place == len(names[item.pk]):
                        names[item.pk].append({})
                    names[item.pk][place][language] = label_of(presenter)
    return {name: getattr(meeting, name) for name in FACTS} | {
        "starts_at": meeting.starts_at.isoformat() if meeting.starts_at else None,
        "items": [
            {
                "key": item.pk,
                "title": item.title,
                "purpose": item.purpose,
                "depth": item.depth,
                "minutes": item.minutes,
                "description": item.description,
                "theme": {"es": item.theme.name, "en": item.theme.name_en or item.theme.name}
                if item.theme
                else None,
                "presenters": names[item.pk],
            }
            for item in items
        ],
    }


def entries(data: dict[str, Any]) -> list[Entry]:
    """The rows of published data as values that can be compared."""
    return [
        Entry(**{**row, "presenters": tuple(row["presenters"])})  # a list from JSON, frozen here
        for row in data["items"]
    ]


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What changed from one published data to the next: first the meeting, then its items."""
    return changed_facts(before, after) + changes(entries(before), entries(after))


def newest(meeting: Meeting) -> AgendaVersion | None:
    """The newest version; where `versions_of` has read them all it asks no more."""
    known: list[AgendaVersion] | None = getattr(meeting, "known_versions", None)
    if known is not None:
        return known[0] if known else None
    return meeting.agenda_versions.order_by("-number").first()


def published_keys(meeting: Meeting) -> list[int]:
    """The keys of the items of the newest published agenda, in its order: what members know of."""
    version = newest(meeting)
    return [entry["key"] for entry in version.data["items"]] if version else []


def versions_of(meeting: Meeting) -> list[AgendaVersion]:
    """The versions of a meeting, the newest first, with who published them and the `languages` of their
    documents; the meeting keeps them. One query."""
    documents = AgendaDocument.objects.filter(version=OuterRef("pk")).order_by("-language")
    found = AgendaVersion.objects.select_related("published_by").annotate(
        languages=ArraySubquery(documents.values("language"))
    )
    prefetch_related_objects([meeting], Prefetch("agenda_versions", found, to_attr="known_versions"))
    versions: list[AgendaVersion] = meeting.known_versions  # type: ignore[attr-defined]
    return versions


def start_of(data: dict[str, Any]) -> datetime | None:
    """When the meeting of published data begins, on its own clock."""
    moment = parse_datetime(data["starts_at"]) if data["starts_at"] else None
    return moment.astimezone(ZoneInfo(data["time_zone"])) if moment else None


def rows_of(data: dict[str, Any]) -> list[PublishedRow]:
    """The rows of published data, in the reader's language."""
    found = entries(data)
    numbered = numbers([Row(each.key, each.depth, each.purpose == ItemPurpose.SECTION) for each in found])
    timed = slots([Timed(each.key, each.minutes, each.depth) for each in found], data["planned_minutes"])
    start = start_of(data)
    return [_row(each, numbered[each.key], timed[each.key], start) for each in found]


def _row(entry: Entry, number: str, slot: Slot, start: datetime | None) -> PublishedRow:
    is_section = entry.purpose == ItemPurpose.SECTION
    has_clock = start is not None and not is_section and slot.begins != slot.ends
    return PublishedRow(
        number=number,
        title=entry.title,
        purpose=str(ItemPurpose(entry.purpose).label),
        minutes=slot.ends - slot.begins,
        depth=entry.depth,
        is_section=is_section,
        description=entry.description,
        theme=_worded(entry.theme) if entry.theme else "",
        presenters=", ".join(_worded(each) for each in entry.presenters),
        begins=_moment(start, slot.begins) if has_clock else None,
        ends=_moment(start, slot.ends) if has_clock else None,
    )


def _moment(start: datetime | None, minutes: int) -> datetime | None:
    if start is None:
        return None
    slot = Slot(minutes, minutes, over=False)
    return slot.begins_at(start.astimezone(UTC)).astimezone(start.tzinfo)


def _worded(words: dict[str, str]) -> str:
    return words.get(get_language() or "es") or words.get("es", "")
