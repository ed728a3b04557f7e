"""The part that knows WeasyPrint; only the processes of the pressroom import it."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from mcig.pdf.attachment import Attachment
from mcig.pdf.fetcher import ORIGIN, StaticFiles
from mcig.pdf.tags import complete

FONTS = "css/fonts.css"


class Press:
    """One font configuration and one parse of each stylesheet for the whole process."""

    def __init__(self) -> None:
        self.fetcher = StaticFiles()
        self.fonts = FontConfiguration()
        self.sheets: dict[str, weasyprint.CSS] = {}

    def print(
        self,
        html: str,
        *,
        stylesheet: str,
        on: date,
        attachments: Sequence[Attachment],
        pictures: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The HTML as tagged PDF; raises `LookupError` for what is neither static nor among `pictures`."""
        first = not self.sheets
        try:
            document = weasyprint.HTML(string=html, base_url=ORIGIN, url_fetcher=StaticFiles(pictures))
            pdf: bytes = document.write_pdf(
                font_config=self.fonts,
                stylesheets=[self._sheet(FONTS), self._sheet(stylesheet)],
                attachments=[_enclosed(each, on) for each in attachments],
                pdf_variant="pdf/ua-1",
                pdf_identifier=True,
                finisher=complete,
            )
        except FatalURLFetchingError as refusal:
            # It is no `Exception` and would pass by every handler of a server.
            raise LookupError(str(refusal)) from refusal.__cause__
        if first:
            # What has been loaded by now stays: the collector need not visit it again.
            gc.collect()
            gc.freeze()
        return pdf

    def _sheet(self, path: str) -> weasyprint.CSS:
        if path not in self.sheets:
            self.sheets[path] = weasyprint.CSS(
                url=ORIGIN + path, url_fetcher=self.fetcher, font_config=self.fonts
            )
        return self.sheets[path]


@cache
def press() -> Press:
    """The press of this process."""
    return Press()


# Its folder of unpacked fonts is removed while the interpreter is still whole.
atexit.register(press.cache_clear)


def _enclosed(attachment: Attachment, on: date) -> weasyprint.Attachment:
    moment = datetime.combine(on, time())
    return weasyprint.Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        created=moment,
        modified=moment,
    )
