"""The form as a Word document: its table becomes labelled rows, which the reader of the form reads."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mcig.rules import Broken, _
from projects.formats.form_text import Reading, read_rows
from projects.formats.layout import is_label
from projects.formats.numbering import Numbering, W
from projects.rules import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["read_word", "rows_of"]

MAX_PARAGRAPHS = 20_000
_SUBHEADING = re.compile(r"\s*objetivos?\s+(?P<kind>general|especifico)(?:e?s)?\s*:?\s*")
_IN_ONE_CELL = re.compile(r"(?P<label>[^:\n]{2,60}):\s*(?P<text>\S.*)", re.DOTALL)
_SHORT_HEADING = 60
_SHEET = re.compile("informacion actualizada|ficha resumen")


def read_word(content: bytes, known: Iterable[str] = ()) -> Reading:
    """Read a ficha resumen from a document; `known` as for `read_form`. Its container was checked before.

    Merged and split cells, labels in other words, rows missing or in another order and numbers that Word
    draws itself are read; inserted text counts, struck text does not. Raises `Broken` with one sentence for
    what is no document or no form.
    """
    return read_rows(rows_of(content), known)


def rows_of(content: bytes) -> Iterator[tuple[str | None, str]]:
    """The rows of a document's tables with their labels, and what stands outside them, in its order."""
    return _rows(_opened(content))


def _opened(content: bytes) -> Any:
    from docx import Document  # noqa: PLC0415 - a tenth of a second, for who imports only

    try:
        document = Document(BytesIO(content))
    except Exception:
        # A hostile or cut file makes the reader fail in any way; for the person it is one and the same.
        raise Broken(_("El documento está dañado y no se puede leer."), "file") from None
    paragraphs = document.element.body.iter(f"{W}p")
    if sum(1 for _paragraph in paragraphs) > MAX_PARAGRAPHS:
        raise Broken(
            _("El documento tiene más de %(most)d párrafos: no es una ficha resumen.")
            % {"most": MAX_PARAGRAPHS},
            "file",
        )
    return document


def _rows(document: Any) -> Iterator[tuple[str | None, str]]:
    numbering = Numbering(document)
    for block in _blocks(document.element.body):
        if block.tag == f"{W}tbl":
            yield from _table(block, numbering)
        elif text := _text(block, numbering).strip():
            yield _single(text, is_open=False)
    for section in document.sections:
        for part in (section.header, section.footer):
            text = "\n".join(_text(each, numbering) for each in part._element.iter(f"{W}p"))
            if not part.is_linked_to_previous and _SHEET.search(fold(text)):
                yield None, text.strip()


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order, through content controls and the like."""
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"}:
            yield from _blocks(child)


def _table(table: Any, numbering: Numbering) -> Iterator[tuple[str | None, str]]:
    is_open = False
    for row in _descend(table, "tr"):
        cells = list(_descend(row, "tc"))
        goes_on = bool(cells) and _continues(cells[0])
        texts = ["\n".join(_text(each, numbering) for each in cell.iter(f"{W}p")).strip() for cell in cells]
        label, *others = texts or [""]
        others = [text for text in others if text]
        if not (label or others):
            continue
        if len(cells) == 1 or (not others and not is_label(label)):
            yield _single(label, is_open=is_open)
        else:
            yield from _columns("" if goes_on else label, others)
        is_open = True


def _descend(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, also those inside a content control."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins"}:
            yield from _descend(child, name)


def _continues(cell: Any) -> bool:
    """Whether a cell is the lower part of one merged over several rows."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _columns(label: str, others: list[str]) -> Iterator[tuple[str, str]]:
    """A row of two columns; of three when the second heads the third, as a country or «General» does."""
    if heading := _SUBHEADING.fullmatch(fold(label)):
        yield "Objetivos", f"{heading['kind']}: " + "\n".join(others)
    elif len(others) == 2 and len(others[0]) <= _SHORT_HEADING and "\n" not in others[0]:  # noqa: PLR2004
        yield label, f"{others[0].rstrip(' :')}: {others[1]}"
    else:
        yield label, "\n".join(others)


def _single(text: str, *, is_open: bool) -> tuple[str | None, str]:
    """A text that stands alone: a label whose text follows, both in one cell, or more of the row before."""
    if is_label(text):
        return text, ""
    found = _IN_ONE_CELL.fullmatch(text)
    if found and is_label(found["label"]):
        return found["label"], found["text"]
    return ("" if is_open and not _SHEET.search(fold(text)) else None), text


def _text(paragraph: Any, numbering: Numbering) -> str:
    """The text of a paragraph with the number that Word draws before it; what was struck is left out."""
    pieces = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        kind = node.tag.removeprefix(W)
        if kind == "tab" and node.getparent().tag != f"{W}r":
            continue
        pieces.append(node.text or "" if kind == "t" else {"tab": " ", "noBreakHyphen": "-"}.get(kind, "\n"))
    text = "".join(pieces).replace("\t", " ")
    return numbering.before(paragraph) + text if text.strip() else ""
