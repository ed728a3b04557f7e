"""The handover dossier as one PDF to read, and as data to go on working with."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcig.documents.actions import Reference
from mcig.documents.kinds import register_kind
from mcig.mesa.models import Mesa
from mcig.pdf import qr_code, render, without_scheme
from members.dossier import Asked, Section, sections_for, subject_of
from members.drawing import draw
from members.models import Mandate
from members.queries.mandates import mandate_rows
from members.queries.papers import papers_of

KIND = register_kind("dossier", gettext_lazy("Dossier de traspaso de la presidencia"))
DATA_KIND = register_kind("dossier-data", gettext_lazy("Datos del dossier de traspaso"))
TEMPLATE = "pdf/members/dossier.html"
STYLESHEET = "css/dossier.css"
TAGS = {"es": "es-MX"}
# A table of two thousand rows takes a printer's quarter of a minute; the rest stands in the data.
PRINTED_ROWS = 400
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section with the rows that are printed, and how many more its data hold."""

    section: Section
    rows: Sequence[tuple[str, ...]]
    left_out: int


def dossier_pdf(asked: Asked, *, language: str, reference: Reference | None = None) -> bytes:
    """The dossier as PDF/UA-1 with contents and page numbers.

    `reference` is what an issued dossier prints about itself; without it the copy says that it has no number.
    """
    with translation.override(language):
        rows = mandate_rows(asked.on)
        context = {
            "mesa": Mesa.objects.first(),
            "lang": TAGS.get(language, language),
            "subject": subject_of(asked),
            "on": asked.on,
            "drawing": draw(rows, asked.on),
            "sections": [_printed(section) for section in sections_for(asked)],
            "number": reference.number if reference else "",
            "link": reference.address if reference else "",
            "address": without_scheme(reference.address) if reference else "",
            "qr": qr_code(reference.address, title=_("Código QR de la página de verificación"))
            if reference
            else "",
        }
        return render(TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=asked.on)


def _printed(section: Section) -> PrintedSection:
    left_out = max(0, len(section.rows) - PRINTED_ROWS)
    return PrintedSection(section, section.rows[:PRINTED_ROWS], left_out)


def dossier_zip(asked: Asked, *, language: str, reference: Reference | None = None) -> bytes:
    """The same sections as data: `dossier.json` with everything, one CSV for each section, the documents of
    the mandate in `documentos/`, and `manifiesto.json` with size and SHA-256 of each of these files.

    Equal arguments give equal bytes.
    """
    with translation.override(language):
        sections = sections_for(asked)
        subject = subject_of(asked)
    data = {
        "document": reference.number if reference else None,
        "verify": reference.address if reference else None,
        "language": language,
        "date": asked.on.isoformat(),
        "mandate": {
            "office": subject.office.value,
            "holders": [holder.code for holder in subject.holders],
            "start": subject.term.lower.isoformat() if subject.term.lower else None,
            "end": subject.term.end.isoformat() if subject.term.end else None,
        },
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "columns": section.columns,
                "rows": section.rows,
            }
            for section in sections
        ],
    }
    return _packed(
        chain(
            [("dossier.json", _json(data))],
            ((f"{section.key}.csv", _csv(section)) for section in sections),
            _papers(asked.mandate),
        ),
        asked.on,
    )


def _papers(mandate: int) -> Iterator[tuple[str, bytes]]:
    """The files of the mandate, one at a time, each under a name of its own."""
    for place, paper in enumerate(papers_of(Mandate.objects.get(pk=mandate)), start=1):
        with paper.stored.file.open("rb") as file:
            yield f"documentos/{place:02d}-{paper.stored.name}", file.read()


def _packed(entries: Iterable[tuple[str, bytes]], on: date) -> bytes:
    """The entries in a ZIP, and last of them the manifest of all."""
    written, manifest = BytesIO(), []
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in entries:
            _put(archive, name, content, on)
            digest = hashlib.sha256(content).hexdigest()
            manifest.append({"name": name, "bytes": len(content), "sha256": digest})
        _put(archive, "manifiesto.json", _json({"files": manifest}), on)
    return written.getvalue()


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _csv(section: Section) -> bytes:
    """The section as spreadsheets read it: a byte order mark, and no cell that would be run as a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(section.columns)
    writer.writerows([_guarded(cell) for cell in row] for row in section.rows)
    return f"\ufeff{text.getvalue()}".encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _put(archive: ZipFile, name: str, content: bytes, on: date) -> None:
    moment = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a ZIP knows no time zones
    entry = ZipInfo(name, moment.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, content)


def file_name(on: date, suffix: str) -> str:
    """The name under which the dossier is downloaded: `dossier-traspaso_2026-12-31.pdf`."""
    return f"dossier-traspaso_{on.isoformat()}.{suffix}"
