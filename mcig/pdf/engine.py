"""From a template to the bytes of a tagged PDF/UA-1."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

FONTS = "css/fonts.css"

# Pango's font map is not safe to share between threads, and there is one per process.
_press_is_busy = Lock()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF; `description` says what it is, in the document's language."""

    name: str
    content: bytes
    description: str


def render(
    template: str,
    context: Mapping[str, Any],
    *,
    stylesheet: str,
    language: str,
    on: date,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Render a full HTML document as PDF/UA-1 and return its bytes: the same for the same input.

    The template gives `<html lang>` and `<title>`, which PDF/UA demands. `stylesheet` is a static path
    (`css/ficha.css`), applied after the fonts. `language` is active while the template runs. `on` is the
    date that files inside carry. Only bundled static files can be loaded; anything else the HTML names
    raises `LookupError`.
    """
    with translation.override(language):
        html = render_to_string(template, dict(context))
    with _press_is_busy:
        return _press().print(html, stylesheet=stylesheet, on=on, attachments=attachments)


def warm_up(template: str, context: Mapping[str, Any], *, stylesheet: str, language: str) -> None:
    """Load fonts, stylesheet and libraries by one rendering, and keep them out of garbage collection."""
    render(template, context, stylesheet=stylesheet, language=language, on=date.min)
    gc.collect()
    gc.freeze()


@cache
def _press() -> _Press:
    return _Press()


class _Press:
    """One font configuration and one parse of each stylesheet per process. WeasyPrint is imported here only."""

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration

        from mcig.pdf.fetcher import StaticFiles

        self.fetcher = StaticFiles()
        self.fonts: FontConfiguration = FontConfiguration()
        self.sheets: dict[str, Any] = {}

    def print(self, html: str, *, stylesheet: str, on: date, attachments: Sequence[Attachment]) -> bytes:
        from weasyprint.urls import FatalURLFetchingError

        try:
            sheets = [self._sheet(FONTS), self._sheet(stylesheet)]
            pdf: bytes = self._document(html).write_pdf(
                font_config=self.fonts,
                stylesheets=sheets,
                attachments=[_enclosed(each, on) for each in attachments],
                pdf_variant="pdf/ua-1",
                pdf_identifier=True,
                finisher=_finish,
            )
        except FatalURLFetchingError as refusal:  # not an Exception: it would pass every handler of a server
            raise LookupError(str(refusal)) from refusal.__cause__
        return pdf

    def _sheet(self, path: str) -> Any:
        if path not in self.sheets:
            from weasyprint import CSS

            from mcig.pdf.fetcher import ORIGIN

            self.sheets[path] = CSS(url=ORIGIN + path, url_fetcher=self.fetcher, font_config=self.fonts)
        return self.sheets[path]

    def _document(self, html: str) -> HTML:
        from weasyprint import HTML

        from mcig.pdf.fetcher import ORIGIN

        return HTML(string=html, base_url=ORIGIN, url_fetcher=self.fetcher)


def _enclosed(attachment: Attachment, on: date) -> Any:
    from weasyprint import Attachment as Enclosed

    moment = datetime.combine(on, time())
    return Enclosed(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
        relationship="Data",
    )


def _finish(document: Any, pdf: Any) -> None:
    """Complete the tags: scope of header cells, language of cells in another one, index of header cells."""
    import pydyf
    from weasyprint.formatting_structure.boxes import TableCellBox

    headers = []
    for page in document.pages:
        for box in page._page_box.descendants():
            if not isinstance(box, TableCellBox) or (element := getattr(box, "mark", None)) is None:
                continue
            if scope := box.element.get("scope"):
                element["A"]["Scope"] = f"/{'Row' if scope == 'row' else 'Column'}"
            if language := box.element.get("lang"):
                element["Lang"] = pydyf.String(language)
            if "ID" in element:
                headers.append((element["ID"].data, element))
    if headers:
        names = pydyf.Array(
            part for _name, element in sorted(headers, key=lambda each: each[0])
            for part in (element["ID"], element.reference)
        )
        tree = next(each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/StructTreeRoot")
        tree["IDTree"] = pydyf.Dictionary({"Names": names})
    files = [each.reference for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Filespec"]
    if files:
        pdf.catalog["AF"] = pydyf.Array(files)
