"""What may be uploaded: the kinds of file, what each is called, and the limits. Knows no Django."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mcig.rules import _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 25 * MEGABYTE
MAX_FILES = 10  # in one field, at once
MAX_NAME_LENGTH = 150
# A whole form: two files of the greatest size, or ten of six megabytes, and the words around them.
MAX_REQUEST_BYTES = 60 * MEGABYTE


class Kind(StrEnum):
    """A kind of file that is kept; its value is the suffix of such a file."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    PNG = "png"
    JPEG = "jpg"
    TXT = "txt"
    CSV = "csv"
    XML = "xml"


@dataclass(frozen=True, slots=True)
class Description:
    """How a kind is named to people and to browsers, and the suffixes that its files may have."""

    words: StrPromise
    content_type: str
    suffixes: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
DESCRIPTIONS = {
    Kind.PDF: Description(_("PDF"), "application/pdf", ("pdf",)),
    Kind.DOCX: Description(_("Word (DOCX)"), f"{_OFFICE}.wordprocessingml.document", ("docx",)),
    Kind.XLSX: Description(_("Excel (XLSX)"), f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",)),
    Kind.PPTX: Description(_("PowerPoint (PPTX)"), f"{_OFFICE}.presentationml.presentation", ("pptx",)),
    Kind.ODT: Description(_("OpenDocument (ODT)"), f"{_OPEN}.text", ("odt",)),
    Kind.ODS: Description(_("OpenDocument (ODS)"), f"{_OPEN}.spreadsheet", ("ods",)),
    Kind.PNG: Description(_("imagen PNG"), "image/png", ("png",)),
    Kind.JPEG: Description(_("imagen JPEG"), "image/jpeg", ("jpg", "jpeg")),
    Kind.TXT: Description(_("texto (TXT)"), "text/plain; charset=utf-8", ("txt",)),
    Kind.CSV: Description(_("tabla CSV"), "text/csv; charset=utf-8", ("csv",)),
    Kind.XML: Description(_("IATI (XML)"), "application/xml", ("xml",)),
}
# Taken everywhere; XML is taken only where its readers know what to do with it.
GENERAL = tuple(kind for kind in Kind if kind is not Kind.XML)
PICTURES = (Kind.PNG, Kind.JPEG)
# As a sentence names those that are taken everywhere; a test compares it with the kinds.
ADMITTED = _("PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TXT y CSV")


def named(kinds: Collection[Kind]) -> str:
    """The kinds that a place takes, as its sentences name them."""
    return str(ADMITTED) if tuple(kinds) == GENERAL else ", ".join(kind.name for kind in kinds)


def described(kind: str) -> Description:
    """The description of a stored kind."""
    return DESCRIPTIONS[Kind(kind)]
