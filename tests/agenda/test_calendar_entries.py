"""What is written for calendars, read back by another reader than its writer, against RFC 5545 and 5546."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from agenda.formats.entries import Entry, Method, Party, Status, feed, scheduling_message, single
from tests.support.ics import Component, read

UID = UUID("6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b")
WRITTEN = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
LONG = "Sesión ordinaria; con «acentos», coma, barra \\ y ñandúes: " + "áéíóú " * 30
ORGANIZER = Party("secretaria@mcig.example", "Secretaría técnica · MCIG")
ATTENDEE = Party("anna@mcig.example", 'Anna "la Alemana", de Berlín\r\nX-FALSO:1')


def entry(**more: Any) -> Entry:
    facts: dict[str, Any] = {
        "uid": UID,
        "sequence": 3,
        "status": Status.CONFIRMED,
        "starts_at": datetime(2026, 12, 9, 16, 0, tzinfo=UTC),
        "minutes": 150,
        "time_zone": "America/Mexico_City",
        "summary": LONG,
        "description": "Primera línea\nSegunda; con, signos",
        "location": "Embajada, Polanco",
        "url": "https://mesa.example/reuniones/7/",
        "revised_at": WRITTEN,
    }
    return Entry(**facts | more)


def invitation(method: Method = Method.REQUEST, **more: Any) -> Component:
    return read(
        scheduling_message(
            entry(**more), method, organizer=ORGANIZER, attendee=ATTENDEE, language="es", written_at=WRITTEN
        )
    )


def test_an_invitation_holds_what_a_request_must() -> None:
    calendar = invitation()
    assert [(line.name, line.value) for line in calendar.lines] == [
        ("VERSION", "2.0"),
        ("PRODID", "-//Mesa de cooperación//Reuniones//ES"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "REQUEST"),
    ]
    (event,) = calendar.all("VEVENT")
    assert event.one("UID").value == str(UID)
    assert event.one("SEQUENCE").value == "3"
    assert event.one("DTSTAMP").value == "20261120T153000Z"
    assert event.one("STATUS").value == "CONFIRMED"
    assert event.one("SUMMARY").text == LONG.strip() + " "
    assert event.one("DESCRIPTION").text == "Primera línea\nSegunda; con, signos"
    assert event.one("LOCATION").text == "Embajada, Polanco"
    assert event.one("URL").value == "https://mesa.example/reuniones/7/"


def test_the_hours_are_told_in_a_zone_that_is_defined() -> None:
    calendar = invitation()
    (event,) = calendar.all("VEVENT")
    start, end = event.one("DTSTART"), event.one("DTEND")
    assert (start.parameters, start.value) == ({"TZID": "America/Mexico_City"}, "20261209T100000")
    assert (end.parameters, end.value) == ({"TZID": "America/Mexico_City"}, "20261209T123000")
    (zone,) = calendar.all("VTIMEZONE")
    assert [line.name for line in zone.lines] == ["TZID"]
    assert zone.one("TZID").value == "America/Mexico_City"
    # Mexico City has had no summer time since 2022.
    (standard,) = zone.inside
    assert standard.name == "STANDARD"
    assert (standard.one("TZOFFSETFROM").value, standard.one("TZOFFSETTO").value) == ("-0600", "-0600")
    assert standard.one("DTSTART").value < start.value


def test_summer_time_is_defined_where_there_is_one() -> None:
    calendar = invitation(time_zone="Europe/Berlin", starts_at=datetime(2026, 7, 1, 8, 0, tzinfo=UTC))
    (zone,) = calendar.all("VTIMEZONE")
    assert {each.name for each in zone.inside} == {"STANDARD", "DAYLIGHT"}
    assert zone.all("DAYLIGHT")[0].one("TZOFFSETTO").value == "+0200"
    assert calendar.all("VEVENT")[0].one("DTSTART").value == "20260701T100000"


def test_a_meeting_over_the_change_of_the_clock_lasts_as_long_as_planned() -> None:
    starts_at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30 in Berlin, half an hour before winter
    event = invitation(time_zone="Europe/Berlin", starts_at=starts_at, minutes=120).all("VEVENT")[0]
    assert (event.one("DTSTART").value, event.one("DTEND").value) == ("20261025T023000", "20261025T033000")


def test_utc_needs_no_definition() -> None:
    calendar = invitation(time_zone="UTC")
    assert calendar.all("VTIMEZONE") == []
    assert calendar.all("VEVENT")[0].one("DTSTART").value == "20261209T160000Z"


def test_one_attendee_is_asked_and_no_name_breaks_out() -> None:
    (event,) = invitation().all("VEVENT")
    attendee, organizer = event.one("ATTENDEE"), event.one("ORGANIZER")
    assert attendee.value == "mailto:anna@mcig.example"
    assert attendee.parameters == {
        "CN": "Anna la Alemana , de Berlín X-FALSO:1",
        "CUTYPE": "INDIVIDUAL",
        "LANGUAGE": "es",
        "PARTSTAT": "NEEDS-ACTION",
        "ROLE": "REQ-PARTICIPANT",
        "RSVP": "TRUE",
    }
    assert (organizer.value, organizer.parameters["CN"]) == (
        "mailto:secretaria@mcig.example",
        "Secretaría técnica · MCIG",
    )
    assert not event.has("X-FALSO")


def test_a_cancellation_asks_for_no_answer_and_says_why() -> None:
    calendar = invitation(Method.CANCEL, status=Status.CANCELLED, comment="Falta quórum, se aplaza.")
    (event,) = calendar.all("VEVENT")
    assert calendar.one("METHOD").value == "CANCEL"
    assert event.one("STATUS").value == "CANCELLED"
    assert event.one("COMMENT").text == "Falta quórum, se aplaza."
    assert event.one("TRANSP").value == "TRANSPARENT"
    assert "RSVP" not in event.one("ATTENDEE").parameters


def test_a_feed_has_no_method_and_nobody_in_it() -> None:
    cancelled = entry(uid=UUID(int=1), status=Status.CANCELLED, time_zone="Europe/Berlin")
    calendar = read(feed([entry(), cancelled], name="MCIG · reuniones"))
    assert not calendar.has("METHOD")
    assert (calendar.one("NAME").text, calendar.one("X-WR-CALNAME").text) == ("MCIG · reuniones",) * 2
    assert [each.one("STATUS").value for each in calendar.all("VEVENT")] == ["CONFIRMED", "CANCELLED"]
    assert {each.one("TZID").value for each in calendar.all("VTIMEZONE")} == {
        "America/Mexico_City",
        "Europe/Berlin",
    }
    assert not any(each.has("ATTENDEE") or each.has("ORGANIZER") for each in calendar.all("VEVENT"))


def test_the_same_facts_give_the_same_bytes() -> None:
    assert feed([entry()], name="A") == feed([entry()], name="A")
    assert single(entry()) == single(entry())


@pytest.mark.parametrize("text", ["", "x", "ñ" * 400, "😀" * 60, "a;b,c\\d\n\ne"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    event = read(single(entry(description=text, summary=text or "·"))).all("VEVENT")[0]
    assert event.has("DESCRIPTION") is bool(text)
    assert event.one("SUMMARY").text == (text or "·")
