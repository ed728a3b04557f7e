"""Write calendar entries (RFC 5545) and scheduling messages (RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration

PRODID = "-//Mesa de cooperación//Reuniones//ES"
REFRESH = timedelta(hours=2)


class Method(StrEnum):
    """What a message asks of the calendar that reads it (RFC 5546 §1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class Status(StrEnum):
    """How certain an entry is (RFC 5545 §3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a mail address: who organises, or who is invited."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as a calendar holds it.

    `starts_at` is aware; `time_zone` is the zone in which it is written, by its name in the zone database.
    `revised_at` is when these facts were last changed. `comment` tells why a meeting was cancelled.
    """

    uid: UUID
    sequence: int
    status: Status
    starts_at: datetime
    minutes: int
    time_zone: str
    summary: str
    description: str
    location: str
    url: str
    revised_at: datetime
    comment: str = ""
    categories: tuple[str, ...] = field(default=())


def scheduling_message(
    entry: Entry, method: Method, *, organizer: Party, attendee: Party, language: str, written_at: datetime
) -> bytes:
    """The entry as a message to one person, who is asked for an answer (REQUEST) or told to drop it (CANCEL).

    Only the recipient is named as attendee: who else is invited is nobody's address book.
    """
    event = _event(entry, written_at)
    event.add("organizer", _address(organizer, language=language), encode=False)
    wanted = {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"} if method is Method.REQUEST else {}
    event.add(
        "attendee",
        _address(attendee, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", language=language, **wanted),
        encode=False,
    )
    calendar = _calendar([event], [entry])
    calendar.add("method", str(method))
    return bytes(calendar.to_ical())


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """A calendar that programs subscribe to (RFC 7986): also the cancelled entries."""
    listed = list(entries)
    calendar = _calendar([_event(entry, entry.revised_at) for entry in listed], listed)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    return bytes(calendar.to_ical())


def single(entry: Entry) -> bytes:
    """One entry to be put into a calendar, without asking anybody for an answer."""
    return bytes(_calendar([_event(entry, entry.revised_at)], [entry]).to_ical())


def _calendar(events: Iterable[Event], entries: Iterable[Entry]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for zone in _zones(entries):
        calendar.add_component(zone)
    for event in events:
        calendar.add_component(event)
    return calendar


def _zones(entries: Iterable[Entry]) -> list[Timezone]:
    """The definition of each zone, for the years in which the entries lie. UTC needs none."""
    years: dict[str, set[int]] = {}
    for entry in entries:
        if entry.time_zone not in {"UTC", "Etc/UTC"}:
            years.setdefault(entry.time_zone, set()).add(entry.starts_at.year)
    zones = []
    for name, found in sorted(years.items()):
        zone = Timezone.from_tzid(
            name, first_date=date(min(found) - 1, 1, 1), last_date=date(max(found) + 2, 1, 1)
        )
        zone.pop("COMMENT", None)  # RFC 5545 §3.6.5 has no comment there
        zones.append(zone)
    return zones


def _event(entry: Entry, written_at: datetime) -> Event:
    start = entry.starts_at.astimezone(ZoneInfo(entry.time_zone))
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", written_at.astimezone(UTC))
    event.add("last-modified", entry.revised_at.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", (start.astimezone(UTC) + timedelta(minutes=entry.minutes)).astimezone(start.tzinfo))
    event.add("summary", entry.summary)
    event.add("status", str(entry.status))
    event.add("transp", "TRANSPARENT" if entry.status is Status.CANCELLED else "OPAQUE")
    for name, text in (
        ("description", entry.description),
        ("location", entry.location),
        ("url", entry.url),
        ("comment", entry.comment),
    ):
        if text:
            event.add(name, text)
    if entry.categories:
        event.add("categories", list(entry.categories))
    return event


def _address(party: Party, *, language: str, **parameters: str) -> vCalAddress:
    """A calendar address. What a name must not carry in a parameter (RFC 5545 §3.2) is left out of it."""
    address = vCalAddress(f"mailto:{party.address}")
    name = "".join(each if each.isprintable() and each != '"' else " " for each in party.name)
    address.params["CN"] = " ".join(name.split()) or party.address
    address.params["LANGUAGE"] = language
    for key, value in parameters.items():
        address.params[key] = value
    return address
