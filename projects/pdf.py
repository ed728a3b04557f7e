"""The printed ficha: one context for the HTML preview and for the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcig.documents.actions import Reference
from mcig.documents.kinds import register_kind
from mcig.pdf import Attachment, qr_code, render, without_scheme
from projects.formats import ficha_json
from projects.rules import ROWS, TITLE, Ficha, Row, footer_text, form_rows, row_text, write_date
from projects.rules.translation import English, Translation, in_english

KIND = register_kind("ficha", gettext_lazy("Ficha resumen de un proyecto"))
TEMPLATE = "pdf/projects/ficha.html"
STYLESHEET = "css/ficha.css"
DATA_NAME = "ficha.json"
# BCP 47 names of our languages; what a mesa in Mexico declares is Mexican Spanish.
TAGS = {"es": "es-MX"}
DECLARED_IN = "es-MX"
# Characters from which a row may continue on the next page; a page holds about three times as many.
DIVIDED_FROM = 1200
OBJECTIVES = ("general_objective", "specific_objectives")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a published ficha is verified: its address as printed and as linked, and the QR code of it."""

    address: str
    link: str
    qr: SafeString


@dataclass(frozen=True, slots=True)
class PrintedFicha:
    """All that the ficha's template prints, in its language; a draft has no version and no mark."""

    language: str
    lang: str
    declared_lang: str
    code: str
    title: tuple[str, ...]
    heading: str
    rows: tuple[Row, ...]
    language_note: str
    notes: dict[str, str]
    in_english: frozenset[str]
    footer: str
    on: date
    version: int | None
    version_line: str
    number_line: str
    mark: Mark | None

    @property
    def is_draft(self) -> bool:
        return self.version is None

    @property
    def undivided(self) -> frozenset[str]:
        """The keys of the rows that are short enough to stand on one page whole."""
        return frozenset(row.key for row in self.rows if len(row_text(row)) < DIVIDED_FROM)


def ficha_context(
    content: Ficha,
    *,
    code: str,
    on: date,
    language: str,
    version: int | None = None,
    reference: Reference | None = None,
    translations: Sequence[Translation] = (),
) -> dict[str, Any]:
    """The context of `pdf/projects/_ficha.html`, for preview and PDF alike: `{"ficha": PrintedFicha}`.

    `on` is the local date of publication, of a draft that of its last change. Without `version` it is a
    draft, carries the BORRADOR mark and prints no `reference`. Labels are in `language` (`es` or `en`), the
    declared text stays as declared; in English a row whose texts are all translated is printed in English,
    and any other says in words that it is not; where nothing is translated, that is said once, above them.
    """
    content, states = in_english(content, translations) if language == "en" else (content, {})
    issued = reference if version else None
    with translation.override(language):
        return {
            "ficha": PrintedFicha(
                language=language,
                lang=TAGS.get(language, language),
                declared_lang=DECLARED_IN,
                code=code,
                title=tuple(str(line) for line in TITLE),
                heading=_("Ficha resumen %(code)s · %(name)s") % {"code": code, "name": content.name},
                rows=form_rows(content),
                language_note=_spanish_note(states),
                notes={} if _spanish_note(states) else _notes(states),
                in_english=frozenset(row for row in ROWS if _row_state(row, states) is English.COMPLETE),
                footer=str(footer_text(content)),
                on=on,
                version=version,
                version_line=_version_line(version, on),
                number_line=_("Documento %(number)s") % {"number": issued.number} if issued else "",
                mark=_mark(issued) if issued else None,
            )
        }


def _spanish_note(states: dict[str, English]) -> str:
    """That nothing of an English ficha is translated; nothing where something is."""
    is_spanish = set(states.values()) == {English.MISSING}
    return _("Los textos están en español: esta ficha todavía no se ha traducido.") if is_spanish else ""


def _version_line(version: int | None, on: date) -> str:
    """Which version it is and since when; nothing of a draft."""
    if version is None:
        return ""
    return _("Versión %(number)s, publicada el %(date)s") % {"number": version, "date": write_date(on)}


def ficha_pdf(
    content: Ficha,
    *,
    code: str,
    on: date,
    language: str,
    version: int | None = None,
    reference: Reference | None = None,
    translations: Sequence[Translation] = (),
) -> bytes:
    """The ficha as PDF/UA-1, carrying its data as `ficha.json`; arguments as for `ficha_context`.

    Equal arguments give equal bytes.
    """
    context = ficha_context(
        content,
        code=code,
        on=on,
        language=language,
        version=version,
        reference=reference,
        translations=translations,
    )
    with translation.override(language):
        description = _("Datos de la ficha")
    data = Attachment(DATA_NAME, ficha_json.dump(content), description)
    return render(TEMPLATE, context, stylesheet=STYLESHEET, language=language, on=on, attachments=[data])


def file_name(code: str, on: date, suffix: str = "pdf", *, is_draft: bool = False) -> str:
    """The name under which a ficha is downloaded: `CHL-2023-01_2025-04-10.pdf`; a draft is marked as one."""
    mark = _("BORRADOR") + "_" if is_draft else ""
    return f"{mark}{code}_{on.isoformat()}.{suffix}"


def _row_state(row: str, states: dict[str, English]) -> English | None:
    """How the texts of a printed row are translated; none where it has none."""
    parts = OBJECTIVES if row == "objectives" else (row,)
    found = {states[part] for part in parts if part in states}
    return next((each for each in (English.STALE, English.MISSING, English.COMPLETE) if each in found), None)


def _notes(states: dict[str, English]) -> dict[str, str]:
    """Of each row that is not in English, why not."""
    words = {
        English.MISSING: _("En español: falta traducir."),
        English.STALE: _("En español: la traducción es de un texto anterior."),
    }
    found = {row: _row_state(row, states) for row in ROWS}
    return {row: words[state] for row, state in found.items() if state in words}


def _mark(reference: Reference) -> Mark:
    return Mark(
        address=without_scheme(reference.address),
        link=reference.address,
        qr=qr_code(reference.address, title=_("Código QR de la página de verificación")),
    )
