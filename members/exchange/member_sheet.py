"""The spreadsheet of members and their people, read from outside: everything in it is doubted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from mcig.alphabet import alphabetical
from mcig.rules import Broken, _

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 30 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 1000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"

MEMBERS, PEOPLE = "members", "people"
HELP_TITLE, LISTS_TITLE = "Ayuda", "Listas"  # sheets of the template that nothing is read from

# The key of each column and its heading, as the template carries it.
HEADINGS = {
    "code": "Clave",
    "kind": "Tipo",
    "country": "País",
    "name": "Nombre",
    "name_en": "Nombre en inglés",
    "acronym": "Sigla",
    "protocol_order": "Orden de protocolo",
    "member_since": "Integrante desde",
    "basis": "Fundamento",
    "address": "Domicilio",
    "phone": "Teléfono",
    "website": "Sitio web",
    "iati_identifier": "Identificador IATI",
}
PEOPLE_HEADINGS = {
    "code": "Clave",
    "seat": "Lugar",
    "first": "Desde",
    "last": "Hasta",
    "name": "Nombre",
    "title": "Cargo",
    "email": "Correo electrónico",
    "phone": "Teléfono de trabajo",
    "language": "Idioma",
    "address_form": "Forma de tratamiento",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the book: its title, its columns, those without which it says nothing, and those that a new
    row fills in."""

    key: str
    title: str
    headings: dict[str, str]
    required: tuple[str, ...]
    filled: tuple[str, ...]


SHEETS = (
    Sheet(
        MEMBERS, "Integrantes", HEADINGS, ("code", "kind", "name"), ("code", "kind", "name", "member_since")
    ),
    Sheet(PEOPLE, "Personas", PEOPLE_HEADINGS, ("code", "name"), ("code", "name", "title")),
)


def place(row: Mapping[str, str]) -> str:
    """Where a row stands: its sheet and its line."""
    return f"{row.get('sheet', MEMBERS)}-{row['line']}"


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of the book, as texts by column key, with `sheet` and `line`; dates as ISO.

    The sheet called «Personas» holds people, the first other one members; the help and the lists of the
    template, further ones and empty rows are left alone. Raises `Broken` when it is no XLSX, holds macros or
    formulas, is larger than `MAX_BYTES` or `MAX_ROWS`, is damaged, or its columns are not those of the
    template.
    """
    _check_container(content)
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            rows = [row for sheet, page in _pages(book.worksheets) for row in _rows(sheet, page)]
        finally:
            book.close()
    except Broken:
        raise
    except Exception:
        # A hostile or cut file makes the reader fail in any way; for the person it is one and the same.
        raise Broken(_("El archivo está dañado y no se puede leer."), "file") from None
    if not rows:
        raise Broken(_("La hoja no tiene ningún renglón bajo sus encabezados."), "file")
    return rows


def _pages(worksheets: list[Any]) -> Iterator[tuple[Sheet, Any]]:
    members, people = SHEETS
    named = [page for page in worksheets if alphabetical(page.title) == alphabetical(people.title)]
    unread = {alphabetical(HELP_TITLE), alphabetical(LISTS_TITLE)}
    others = [page for page in worksheets if page not in named and alphabetical(page.title) not in unread]
    if others and not (named and _is_blank(others[0])):
        yield members, others[0]
    if named:
        yield people, named[0]


def _is_blank(page: Any) -> bool:
    return not any(cell.value is not None for cell in next(page.iter_rows(max_row=1), ()))


def _check_container(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise Broken(_("El archivo pesa más de %(most)d MB.") % {"most": MAX_BYTES // 2**20}, "file")
    if content.startswith(OLE):
        raise Broken(
            _("El archivo es de un formato anterior o tiene contraseña; guárdelo como .xlsx sin contraseña."),
            "file",
        )
    if not content.startswith(ZIP):
        raise Broken(_("El archivo no es una hoja de cálculo XLSX."), "file")
    try:
        with ZipFile(BytesIO(content)) as parts:
            infos = parts.infolist()
    except (BadZipFile, OSError, ValueError):
        raise Broken(_("El archivo está dañado y no se puede leer."), "file") from None
    names = {info.filename for info in infos}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Broken(_("El archivo contiene macros; guárdelo como libro .xlsx sin macros."), "file")
    if "xl/workbook.xml" not in names:
        raise Broken(_("El archivo no es una hoja de cálculo XLSX."), "file")
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise Broken(
            _("El archivo contiene más datos de los admitidos: %(most)d renglones, sin imágenes.")
            % {"most": MAX_ROWS},
            "file",
        )


def _rows(sheet: Sheet, page: Any) -> Iterator[dict[str, str]]:
    cells = page.iter_rows()
    keys = _keys(sheet, next(cells, ()))
    for count, row in enumerate(cells, start=1):
        if count > MAX_ROWS:
            raise Broken(
                _("El archivo tiene más de %(most)d renglones; divídalo.") % {"most": MAX_ROWS}, "file"
            )
        values = {key: _text(cell) for key, cell in zip(keys, row, strict=False) if key}
        if any(values.values()):
            yield {**values, "sheet": sheet.key, "line": str(count + 1)}


def _keys(sheet: Sheet, heading: Any) -> list[str]:
    known = {alphabetical(words): key for key, words in sheet.headings.items()}
    found = [_text(cell) for cell in heading]
    keys = [known.get(alphabetical(words), "") for words in found]
    unknown = [words for words, key in zip(found, keys, strict=True) if words and not key]
    missing = [sheet.headings[key] for key in sheet.required if key not in keys]
    twice = sorted({sheet.headings[key] for key in keys if key and keys.count(key) > 1})
    for names, sentence in (
        (missing, _("Faltan columnas: %(names)s. Descargue la plantilla y use sus encabezados.")),
        (unknown, _("Hay columnas que no se conocen: %(names)s. Use los encabezados de la plantilla.")),
        (twice, _("Hay columnas repetidas: %(names)s.")),
    ):
        if names:
            said = sentence % {"names": ", ".join(name[:40] for name in names[:10])}
            where = _("Hoja «%(title)s». ") % {"title": sheet.title} if sheet.key == PEOPLE else ""
            raise Broken(f"{where}{said}", "file")
    return keys


def _text(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        raise Broken(
            _("La celda %(cell)s contiene una fórmula; sustitúyala por su valor.")
            % {"cell": cell.coordinate},
            "file",
        )
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:1000]
