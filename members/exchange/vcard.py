"""Contacts as vCard 4.0 (RFC 6350) or 3.0 (RFC 2426, for older programs)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from members.queries.directory import Entry

CONTENT_TYPE = "text/vcard; charset=utf-8"
VERSIONS = ("4.0", "3.0")
MAX_LINE_OCTETS = 75


def write(entries: Iterable[Entry], *, version: str, site: str) -> bytes:
    """The contacts, one card each. `site` is the address of this installation: it makes the UIDs stable.

    Raises `ValueError` for a version that is not in `VERSIONS`.
    """
    if version not in VERSIONS:
        raise ValueError(version)
    lines = (line for entry in entries for line in _card(entry, version, site))
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _card(entry: Entry, version: str, site: str) -> Iterator[str]:
    work, voice, mail = (
        (";TYPE=work", ";TYPE=work;VALUE=text", ";TYPE=work")
        if version == "4.0"
        else (";TYPE=WORK", ";TYPE=WORK,VOICE", ";TYPE=INTERNET,WORK")
    )
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{site}/personas/{entry.person_id}/")
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:urn:uuid:{identity}"
    yield f"FN:{_escaped(entry.name)}"
    # Which part is the family name is not known, and guessing it would be wrong for somebody.
    yield f"N:;{_escaped(entry.name)};;;"
    yield f"ORG:{_escaped(entry.organisation)}"
    yield f"TITLE:{_escaped(entry.title)}"
    if entry.email:
        yield f"EMAIL{mail}:{_escaped(entry.email)}"
    if entry.phone:
        yield f"TEL{voice}:{_escaped(entry.phone)}"
    if entry.address:
        yield f"ADR{work}:;;{_escaped(entry.address)};;;;"
    if entry.website:
        yield f"URL:{_one_line(entry.website)}"
    if version == "4.0":
        yield f"LANG:{entry.language}"
    yield "END:VCARD"


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(plain.splitlines())


def _one_line(text: str) -> str:
    return "".join(text.split())


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets; no character is cut in two."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > MAX_LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece])
