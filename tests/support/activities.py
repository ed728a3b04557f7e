"""Sheets of donors as IATI 2.03 activities: each cell in the element made for it, the others as text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from projects.formats.iati_writing import LANG
from projects.formats.regions import country_codes
from projects.rules import read_date
from projects.rules.record.money import read_money

Element = tuple[str, dict[str, str], str]
# The schema's order.
ORDER = [
    "iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-date",
    "recipient-country", "recipient-region", "location", "sector", "tag", "policy-marker", "budget",
    "planned-disbursement", "transaction", "activity-website",
]  # fmt: skip
ROLES = {
    "Entidad Local": "1", "Financiador": "1", "Comitente": "1", "Entidad responsable a nivel político": "2",
    "Entidad canalizadora": "3", "Líder": "4", "Contraparte local": "4", "Contrapartes proyecto 1": "4",
    "Institución ejecutora (México)": "4",
}  # fmt: skip
DATES = {"Fecha inicio": "2", "Inicio": "2", "Fecha fin": "3", "Fin": "3"}
MARKERS = {
    "Género": "1", "Medio ambiente": "2", "Gobernabilidad": "3", "Comercio": "4", "Biodiversidad": "5",
    "Cambio climático - Mitigación": "6", "Cambio climático - Adaptación": "7", "Desertificación": "8",
    "Salud sexual y reproductiva y salud infantil": "9",
}  # fmt: skip
SCORES = {"No Orientado": "0", "Significativo": "1", "Principal": "2"}
AREAS = {"Área": "politicas", "Áreas de trabajo": "trabajo"}
SECTORS = {"Sector CRS": ("1", 5), "Area sectorial": ("2", 3)}
TAGS = {"ODS/ODM": "2", "Meta ODS/ODM": "3"}
PLACES = {"País", "Países", "Países contraparte"}
MONEY = {
    "Importe total del proyecto": "budget",
    "Monto": "budget",
    "Total comprometido por la Entidad Local": "2",
    "Total desembolsado en el año por la Entidad Local": "3",
    "Previsión de desembolso en los próximos años por la Entidad Local": "planned-disbursement",
}


def activities(cells: list[tuple[str, str]]) -> bytes:
    """A file with one activity that says what the cells say, in German where the headings are."""
    root = ET.Element("iati-activities", {"version": "2.03"})
    is_german = any(name.endswith("Bezeichnung") for name, _text in cells)
    activity = ET.SubElement(root, "iati-activity", {LANG: "de" if is_german else "es"})
    mark = hashlib.sha256(str(cells).encode()).hexdigest()[:8]
    _add(activity, "iati-identifier", {}).text = f"XX-EJEMPLO-{mark}"
    reporter = next((text for name, text in cells if name == "Entidad Local"), "Quien informa (ejemplo)")
    _add(activity, "reporting-org", {"ref": "XX-EJEMPLO", "type": "10"}, reporter)
    days = {DATES[name]: _day(text) for name, text in cells if name in DATES}
    rest = []
    for name, text in cells:
        placed = [*_about(name, text), *_where(name, text)]
        for tag, attributes, words in placed:
            _add(activity, tag, attributes, words)
        if name in MONEY and days:
            _money(activity, MONEY[name], text, days["2"], days["3"])
        elif not placed:
            rest.append(f"{name}: {text}")
    _add(activity, "description", {"type": "1"}, "\n".join(rest))
    activity[:] = sorted(activity, key=lambda each: ORDER.index(each.tag))
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _about(name: str, text: str) -> Iterable[Element]:
    if name == "Nombre del proyecto":
        yield "title", {}, text
    elif name in ROLES:
        for line in text.split("\n"):
            yield "participating-org", {"role": ROLES[name]}, line
    elif name in DATES:
        yield "activity-date", {"type": DATES[name], "iso-date": _day(text)}, ""
    elif name == "Fuente" and text.startswith("http"):
        yield "activity-website", {}, text
    else:
        yield from _kinds(name, text)


def _kinds(name: str, text: str) -> Iterable[Element]:
    """What it is about, by the codes of others."""
    marker = re.sub(r"^Marcadores (de Río )?", "", name)
    number = re.search(r"\d+(\.\w)?", text)
    if name in SECTORS:
        vocabulary, digits = SECTORS[name]
        yield "sector", {"vocabulary": vocabulary, "code": text[:digits]}, text
    elif name in AREAS:
        for line in text.split("\n"):
            yield "sector", {"vocabulary": "99", "code": AREAS[name]}, line
    elif name in TAGS and number:
        yield "tag", {"vocabulary": TAGS[name], "code": number[0].lower()}, text.removeprefix("ODS5 - ")
    elif marker in MARKERS and text in SCORES:
        yield "policy-marker", {"vocabulary": "1", "code": MARKERS[marker], "significance": SCORES[text]}, ""
    elif marker == "Cult. & Indígenas":
        attributes = {"vocabulary": "99", "vocabulary-uri": "https://example.org/", "code": "indigenas"}
        yield "policy-marker", attributes | {"significance": SCORES[text]}, f"{marker}: {text}"


def _where(name: str, text: str) -> Iterable[Element]:
    lines = text.split("\n")
    if name in PLACES and all(len(country_codes(line)) == 1 for line in lines) and " y " not in text:
        for line in lines:
            yield "recipient-country", {"code": country_codes(line)[0]}, line
    elif name == "Área geográfica":
        yield "recipient-region", {"vocabulary": "1", "code": "389"}, text
    elif name == "Localización":
        for line in lines:
            yield "location", {}, line


def _money(activity: ET.Element, kind: str, text: str, start: str, end: str) -> None:
    money = read_money(text)
    if kind in {"2", "3"}:
        element = _add(activity, "transaction", {})
        ET.SubElement(element, "transaction-type", {"code": kind})
        ET.SubElement(element, "transaction-date", {"iso-date": start})
    else:
        element = _add(activity, kind, {"type": "1"})
        ET.SubElement(element, "period-start", {"iso-date": end if kind == "planned-disbursement" else start})
        ET.SubElement(element, "period-end", {"iso-date": end})
    value = ET.SubElement(element, "value", {"currency": money.currency, "value-date": start})
    value.text = str(money.amount)


def _day(text: str) -> str:
    return read_date(text).iso


def _add(parent: ET.Element, tag: str, attributes: dict[str, str], text: str = "") -> ET.Element:
    """An element with a narrative; a website says its address itself, a location has a name."""
    element = ET.SubElement(parent, tag, attributes)
    if tag == "activity-website":
        element.text = text
    elif text:
        told = ET.SubElement(element, "name") if tag == "location" else element
        ET.SubElement(told, "narrative").text = text
    return element
