"""The ficha as a Word document in the form's layout: two columns, ten rows, for those who edit offline."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from projects.formats.characters import carried
from projects.rules import TITLE, Ficha, Group, Numbered, Paragraph, footer_text, form_rows

if TYPE_CHECKING:
    from datetime import date

__all__ = ["CONTENT_TYPE", "written"]

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LABEL_WIDTH, VALUE_WIDTH = 4.6, 11.9  # centimetres; together what a Letter page holds
SIZE = 10.5


def written(ficha: Ficha, *, code: str, on: date, language: str) -> bytes:
    """The ficha as DOCX, its labels in the active language.

    What is printed is what the PDF prints. `code` and `on` go into the document's properties only.
    """
    from docx import Document  # noqa: PLC0415 - a tenth of a second, for who exports only
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = Document()
    _describe(document, ficha, code, on, language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.59), Cm(27.94)
    section.left_margin = section.right_margin = Cm(2.54)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(SIZE)
    for line in TITLE:
        heading = document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.space_after = Pt(0)
        heading.add_run(str(line)).bold = True
    document.add_paragraph()
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for row in form_rows(ficha):
        label, value = table.add_row().cells
        label.width, value.width = Cm(LABEL_WIDTH), Cm(VALUE_WIDTH)
        label.paragraphs[0].add_run(str(row.label)).bold = True
        _fill(value, row.parts)
    if footer := footer_text(ficha):
        document.add_paragraph()
        document.add_paragraph().add_run(str(footer)).italic = True
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _describe(document: Any, ficha: Ficha, code: str, on: date, language: str) -> None:
    """Title, language and dates of the file; python-docx would leave the day of its own template."""
    about = document.core_properties
    about.title = carried(f"{code} · {ficha.name}")[:255]
    about.author, about.comments = "", ""
    about.identifier = code
    about.language = "es-MX" if language == "es" else language
    about.created = about.modified = datetime.combine(on, time())


def _fill(cell: Any, parts: tuple[Any, ...]) -> None:
    """The content of a row: paragraphs, lists with their headings, numbered items."""
    lines: list[tuple[str, str]] = []
    for part in parts:
        match part:
            case Paragraph():
                lines.append((f"{part.heading}: " if part.heading else "", part.text))
            case Group():
                lines.append((f"{part.heading}:", ""))
                lines += [("", item) for item in part.items]
            case Numbered():
                lines += [(f"{part.heading}:", "")] if part.heading else []
                lines += [("", f"{number}. {item}") for number, item in enumerate(part.items, start=1)]
    for position, (heading, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        if heading:
            paragraph.add_run(carried(heading)).bold = True
        if text:
            paragraph.add_run(carried(text))
