"""Reading PDFs back in tests."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader

FURNITURE = re.compile(r"(?:Página|Page) \d+ (?:de|of) \d+|(?:Documento|Document) \d{4}-\d{4}|BORRADOR|DRAFT")


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, in the order of the content."""
    # Where a font lacks glyphs of the text, pypdf reads the others as two characters, the first of them NUL.
    return [page.extract_text().replace("\0", "") for page in PdfReader(BytesIO(pdf)).pages]


def flat(text: str) -> str:
    return " ".join(text.split())


def rows_of(pdf: bytes, labels: list[str], *, code: str, footer: str) -> dict[str, str]:
    """What stands beside each label, one line each; page headers and footers are left out."""
    pages = [FURNITURE.sub(" ", text).replace(code, " ") for text in page_texts(pdf)]
    text = flat(" ".join(pages))
    starts, at = [], 0
    for label in labels:
        at = text.index(label, at)
        starts.append((at, at + len(label)))
        at += len(label)
    end = text.rindex(footer) if footer else len(text)
    ends = [start for start, _stop in starts[1:]] + [end]
    return {
        label: text[stop:until].strip()
        for label, (_start, stop), until in zip(labels, starts, ends, strict=True)
    }
