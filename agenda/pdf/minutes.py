"""The minutes as PDF, one for each audience, carrying the same rendering as data."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Minutes
from agenda.rules.minutes import Audience, Record, to_data
from agenda.wording import file_word, minutes_words
from mcig.documents.actions import Reference
from mcig.documents.kinds import register_kind
from mcig.mesa.models import Mesa
from mcig.pdf import Attachment, qr_code, render, without_scheme

KIND = register_kind("minutes", gettext_lazy("Documento de una reunión"))
TEMPLATE = "pdf/agenda/minutes.html"
STYLESHEET = "css/minutes.css"
TAGS = {"es": "es-MX"}
# The word for a rendering in addresses and names of files.
SLUGS = {Audience.INTERNAL: "interna", Audience.MEMBERS: "integrantes", Audience.PUBLIC: "publica"}


def audience_words(audience: Audience) -> str:
    """What a rendering is called."""
    return {
        Audience.INTERNAL: _("Versión interna: solo secretaría técnica y presidencia"),
        Audience.MEMBERS: _("Versión para los integrantes"),
        Audience.PUBLIC: _("Versión pública"),
    }[audience]


def minutes_pdf(
    minutes: Minutes, record: Record, audience: Audience, *, language: str, reference: Reference | None = None
) -> bytes:
    """`record`, already reduced to the audience, as tagged PDF.

    `reference` is what an issued document prints about itself; without it the copy is a draft.
    """
    with translation.override(language):
        mesa = Mesa.objects.first()
        on = timezone.localdate(minutes.approved_at or timezone.now())
        data = {"rendering": audience.value, "number": minutes.label, "minutes": to_data(record)}
        text = json.dumps(data, ensure_ascii=False, indent=2)
        attached = Attachment(f"{file_word(mesa)}.json", text.encode(), _("Los mismos datos, para programas"))
        context = _context(minutes, record, audience, reference) | {
            "mesa": mesa,
            "words": minutes_words(mesa),
            "lang": TAGS.get(language, language),
            "on": on,
        }
        return render(
            TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=on, attachments=[attached]
        )


def _context(
    minutes: Minutes, record: Record, audience: Audience, reference: Reference | None
) -> dict[str, Any]:
    return {
        "minutes": minutes,
        "record": record,
        "audience": audience_words(audience),
        "number": reference.number if reference else "",
        "link": reference.address if reference else "",
        "address": without_scheme(reference.address) if reference else "",
        "qr": qr_code(reference.address, title=_("Código QR de la página de verificación"))
        if reference
        else "",
    }


def file_name(minutes: Minutes, audience: Audience, language: str) -> str:
    """«minuta-2024-003-integrantes-es.pdf»; without a number that of the meeting's row."""
    label = minutes.label or f"borrador-{minutes.meeting_id}"
    return f"{file_word(Mesa.objects.first())}-{label}-{SLUGS[audience]}-{language}.pdf"
