"""The words of a file, read in a process of its own: it comes from outside, and readers may loop or swell.

Run as a program, `python reading.py KIND`: the file from standard input, its text to standard output. Knows
neither Django nor the rest of this package, and takes no more than `CPU_SECONDS` and `MEMORY_BYTES`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

# Beyond it a text is cut: what PostgreSQL keeps of its words must stay below one megabyte.
MOST_CHARACTERS = 100_000
MOST_PAGES = 300
CPU_SECONDS = 30
MEMORY_BYTES = 1024 * 1024 * 1024
# Which parts of a packed document hold words; PowerPoint has one part for each slide.
PARTS = {
    "docx": re.compile(r"word/(document|footnotes|header\d*|footer\d*)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
}
# What is a line of its own: paragraphs and headings, and the texts of cells.
LINES = frozenset({"p", "h", "si", "is"})


def text_of(kind: str, content: bytes) -> str:
    """The words of a file of this kind, at most `MOST_CHARACTERS`; empty for pictures and unknown kinds."""
    if kind in {"txt", "csv"}:
        return _joined([content.decode("utf-8-sig", errors="replace")])
    if kind == "pdf":
        return _joined(_pdf(content))
    return _joined(_packed(content, PARTS[kind])) if kind in PARTS else ""


def _pdf(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - only who reads one pays for it

    for page in PdfReader(BytesIO(content)).pages[:MOST_PAGES]:
        yield page.extract_text()


def _packed(content: bytes, parts: re.Pattern[str]) -> Iterator[str]:
    from xml.etree.ElementTree import iterparse  # noqa: PLC0415 - uploads declare no entities

    with ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            if not parts.fullmatch(name):
                continue
            with file.open(name) as part:
                for _event, element in iterparse(part):  # noqa: S314
                    if element.tag.rpartition("}")[2] in LINES:
                        yield "".join(element.itertext())
                        element.clear()


def _joined(lines: Iterable[str]) -> str:
    """Lines with single spaces and without control characters, as far as they fit."""
    kept, room = [], MOST_CHARACTERS
    for line in lines:
        clean = " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", line).split())[:room]
        if clean:
            kept.append(clean)
            room -= len(clean) + 1
        if room <= 0:
            break
    return "\n".join(kept)[:MOST_CHARACTERS]


def main(read: Callable[[], bytes] = sys.stdin.buffer.read) -> None:
    import resource  # noqa: PLC0415 - not where only the numbers are asked for

    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    sys.stdout.buffer.write(text_of(sys.argv[1], read()).encode())


if __name__ == "__main__":
    main()
