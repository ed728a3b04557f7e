"""Whether a hostile text stayed a text: each kind of answer is read by a program that knows its form."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from icalendar import Calendar
from lxml import etree, html
from openpyxl import load_workbook
from pypdf import PdfReader

# What would act in HTML, in a cell, in a header, in XML, in a template or in Markdown; all in one line.
HOSTILE = '=1+1<x-canary onload="x()">é😀\u202e&ent;]]>{{ 7|add:7 }}[v](javascript:x()) \';DROP'
LINES = f"{HOSTILE}\r\nBcc: canary@mala.example\r\nBEGIN:VALARM\r\n"
ACTS = ("javascript:", "vbscript:", "data:text/html")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def effects_in(content: bytes, kind: str) -> list[str]:
    """What the content does that a text does not; `kind` is its media type."""
    return list(READERS[kind.split(";", maxsplit=1)[0].strip()](content))


def _html(content: bytes) -> Iterator[str]:
    page = html.fromstring(content.decode())
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "x-canary":
            yield "element"
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield f"handler {name}"
            if name in {"href", "src", "action", "formaction"} and value.strip().lower().startswith(ACTS):
                yield f"{name}={value[:40]}"


def _pdf(content: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(content))
    root: Any = reader.trailer["/Root"]
    yield from (key for key in ("/OpenAction", "/AA", "/AcroForm") if key in root)
    for page in reader.pages:
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A") or {}
            if action.get("/S") in {"/JavaScript", "/Launch"} or str(action.get("/URI", "")).startswith(ACTS):
                yield f"{action}"


def _xml(content: bytes) -> Iterator[str]:
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    yield from ("element" for _each in tree.iter("{*}x-canary"))


def _csv(content: bytes) -> Iterator[str]:
    for row in csv.reader(StringIO(content.decode("utf-8-sig"))):
        yield from (cell[:30] for cell in row if cell.startswith(FORMULA) and not _is_number(cell))


def _is_number(cell: str) -> bool:
    return cell.lstrip("-+").replace(".", "", 1).isdigit()


def _xlsx(content: bytes) -> Iterator[str]:
    for sheet in load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            yield from (f"{cell.coordinate} {cell.value}"[:40] for cell in row if cell.data_type == "f")
    yield from _parts(content)


def _parts(content: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                part = archive.read(name)
                yield from _xml(part)
                if name.endswith(".rels") and b'TargetMode="External"' in part and b"javascript:" in part:
                    yield f"link in {name}"


def _ics(content: bytes) -> Iterator[str]:
    calendar = Calendar.from_ical(content)
    for part in calendar.walk():
        yield from (name for name in part if name in {"BCC", "X-CANARY"})
        yield from (f"{error}" for error in part.errors)
        if part.name == "VALARM" and b"canary" in part.to_ical():
            yield "alarm"


def _json(content: bytes) -> Iterator[str]:
    json.loads(content)
    yield from ()


def _vcard(content: bytes) -> Iterator[str]:
    for line in content.decode().replace("\r\n ", "").splitlines():
        if line.upper().startswith(("BCC", "X-CANARY", "BEGIN:VALARM")):
            yield line


def _nothing(content: bytes) -> Iterator[str]:
    yield from ()


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "text/html": _html,
    "application/pdf": _pdf,
    "application/xml": _xml,
    "text/xml": _xml,
    "application/atom+xml": _xml,
    "image/svg+xml": _xml,
    "text/csv": _csv,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _xlsx,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _parts,
    "text/calendar": _ics,
    "application/json": _json,
    "text/vcard": _vcard,
    "text/plain": _nothing,
    "image/png": _nothing,
    "application/octet-stream": _nothing,
    "application/zip": _nothing,
}
