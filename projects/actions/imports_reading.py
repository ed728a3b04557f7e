"""From the bytes of a file to suggestions, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import IO

from django.conf import settings
from django.utils import translation

from mcig.files.kinds import Kind
from mcig.rules import Broken, _
from members.models import OrganisationName
from projects.formats.form_reading import suggested
from projects.formats.form_text import read_form
from projects.formats.matrix_reading import read_matrix
from projects.formats.pdf_reading import read_pdf
from projects.formats.word_sheet import read_sheet
from projects.models import ImportFormat, ProjectImport
from projects.pdf import DATA_NAME
from projects.rules.incoming import Reader, Suggestion, held_to_limits

# The texts of a project are Spanish: that reading comes first.
LANGUAGES = [code for code, _name in settings.LANGUAGES]
KINDS = (Kind.DOCX, Kind.PDF, Kind.XLSX, Kind.CSV, Kind.TXT, Kind.XML)
_FORMATS = {
    Kind.DOCX: ImportFormat.WORD,
    Kind.PDF: ImportFormat.PDF,
    Kind.XLSX: ImportFormat.MATRIX,
    Kind.CSV: ImportFormat.MATRIX,
    Kind.TXT: ImportFormat.TEXT,
    Kind.XML: ImportFormat.IATI,
}


def format_of(kind: Kind) -> ImportFormat:
    """How a file of this kind is read. Raises `Broken` for one that is not imported."""
    if kind not in _FORMATS:
        raise Broken(_("De un archivo de este tipo no se importan proyectos."), "file")
    return _FORMATS[kind]


def refuse_hostile(form: ImportFormat, content: bytes) -> None:
    """Raise `Broken` for a large file that its reader would refuse at once, before anything is kept."""
    if form == ImportFormat.IATI:
        from io import BytesIO  # noqa: PLC0415

        from projects.formats.iati_reading import require_activities  # noqa: PLC0415

        require_activities(BytesIO(content))


def suggestions(batch: ProjectImport, stream: IO[bytes]) -> Iterator[dict[str, Suggestion]]:
    """The projects that the file tells of, one by one, each as read in every language of the install.

    Languages differ in what the reading has to say. Raises `Broken` with one sentence.
    """
    for read in _readers(batch, stream):
        found = {}
        for language in LANGUAGES:
            with translation.override(language):
                found[language] = held_to_limits(read())
        yield found


def _readers(batch: ProjectImport, stream: IO[bytes]) -> Iterator[Reader]:
    if batch.format == ImportFormat.IATI:
        from projects.formats.iati_reading import Wanted, read_activities  # noqa: PLC0415

        yield from read_activities(stream, Wanted(**batch.options.get("iati", {})))
    elif batch.format == ImportFormat.MATRIX:
        yield from read_matrix(stream.read(), batch.options.get("columns", {}))
    else:
        yield partial(_form, batch.format, stream.read())


def _form(form: str, content: bytes) -> Suggestion:
    names = list(OrganisationName.objects.values_list("name", flat=True))
    if form == ImportFormat.PDF:
        return read_pdf(content, DATA_NAME, names)
    if form == ImportFormat.WORD:
        return read_sheet(content, names)
    return suggested(read_form(content, names))
