"""Projects as IATI 2.03 activities: what was declared, in the standard's order; nothing is guessed.

The standard demands what a ficha may leave open. Such a project is no activity yet: `lacking` says why.
Amounts are written where their year is known, as budgets and planned disbursements; what was disbursed has
no day on a ficha, and a transaction needs one, so it is left out. Persons of contact are not published.
Source: iatistandard.org, version 2.03; its codelists for the numbers below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO
from xml.etree import ElementTree as ET

from mcig.rules import _
from projects.formats.characters import carried
from projects.rules import Ficha, PartialDate, Precision, Status, fold
from projects.rules.record import STATES, Modality, Record, Working, goal_of
from projects.rules.translation import in_english

__all__ = ["CONTENT_TYPE", "Activity", "lacking", "write_into"]

CONTENT_TYPE = "application/xml; charset=utf-8"
VERSION = "2.03"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

STATUS = {
    Status.IDENTIFICATION: "1",
    Status.IMPLEMENTATION: "2",
    Status.CLOSING: "3",
    Status.CONCLUDED: "4",
    Status.CANCELLED: "5",
    Status.SUSPENDED: "6",
}
ROLES = {Working.FUNDING: "1", Working.ACCOUNTABLE: "2", Working.EXTENDING: "3", Working.IMPLEMENTING: "4"}
COLLABORATION = {Modality.BILATERAL: "1", Modality.TRIANGULAR: "8"}
# Ours that the codelist PolicyMarker has too.
MARKERS = {
    "environment": "2",
    "governance": "3",
    "trade": "4",
    "biodiversity": "5",
    "mitigation": "6",
    "adaptation": "7",
    "desertification": "8",
    "health": "9",
    "disasters": "10",
    "disability": "11",
    "nutrition": "12",
}
GENDER = "1"
ISO_COUNTRIES = "A4"
# Codelist OrganisationType: government, multilateral.
ORGANISATIONS = {"multilateral": "40"}
GOVERNMENT = "10"


@dataclass(frozen=True, slots=True)
class Activity:
    """A project as the standard sees it; `reference` is the IATI identifier of its owner, or its stand-in."""

    code: str
    reference: str
    owner: str
    owner_kind: str
    updated: date
    ficha: Ficha
    record: Record


def lacking(ficha: Ficha, record: Record) -> list[str]:
    """What the standard demands and nobody declared, in words; nothing of a project that may be written."""
    found = []
    if ficha.status is None:
        found.append(_("el estado del proyecto"))
    if ficha.start is None and ficha.end is None:
        found.append(_("una fecha de inicio o de término"))
    if all(each.role is Working.UNDECLARED for each in record.participations):
        found.append(_("el papel de alguna institución"))
    if not ficha.name or not (ficha.description or ficha.general_objective):
        found.append(_("el nombre y la descripción"))
    return [str(each) for each in found]


def write_into(target: IO[bytes], activities: Iterable[Activity], *, made_at: datetime) -> None:
    """A file of these activities, written one by one; `made_at` knows its time zone."""
    target.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="{VERSION}" '
        f'generated-datetime="{made_at.isoformat(timespec="seconds")}">\n'.encode()
    )
    for activity in activities:
        element = _activity(activity)
        ET.indent(element)
        target.write(ET.tostring(element, encoding="utf-8"))
    target.write(b"</iati-activities>\n")


def _activity(each: Activity) -> ET.Element:
    """One activity; the order of the elements is the schema's."""
    ficha, record = each.ficha, each.record
    element = ET.Element("iati-activity", {LANG: "es", "last-updated-datetime": f"{each.updated}T00:00:00"})
    _leaf(element, "iati-identifier", text=f"{each.reference}-{each.code}")
    kind = ORGANISATIONS.get(each.owner_kind, GOVERNMENT)
    reporting = _leaf(
        element, "reporting-org", {"ref": each.reference, "type": kind, "secondary-reporter": "1"}
    )
    _narrative(reporting, each.owner)
    english = in_english(ficha, record.translations)[0] if record.translations else ficha
    _texts(_leaf(element, "title"), ficha.name, english.name)
    for code, text, translated in _descriptions(ficha, english):
        if text:
            _texts(_leaf(element, "description", {"type": code}), text, translated)
    for part in record.participations:
        if part.role in ROLES:
            _narrative(_leaf(element, "participating-org", {"role": ROLES[part.role]}), part.name)
    _leaf(element, "other-identifier", {"ref": each.code, "type": "A1"})
    for known in record.identifiers:
        other = _leaf(element, "other-identifier", {"ref": carried(known.code), "type": "A9"})
        _narrative(_leaf(other, "owner-org"), known.register)
    _leaf(element, "activity-status", {"code": STATUS[ficha.status] if ficha.status else ""})
    for code, partial in _dates(ficha):
        day = _leaf(element, "activity-date", {"type": code, "iso-date": partial.value.isoformat()})
        if partial.precision is not Precision.DAY:
            _narrative(day, partial.iso)
    _where(element, record)
    _about(element, ficha, record)
    _money(element, record)
    for link in record.links:
        _link(element, link.url, link.title)
    return element


