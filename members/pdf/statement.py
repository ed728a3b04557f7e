"""A joint statement as PDF: its text and who has signed it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcig.documents.actions import Reference
from mcig.documents.kinds import register_kind
from mcig.mesa.models import Mesa
from mcig.pdf import qr_code, render, without_scheme
from members.models import DocumentVersion
from members.queries.mesa_documents import in_protocol_order, signatures_of

KIND = register_kind("statement", gettext_lazy("Comunicado conjunto"))
TEMPLATE = "pdf/members/statement.html"
STYLESHEET = "css/statement-print.css"
# BCP 47 names of our languages.
TAGS = {"es": "es-MX"}


def statement_pdf(version: DocumentVersion, *, language: str, reference: Reference | None = None) -> bytes:
    """The statement as tagged PDF with the signatories of this moment, in the order of protocol.

    `reference` is what an issued one prints about itself; without it the page says that it is no issued one.
    """
    with translation.override(language):
        context = _context(version, language, reference)
        on = timezone.localdate()
        return render(TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=on)


def _context(version: DocumentVersion, language: str, reference: Reference | None) -> dict[str, Any]:
    signed = [each for each in signatures_of(version) if each.is_signed]
    marked: dict[str, Any] = {}
    if reference is not None:
        marked = {
            "number": reference.number,
            "link": reference.address,
            "address": without_scheme(reference.address),
            "qr": qr_code(reference.address, title=_("Código QR de la página de verificación")),
        }
    return {
        "mesa": Mesa.objects.first(),
        "document": version.document,
        "version": version,
        "signatures": in_protocol_order(signed),
        "lang": TAGS.get(language, language),
        "now": timezone.now(),
        **marked,
    }
