"""The certificate of a consultation: what was asked, of whom, what each answered and what came of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcig.documents.actions import Reference
from mcig.documents.kinds import register_kind
from mcig.mesa.models import Mesa
from mcig.pdf import qr_code, render, without_scheme
from members.models.consultations import Consultation
from members.queries.consultations import seats_of
from members.queries.papers import papers_of
from members.rules.consultation import SILENT, Phase, Rule

KIND = register_kind("consultation", gettext_lazy("Certificado de una consulta"))
TEMPLATE = "pdf/members/certificate.html"
STYLESHEET = "css/certificate.css"
# BCP 47 names of our languages.
TAGS = {"es": "es-MX"}


def certificate_pdf(consultation: Consultation, *, language: str, reference: Reference) -> bytes:
    """The certificate as tagged PDF; `reference` is what it prints about itself."""
    assert consultation.closed_at is not None
    with translation.override(language):
        context = _context(consultation, language, reference)
        on = timezone.localdate(consultation.closed_at)
        return render(TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=on)


def _context(consultation: Consultation, language: str, reference: Reference) -> dict[str, Any]:
    by_silence = consultation.rule == Rule.SILENCE and consultation.state == Phase.ADOPTED
    return {
        "mesa": Mesa.objects.first(),
        "consultation": consultation,
        "lang": TAGS.get(language, language),
        "papers": papers_of(consultation),
        "seats": seats_of(consultation),
        "silent": SILENT,
        "silent_words": _("conforme por silencio") if by_silence else _("sin respuesta"),
        "number": reference.number,
        "link": reference.address,
        "address": without_scheme(reference.address),
        "qr": qr_code(reference.address, title=_("Código QR de la página de verificación")),
    }