def _descriptions(ficha: Ficha, english: Ficha) -> Iterator[tuple[str, str, str]]:
    """Of each description its type, the text and its English: general, objectives, target groups, other."""
    general = ficha.description or ficha.general_objective
    yield "1", general, english.description or english.general_objective
    yield "2", _objectives(ficha), _objectives(english)
    yield "3", ficha.beneficiaries, english.beneficiaries
    # A result without an indicator is none to the standard.
    yield "4", _numbered(ficha.results), _numbered(english.results)


def _objectives(ficha: Ficha) -> str:
    return "\n".join(filter(None, (ficha.general_objective, _numbered(ficha.specific_objectives))))


def _numbered(items: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1))


def _dates(ficha: Ficha) -> Iterator[tuple[str, PartialDate]]:
    """Start and end, planned or actual as the status says: a project that is carried out has begun."""
    planned = ficha.status in {None, Status.IDENTIFICATION}
    if ficha.start:
        yield ("1" if planned else "2"), ficha.start
    if ficha.end:
        yield ("4" if ficha.status is Status.CONCLUDED else "3"), ficha.end


def _where(element: ET.Element, record: Record) -> None:
    for country in dict.fromkeys(place.country for place in record.places):
        _leaf(element, "recipient-country", {"code": country})
    for place in record.places:
        if name := ", ".join(filter(None, (place.city, STATES.get(place.state, "")))):
            location = _leaf(element, "location")
            _narrative(_leaf(location, "name"), name)
            _leaf(location, "administrative", {"vocabulary": ISO_COUNTRIES, "code": place.country})


def _about(element: ET.Element, ficha: Ficha, record: Record) -> None:
    """Sectors, goals and targets, markers and how the cooperation is arranged."""
    if record.purpose_code:
        _leaf(element, "sector", {"vocabulary": "1", "code": record.purpose_code})
    if ficha.thematic_area:
        own = {
            "vocabulary": "99",
            "code": "-".join(re.findall("[a-z0-9]+", fold(ficha.thematic_area))) or "area",
        }
        _narrative(_leaf(element, "sector", own), ficha.thematic_area)
    goals = [goal.number for goal in ficha.goals] + [goal_of(each.code) for each in record.targets]
    printed = {goal.number: goal.text for goal in ficha.goals}
    for number in dict.fromkeys(goals):
        tag = _leaf(element, "tag", {"vocabulary": "2", "code": str(number)})
        if printed.get(number):
            _narrative(tag, printed[number])
    for target in record.targets:
        _leaf(element, "tag", {"vocabulary": "3", "code": target.code})
    if record.marker is not None:
        _marker(element, GENDER, record.marker.value)
    for marker in record.markers:
        if marker.key in MARKERS and marker.score.isdecimal():
            _marker(element, MARKERS[marker.key], marker.score)
    if record.modality in COLLABORATION:
        _leaf(element, "collaboration-type", {"code": COLLABORATION[record.modality]})


def _marker(element: ET.Element, code: str, significance: str) -> None:
    _leaf(element, "policy-marker", {"vocabulary": "1", "code": code, "significance": significance})


def _money(element: ET.Element, record: Record) -> None:
    """What is committed and foreseen for a year; the sums of a project as a whole have no period."""
    for flow in record.flows:
        if flow.year and flow.committed is not None:
            budget = _leaf(element, "budget", {"type": "1", "status": "2"})
            _period(budget, flow.year, flow.committed, flow.currency)
    for flow in record.flows:
        if flow.year and flow.foreseen is not None:
            foreseen = _leaf(element, "planned-disbursement", {"type": "1"})
            _period(foreseen, flow.year, flow.foreseen, flow.currency)
            _narrative(_leaf(foreseen, "provider-org"), flow.contributor)


def _period(element: ET.Element, year: int, amount: Decimal, currency: str) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    _leaf(element, "period-start", {"iso-date": first.isoformat()})
    _leaf(element, "period-end", {"iso-date": last.isoformat()})
    _leaf(element, "value", {"currency": currency, "value-date": first.isoformat()}, text=f"{amount:.2f}")


def _link(element: ET.Element, url: str, title: str) -> None:
    link = _leaf(element, "document-link", {"url": carried(url), "format": "text/html"})
    _narrative(_leaf(link, "title"), title or url)
    _leaf(link, "category", {"code": "A12"})  # a web page about the activity


def _texts(parent: ET.Element, text: str, english: str) -> None:
    _narrative(parent, text)
    if english and english != text:
        _narrative(parent, english, "en")


def _narrative(parent: ET.Element, text: str, language: str = "") -> None:
    _leaf(parent, "narrative", {LANG: language} if language else {}, text=text)


def _leaf(
    parent: ET.Element, name: str, attributes: dict[str, str] | None = None, *, text: str = ""
) -> ET.Element:
    element = ET.SubElement(parent, name, attributes or {})
    if text:
        element.text = carried(text)
    return element
