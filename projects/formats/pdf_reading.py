"""The form as a PDF: our own carries its data inside; of any other its text is read as well as it goes."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from mcig.pdf.attached import MAX_UNPACKED_BYTES, read_attachment
from mcig.rules import Broken, _
from projects.formats import ficha_json
from projects.formats.form_reading import suggested
from projects.formats.form_text import Reading, read_rows
from projects.formats.layout import is_label
from projects.rules import check
from projects.rules.incoming import Certainty, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["read_pdf"]

MAX_PAGES = 30
_GAP = re.compile(r"\S(\s{2,})\S")
_INDENT = re.compile(r"\s*")
_LONGEST_LABEL = 60


def read_pdf(content: bytes, data_name: str, known: Iterable[str] = ()) -> Suggestion:
    """What the PDF suggests: exactly what `data_name` inside it says, or what can be read of its text.

    Raises `Broken` for a PDF without text, with more than `MAX_PAGES`, or that is no form.
    """
    try:
        data = read_attachment(content, data_name)
    except Broken:
        return suggested(_read_text(content, known), Certainty.DOUBTFUL)
    ficha = ficha_json.load(data)
    check(ficha)
    return Suggestion(ficha=ficha)


def _read_text(content: bytes, known: Iterable[str]) -> Reading:
    lines = _lines(content)
    if not any(line.strip() for line in lines):
        raise Broken(
            _("El PDF no contiene texto: parece una imagen escaneada. Cargue el documento de Word."), "file"
        )
    return read_rows(_rows(lines), known)


def _lines(content: bytes) -> list[str]:
    from pypdf import PdfReader, apply_configuration  # noqa: PLC0415

    try:
        with apply_configuration(
            zlib_maximum_output_length=MAX_UNPACKED_BYTES,
            lzw_maximum_output_length=MAX_UNPACKED_BYTES,
            run_length_maximum_output_length=MAX_UNPACKED_BYTES,
            stream_decoding_work_maximum_length=4 * MAX_UNPACKED_BYTES,
        ):
            pages = PdfReader(BytesIO(content)).pages
            _require_few(len(pages))
            return [
                line
                for page in pages
                for line in page.extract_text(
                    extraction_mode="layout", layout_mode_space_vertically=False
                ).split("\n")
            ]
    except Broken:
        raise
    except Exception:
        # A hostile or cut file makes the parser fail in any way; for the person it is one and the same.
        raise Broken(_("El PDF está dañado y no se puede leer."), "file") from None


def _require_few(pages: int) -> None:
    if pages > MAX_PAGES:
        raise Broken(
            _("El PDF tiene más de %(most)d páginas: no es una ficha resumen.") % {"most": MAX_PAGES}, "file"
        )


def _rows(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    """Lines cut at the column where most texts of the right begin; labels may run over several lines."""
    edge = _edge(lines)
    label = ""
    waiting: list[str] = []
    for line in lines:
        left, right = (line[:edge].strip(), line[edge:].strip()) if edge else ("", line.strip())
        if not edge or (len(left) > _LONGEST_LABEL or (left and line[edge - 1 : edge].strip())):
            yield from _flushed(waiting)
            label, waiting = "", []
            yield None, line.strip()
            continue
        label = f"{label} {left}".strip() if left else label
        if right:
            waiting.append(right)
        if left and is_label(label):
            yield label, "\n".join(waiting)
            label, waiting = "", []
        elif not label:
            yield from _flushed(waiting)
            waiting = []
    if label:
        yield None, label
    yield from _flushed(waiting)


def _flushed(waiting: list[str]) -> Iterator[tuple[str, str]]:
    if waiting:
        yield "", "\n".join(waiting)


def _edge(lines: list[str]) -> int:
    """The column at which the right half begins; 0 when the text has one column."""
    starts: Counter[int] = Counter()
    for line in lines:
        indent = _INDENT.match(line)
        if indent and (gap := _GAP.search(line)) and gap.start() < _LONGEST_LABEL:
            starts[gap.end() - 1] += 1
        elif indent and 4 < indent.end() < _LONGEST_LABEL:  # noqa: PLR2004 - no column begins at the margin
            starts[indent.end()] += 1
    found, count = next(iter(starts.most_common(1)), (0, 0))
    return found if count >= 3 else 0  # noqa: PLR2004 - fewer are a chance
