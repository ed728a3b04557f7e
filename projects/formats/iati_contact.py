"""Whom an IATI activity names for questions."""

from __future__ import annotations

from dataclasses import replace

from mcig.rules import _
from projects.formats.iati_element import Reading
from projects.rules.record import Record

# The first of these that is there.
NAMES = ("person-name", "department", "organisation")
READ = frozenset({"email", "telephone"})


def with_contact(reading: Reading, record: Record) -> Record:
    """The record with the first contact: a person, or else the office; the others are told."""
    contacts = [*reading.all("contact-info")]
    reading.leave("contact_name", contacts[1:], _("la ficha lleva un solo contacto"))
    if not contacts:
        return record
    first = contacts[0]
    named = next((tag for tag in NAMES if first.find(tag) is not None), "")
    reading.leave("contact_name", [each for each in first if each.tag not in READ | {named}])
    return replace(
        record,
        contact_name=reading.text(first.find(named)) if named else "",
        contact_email=(first.findtext("email") or "").strip(),
        contact_phone=(first.findtext("telephone") or "").strip(),
    )
