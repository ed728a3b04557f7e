"""The folder: cover, contents, agenda, and the papers that are PDFs joined behind a page of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.errors import PyPdfError

from agenda.models import AgendaVersion, Paper, PaperVersion
from agenda.pdf.agenda import STYLESHEET, printed
from agenda.rules.papers import MAX_FOLDER_PAGES
from mcig.files.kinds import Kind
from mcig.pdf import render


@dataclass
class Part:
    """A paper in the folder: how many pages it brings, at which page they begin, or why it brings none."""

    paper: Paper
    newest: PaperVersion
    pages: int = 0
    begins: int = 0
    problem: str = ""
    label: str = field(default="", init=False)


def folder_pdf(
    version: AgendaVersion,
    papers: Sequence[Paper],
    *,
    language: str,
    target: Path,
    joined: Callable[[int], None],
) -> None:
    """Write the folder of a published agenda to `target`; `joined` is told how many papers are done.

    A paper that is no PDF, is encrypted or broken keeps its page, which says so. One source at a time is
    open.
    """
    with translation.override(language):
        parts = [_part(paper) for paper in papers]
        _count(parts)
        front = _front(version, parts, language)
        writer = PdfWriter(clone_from=PdfReader(BytesIO(front)))
        _not_universal(writer)
        own = len(writer.pages)
        first = own - len(parts)
        at = first
        for done, part in enumerate(parts, start=1):
            part.begins = at
            at += 1
            if not part.problem:
                at += _join(writer, part, at)
            joined(done)
        _bookmarks(writer, parts)
        _labels(writer, first)
        writer.compress_identical_objects()
        with target.open("wb") as out:
            writer.write(out)


def _part(paper: Paper) -> Part:
    return Part(paper, paper.versions.all()[0])


def _count(parts: Sequence[Part]) -> None:
    """How many pages each part brings, or why none."""
    pages = 0
    for part in parts:
        stored = part.newest.stored
        if stored.kind != Kind.PDF:
            words = _(
                "Este documento es de tipo %(kind)s y no se une: descárguelo en la página de la reunión."
            )
            part.problem = words % {"kind": stored.description.words}
            continue
        try:
            with stored.file.open("rb") as file:
                reader = PdfReader(file)
                if reader.is_encrypted:
                    part.problem = _(
                        "Este PDF está cifrado y no se une: descárguelo en la página de la reunión."
                    )
                    continue
                part.pages = len(reader.pages)
        except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            part.problem = _("Este PDF está dañado y no se une: avise a quien lo cargó.")
            continue
        pages += part.pages
        if pages > MAX_FOLDER_PAGES:
            pages, part.pages = pages - part.pages, 0
            part.problem = _("La carpeta admite 1 000 páginas: descargue este documento aparte.")


def _front(version: AgendaVersion, parts: Sequence[Part], language: str) -> bytes:
    """Cover, contents, agenda and the page of each paper, tagged as every PDF of ours."""
    page = 0
    for part in parts:
        page += 1
        part.label = str(page)
        page += part.pages
    context = printed(version, language) | {"parts": parts, "now": timezone.localtime()}
    on = timezone.localdate()
    return render("pdf/agenda/folder.html", context, stylesheet=STYLESHEET, language=language, on=on)


def _join(writer: PdfWriter, part: Part, at: int) -> int:
    """Put the pages of a paper at a place, and give how many; none when they cannot be read after all."""
    try:
        with part.newest.stored.file.open("rb") as file:
            reader = PdfReader(file)
            for place, page in enumerate(reader.pages):
                _quiet(page)
                writer.insert_page(page, at + place)
            return len(reader.pages)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return 0


def _quiet(page: PageObject) -> None:
    """Take away what a page would do by itself, and its links into a document that is not here."""
    for name in ("/AA", "/Annots", "/StructParents", "/Tabs"):
        if name in page:
            del page[name]


def _not_universal(writer: PdfWriter) -> None:
    """The papers of others are not tagged: the whole no longer promises PDF/UA."""
    writer.xmp_metadata = None


def _bookmarks(writer: PdfWriter, parts: Sequence[Part]) -> None:
    for part in parts:
        writer.add_outline_item(title=part.paper.title, page_number=part.begins)


def _labels(writer: PdfWriter, first: int) -> None:
    """Roman numbers for what precedes the papers, then from 1."""
    if first:
        writer.set_page_label(0, first - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    if first < len(writer.pages):
        writer.set_page_label(first, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL, start=1)
