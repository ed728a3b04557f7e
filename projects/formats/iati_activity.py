"""One IATI activity as a suggestion. The inverse of `iati_writing` where that writes; codes that are not ours
are said as texts that no field took."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

from mcig.rules import _
from projects.formats import iati_writing as writing
from projects.formats.iati_element import Reading, day_of, decimal_of
from projects.formats.iati_money import with_money
from projects.formats.regions import country_words
from projects.formats.splits import split_numbered
from projects.rules import GOALS, Ficha, Goal, Institution, PartialDate
from projects.rules.incoming import Certainty, Mark, Suggestion
from projects.rules.record import (
    SCORES,
    STATES,
    TARGETS,
    Identifier,
    Link,
    Marker,
    Participation,
    Place,
    Record,
    Significance,
    Target,
    Working,
)

__all__ = ["activity_suggestion"]

STATUS = {code: status for status, code in writing.STATUS.items()}
ROLES = {code: role for role, code in writing.ROLES.items()}
MODALITIES = {code: modality for modality, code in writing.COLLABORATION.items()}
MARKERS = {code: key for key, code in writing.MARKERS.items()}


def activity_suggestion(activity: Any, position: int) -> Suggestion:
    """What the activity suggests; `position` is its place in the file, from 1."""
    reading = Reading(activity)
    identifier = " ".join((activity.findtext("iati-identifier") or "").split())
    ficha, participations = _ficha(reading)
    record = _record(reading, participations, identifier)
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


def _ficha(reading: Reading) -> tuple[Ficha, tuple[Participation, ...]]:
    activity = reading.activity
    institutions, participations = _institutions(reading)
    texts: dict[str, list[str]] = defaultdict(list)
    fields = {"2": "general_objective", "3": "beneficiaries", "4": "results"}
    for each in reading.all("description"):
        field = fields.get(each.get("type", "1"), "description")
        if text := reading.text(each, field):
            texts[field].append(text)
    objective, specific = _numbered(reading, "specific_objectives", "\n".join(texts["general_objective"]))
    loose, results = _numbered(reading, "results", "\n".join(texts["results"]))
    start, end = _dates(reading)
    status = activity.find("activity-status")
    ficha = Ficha(
        name=reading.text(activity.find("title"), "name"),
        thematic_area=next(
            (reading.text(each) for each in reading.all("sector") if each.get("vocabulary") in {"98", "99"}),
            "",
        ),
        goals=_goals(reading),
        institutions=institutions,
        place=", ".join(country_words(each.get("code", "")) for each in reading.all("recipient-country")),
        beneficiaries="\n".join(texts["beneficiaries"]),
        start=start,
        end=end,
        status=STATUS.get(status.get("code", "")) if status is not None else None,
        general_objective=objective,
        specific_objectives=specific,
        description="\n".join(texts["description"]),
        results=(*((loose,) if loose else ()), *results),
        updated_on=day_of(activity.get("last-updated-datetime", "")),
    )
    return ficha, participations


def _numbered(reading: Reading, field: str, text: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a numbered list, and its items; all of it when there is no list."""
    if not re.search(r"(?:^|\n)1\. ", text):
        return text, ()
    return split_numbered(text, reading.notes[field].append)


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
            known[each.get("type", "")] = PartialDate(day)
    return known.get("2") or known.get("1"), known.get("4") or known.get("3")


def _tags(reading: Reading, vocabulary: str) -> list[str]:
    return list(
        dict.fromkeys(
            each.get("code", "") for each in reading.all("tag") if each.get("vocabulary") == vocabulary
        )
    )


def _goals(reading: Reading) -> tuple[Goal, ...]:
    codes = _tags(reading, "2")
    for code in codes:
        if not (code.isdecimal() and int(code) in GOALS):
            reading.refuse("goals", code, _("los Objetivos van del 1 al 17"))
    return tuple(Goal(int(code)) for code in codes if code.isdecimal() and int(code) in GOALS)


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
        places=_places(reading),
        targets=tuple(Target(code) for code in _tags(reading, "3") if code in TARGETS),
        purpose_code=_purpose(reading),
        marker=marker,
        markers=markers,
        identifiers=identifiers,
        links=tuple(links[:20]),
    )
    return with_money(reading, record)


def _places(reading: Reading) -> tuple[Place, ...]:
    countries = [each.get("code", "").upper() for each in reading.all("recipient-country")]
    countries = [code for code in dict.fromkeys(countries) if re.fullmatch("[A-Z]{2}", code)]
    names = [reading.text(each.find("name")) for each in reading.all("location")]
    if len(countries) == 1 and any(names):
        return tuple(dict.fromkeys(_place(countries[0], name) for name in names if name))
    for name in filter(None, names):
        reading.refuse("places", name, _("la actividad es de varios países y no dice de cuál es el lugar"))
    return tuple(Place(code) for code in countries)


def _place(country: str, name: str) -> Place:
    city, _comma, state = name.rpartition(", ")
    code = next((code for code, words in STATES.items() if words == state), "")
    return Place(country, code, city) if country == "MX" and code else Place(country, "", name)


def _purpose(reading: Reading) -> str:
    sectors = [each for each in reading.all("sector") if each.get("vocabulary", "1") == "1"]
    sectors.sort(key=lambda each: -(decimal_of(each.get("percentage", "")) or Decimal(0)))
    codes = [each.get("code", "") for each in sectors if re.fullmatch(r"\d{5}", each.get("code", ""))]
    for code in codes[1:]:
        reading.refuse(
            "purpose_code", code, _("un proyecto lleva un solo código de propósito; se tomó el mayor")
        )
    return codes[0] if codes else ""


def _markers(reading: Reading) -> tuple[Significance | None, tuple[Marker, ...]]:
    gender, others = None, {}
    for each in reading.all("policy-marker"):
        code, score = each.get("code", ""), each.get("significance", "")
        if each.get("vocabulary", "1") != "1":
            continue
        if code == writing.GENDER and score in {value.value for value in Significance}:
            gender = Significance(score)
        elif code in MARKERS and score in SCORES:
            others[MARKERS[code]] = Marker(MARKERS[code], score)
        else:
            reading.refuse("markers", f"{code}: {score}", _("no es un marcador o un valor que se registre"))
    return gender, tuple(others.values())
