"""One IATI activity as a suggestion. The inverse of `iati_writing` where that writes; codes that are not ours
are said as texts that no field took."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from mcig.rules import Broken, _
from projects.formats import iati_writing as writing
from projects.formats.iati_contact import with_contact
from projects.formats.iati_element import Reading, day_of, decimal_of
from projects.formats.iati_money import with_money
from projects.formats.iati_places import places_of
from projects.formats.iati_results import indicators_of
from projects.formats.iati_texts import OWN, english_of, texts_of
from projects.formats.regions import country_words
from projects.rules import GOALS, Ficha, Goal, Institution, PartialDate
from projects.rules.incoming import Certainty, Mark, Suggestion
from projects.rules.record import (
    SCORES,
    TARGETS,
    Identifier,
    Link,
    Marker,
    Participation,
    Record,
    Relation,
    RelationKind,
    Significance,
    Target,
    Working,
)

__all__ = ["activity_suggestion"]

STATUS = {code: status for status, code in writing.STATUS.items()}
ROLES = {code: role for role, code in writing.ROLES.items()}
MODALITIES = {code: modality for modality, code in writing.COLLABORATION.items()}
MARKERS = {code: key for key, code in writing.MARKERS.items()}
# Elements that become fields or are told of where they do not; of some, only what these vocabularies name.
READ = {
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier",
    "activity-status", "activity-date", "contact-info", "recipient-country", "location", "sector", "tag",
    "policy-marker", "collaboration-type", "budget", "planned-disbursement", "transaction",
    "activity-website", "document-link", "related-activity", "result",
}  # fmt: skip
PARENT = "1"
VOCABULARIES = {"sector": {"1", *OWN}, "tag": {"2", "3"}, "policy-marker": {"1"}}


def activity_suggestion(activity: Any, position: int) -> Suggestion:
    """What the activity suggests; `position` is its place in the file, from 1."""
    reading = Reading(activity)
    identifier = " ".join((activity.findtext("iati-identifier") or "").split())
    ficha, participations = _ficha(reading)
    record = replace(
        _record(reading, participations, identifier),
        indicators=indicators_of(reading, ficha.results),
        translations=english_of(reading, ficha),
    )
    _leave_the_rest(reading)
    updated = activity.get("last-updated-datetime", "")
    notes = [str(_("Fecha de los datos en la fuente: %(date)s") % {"date": updated[:10]})] if updated else []
    own = next(
        (each.get("ref", "") for each in reading.all("other-identifier") if each.get("type") == "A1"), ""
    )
    return Suggestion(
        ficha=ficha,
        record=record,
        place=identifier or f"#{position}",
        code=own,
        marks={name: Mark(Certainty.DOUBTFUL, tuple(notes)) for name, notes in reading.notes.items()},
        unread=tuple(reading.unread),
        notes=tuple(notes),
    )


def _leave_the_rest(reading: Reading) -> None:
    """Tell of every element that nothing else reads, those of one kind together."""
    rest: dict[str, list[Any]] = defaultdict(list)
    for each in reading.activity.iterchildren("*"):
        vocabularies = VOCABULARIES.get(each.tag)
        if each.tag not in READ or (vocabularies and each.get("vocabulary", "1") not in vocabularies):
            rest[each.tag].append(each)
    for elements in rest.values():
        reading.leave("", elements)


def _ficha(reading: Reading) -> tuple[Ficha, tuple[Participation, ...]]:
    activity = reading.activity
    institutions, participations = _institutions(reading)
    start, end = _dates(reading)
    status = activity.find("activity-status")
    countries = dict.fromkeys(each.get("code", "") for each in reading.all("recipient-country"))
    ficha = replace(
        texts_of(reading),
        goals=_goals(reading),
        institutions=institutions,
        place=", ".join(map(country_words, countries)),
        start=start,
        end=end,
        status=STATUS.get(status.get("code", "")) if status is not None else None,
        updated_on=day_of(activity.get("last-updated-datetime", "")),
    )
    return ficha, participations


def _institutions(reading: Reading) -> tuple[tuple[Institution, ...], tuple[Participation, ...]]:
    found, roles = [], []
    for each in reading.all("participating-org"):
        name = reading.text(each) or each.get("ref", "")
        if name:
            country = each.get("ref", "")[:2] if re.match(r"[A-Z]{2}-", each.get("ref", "")) else ""
            found.append(Institution(country_words(country) if country not in {"", "XM", "XI"} else "", name))
            roles.append(Participation(name, ROLES.get(each.get("role", ""), Working.UNDECLARED)))
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(roles))


def _dates(reading: Reading) -> tuple[PartialDate | None, PartialDate | None]:
    """Start and end; an actual date before a planned one."""
    known = {}
    for each in reading.all("activity-date"):
        day = day_of(each.get("iso-date", ""))
        if day is None:
            reading.refuse("start", each.get("iso-date", ""), _("no es una fecha"))
        else:
            known[each.get("type", "")] = (_as_declared(day, reading.text(each)), each)
    for field, planned, actual in (("start", "1", "2"), ("end", "3", "4")):
        if planned in known and actual in known and known[planned][0] != known[actual][0]:
            reading.leave(field, [known[planned][1]], _("se tomó la fecha real, no la prevista"))
    start, end = known.get("2") or known.get("1"), known.get("4") or known.get("3")
    return start and start[0], end and end[0]


def _as_declared(day: date, words: str) -> PartialDate:
    """The day, or the month or year that the words beside it declare and that it stands for."""
    try:
        declared = PartialDate.from_iso(words) if words else None
    except Broken:
        declared = None
    return declared if declared and declared.first_day == day else PartialDate(day)


def _tags(reading: Reading, vocabulary: str) -> dict[str, Any]:
    """The tags of a vocabulary by their code."""
    found: dict[str, Any] = {}
    for each in reading.all("tag"):
        if each.get("vocabulary") == vocabulary:
            found.setdefault(each.get("code", "").lower(), each)
    return found


def _goals(reading: Reading) -> tuple[Goal, ...]:
    """The goals with the words that the activity prints for them."""
    found = []
    for code, tag in _tags(reading, "2").items():
        if code.isdecimal() and int(code) in GOALS:
            found.append(Goal(int(code), reading.text(tag)))
        else:
            reading.refuse("goals", code, _("los Objetivos van del 1 al 17"))
    return tuple(found)


def _targets(reading: Reading) -> tuple[Target, ...]:
    codes = _tags(reading, "3")
    for code in codes:
        if code not in TARGETS:
            reading.refuse("targets", code, _("no es una meta de los Objetivos"))
    return tuple(Target(code) for code in codes if code in TARGETS)


def _record(reading: Reading, participations: tuple[Participation, ...], identifier: str) -> Record:
    modality = reading.activity.find("collaboration-type")
    marker, markers = _markers(reading)
    identifiers: tuple[Identifier, ...] = (Identifier("IATI", identifier),) if identifier else ()
    for each in reading.all("other-identifier"):
        if each.get("type") != "A1" and each.get("ref"):
            owner = each.find("owner-org")
            identifiers += (Identifier(reading.text(owner) or "IATI", each.get("ref")),)
    links = [Link(url, url) for each in reading.all("activity-website") if (url := (each.text or "").strip())]
    links += [
        Link((reading.text(each.find("title")) or each.get("url", ""))[:300], each.get("url", ""))
        for each in reading.all("document-link")
        if each.get("url")
    ]
    record = Record(
        modality=MODALITIES.get(modality.get("code", "")) if modality is not None else None,
        participations=participations,
        places=places_of(reading),
        targets=_targets(reading),
        purpose_code=_purpose(reading),
        marker=marker,
        markers=markers,
        relations=_relations(reading),
        identifiers=identifiers,
        links=tuple(links[:20]),
    )
    return with_money(reading, with_contact(reading, record))


def _relations(reading: Reading) -> tuple[Relation, ...]:
    """Other activities by their identifier: one that this is a part of, or any other kind."""
    kinds = {PARENT: RelationKind.PARENT}
    found = [
        Relation(kinds.get(each.get("type", ""), RelationKind.RELATED), title=each.get("ref", ""))
        for each in reading.all("related-activity")
    ]
    return tuple(dict.fromkeys(each for each in found if each.title))


def _purpose(reading: Reading) -> str:
    sectors = [each for each in reading.all("sector") if each.get("vocabulary", "1") == "1"]
    sectors.sort(key=lambda each: -(decimal_of(each.get("percentage", "")) or Decimal(0)))
    known = [each for each in sectors if re.fullmatch(r"\d{5}", each.get("code", ""))]
    reading.leave(
        "purpose_code", known[1:], _("un proyecto lleva un solo código de propósito; se tomó el mayor")
    )
    return str(known[0].get("code")) if known else ""


def _markers(reading: Reading) -> tuple[Significance | None, tuple[Marker, ...]]:
    gender, others = None, {}
    for each in reading.all("policy-marker"):
        code, score = each.get("code", ""), each.get("significance", "")
        if each.get("vocabulary", "1") != "1":
            continue  # told with what has no place
        if code == writing.GENDER and score in {value.value for value in Significance}:
            gender = Significance(score)
        elif code in MARKERS and score in SCORES:
            others[MARKERS[code]] = Marker(MARKERS[code], score)
        else:
            reading.refuse("markers", f"{code}: {score}", _("no es un marcador o un valor que se registre"))
    return gender, tuple(others.values())
