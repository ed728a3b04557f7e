"""From a template to the bytes of a tagged PDF/UA-1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from mcig.pdf.attachment import Attachment
from mcig.pdf.kept import digest, kept
from mcig.pdf.pressroom import pressroom
from mcig.pdf.turns import turn


def render(
    template: str,
    context: Mapping[str, Any],
    *,
    stylesheet: str,
    language: str,
    on: date,
    attachments: Sequence[Attachment] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Render a full HTML document as PDF/UA-1 and give its bytes: the same for the same input.

    The template gives `<html lang>` and `<title>`, which PDF/UA demands. `stylesheet` is a static path
    (`css/ficha.css`), applied after the fonts. `language` is active while the template runs. `on` is the
    date that the attachments carry. `pictures` are images by the relative address that the template gives
    them (`pictures/CL.png`). Besides them only bundled static files are loaded: `LookupError` when the HTML
    or the stylesheet names anything else. `Busy` and `Spent` as `mcig.pdf.turns.turn`, `PressFailed` as
    `mcig.pdf.pressroom`.
    """
    with translation.override(language):
        html = render_to_string(template, dict(context))
    options = {"stylesheet": stylesheet, "on": on, "attachments": attachments, "pictures": pictures}
    key = digest(html, options)
    pdf = kept.get(key)
    if pdf is None:
        with turn() as spend:
            pdf, seconds = pressroom.print(html, **options)
            spend(seconds)
        kept.keep(key, pdf)
    return pdf
