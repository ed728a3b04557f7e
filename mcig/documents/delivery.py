"""Issued documents, handed out byte for byte."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language

from mcig.documents.models import IssuedDocument
from mcig.files import deliver


def deliver_issued(request: HttpRequest, document: IssuedDocument) -> HttpResponseBase:
    """Answer with the PDF as it was issued; see `mcig.files.deliver`. The caller has checked who asks."""
    return deliver(
        request,
        document.file,
        filename=document.filename,
        content_type="application/pdf",
        sha256=document.sha256,
    )


def in_language_of_page(documents: Iterable[IssuedDocument]) -> IssuedDocument | None:
    """The one in the language of the page, else the Spanish one, if either was issued."""
    by_language = {each.language: each for each in documents}
    return by_language.get(get_language() or "es") or by_language.get("es")
