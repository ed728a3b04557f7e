"""The form's text as a list of labelled cells: decoding, residue of conversions, cells split over pages."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from dataclasses import dataclass, field

from mcig.rules import Broken, _
from mcig.words import fold
from projects.rules import LABELS, ROWS

__all__ = [
    "MAX_BYTES",
    "MAX_LINES",
    "Cell",
    "Footer",
    "Layout",
    "Stray",
    "decoded",
    "flowed",
    "is_label",
    "laid_out",
]

MAX_BYTES = 5 * 1024 * 1024
MAX_LINES = 20_000

_VARIANTS = {
    "name": "Nombre Proyecto|Nombre|Proyecto|Título Proyecto|Título",
    "thematic_area": "Área Temática|Área",
    "goals": "Objetivos Desarrollo Sostenible|Objetivos Desarrollo Sostenible ODS|ODS",
    "institutions": "Instituciones Involucradas|Instituciones|Instituciones Participantes",
    "place": "País ciudad|Países ciudades|País ciudades|País|Países|Ciudad|Ciudades|Lugar",
    "beneficiaries": "Beneficiarios Finales|Beneficiarios|Beneficiarias Finales|Población beneficiaria",
    "duration": "Duración meses|Duración mes|Duración",
    "objectives": "Objetivos",
    "description": "Breve descripción proyecto|Breve descripción|Descripción proyecto|Descripción",
    "results": "Resultados|Resultados esperados",
}
_TITLE = re.compile(r"\s*ficha resumen\b")
_SUBTITLE = re.compile(r"\s*proyectos? (?:bilateral|triangular|regional|multilateral)")
_FOOTER = re.compile(r"\s*informacion actualizada\b(?:\s+(?:el|al|a)\b)?[\s:]*")
_RULE = re.compile(r"[\s|:*_=+\-\u2013\u2014#]*")
_BINARY = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_TAGS = r"p|b|i|u|em|strong|span|div|font|ul|ol|li|table|tbody|thead|tr|td|th"
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr)\s*>\s*(?:<(?:p|div|li|tr)(?:\s[^<>]*)?>)?", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([.\-*_#()\[\]+>])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LONGEST_LABEL = 60


@dataclass(slots=True)
class Cell:
    """One row's content, cleaned; `key` is the row in `ROWS`, `line` where its label stands (from 1)."""

    key: str
    line: int
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(piece for piece in self.pieces if piece)


@dataclass(frozen=True, slots=True)
class Stray:
    """Text that belongs to no row."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Footer:
    """What follows «Información Actualizada el»."""

    line: int
    text: str


@dataclass(slots=True)
class Layout:
    """All that stands in the file, sorted into rows, footers and the rest."""

    cells: dict[str, Cell] = field(default_factory=dict)
    footers: list[Footer] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    titled: bool = False


def decoded(raw: bytes) -> str:
    """The file's text; raises `Broken` with the place when it is too large, empty, binary or not UTF-8."""
    if len(raw) > MAX_BYTES:
        raise Broken(
            _("El archivo mide %(size).1f MB y el máximo es %(most)d MB.")
            % {"size": len(raw) / 1024**2, "most": MAX_BYTES // 1024**2}
        )
    if not raw.removeprefix(codecs.BOM_UTF8).strip():
        raise Broken(_("El archivo está vacío: no tiene ninguna línea con texto."))
    if raw.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Broken(
            _("El archivo no es texto desde el byte 1: es un PDF, un documento de Word o un comprimido.")
        )
    if not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and (match := _BINARY.search(raw)):
        raise Broken(
            _("El archivo no es texto: el byte %(byte)d (línea %(line)d) no es un carácter.")
            % _place(raw, match.start())
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (len(raw) - len(error.object))
        raise Broken(
            _(
                "El archivo no está en UTF-8: el byte %(byte)d (línea %(line)d) no se puede leer. "
                "Guárdelo con codificación UTF-8 e inténtelo de nuevo."
            )
            % _place(raw, start)
        ) from None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def laid_out(text: str) -> Layout:
    """Sort the lines into cells; raises `Broken` when the text is not the form."""
    layout = Layout()
    current: Cell | None = None
    unknown = ""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise Broken(
            _("El archivo tiene %(count)d líneas y el máximo es %(most)d.")
            % {"count": len(lines), "most": MAX_LINES}
        )
    for number, line in enumerate(lines, start=1):
        if _RULE.fullmatch(line) or _is_heading(layout, line):
            continue
        if footer := _FOOTER.match(fold(_cleaned(line))):
            layout.footers.append(Footer(number, _cleaned(line)[footer.end() :].strip(" .*")))
            continue
        label, value = _columns(line)
        key = _row_of(label) if value is not None or _is_free(layout, label) else None
        if key:
            current, unknown = _opened(layout, key, number), ""
            current.pieces.append(_cleaned(value or ""))
        elif value is not None and label.strip() and len(label) <= _LONGEST_LABEL:
            unknown = _cleaned(label)
            layout.strays.append(_foreign(number, value, unknown))
        elif unknown:
            layout.strays.append(_foreign(number, line, unknown))
        elif current:
            current.pieces.append(_cleaned(line))
        else:
            layout.strays.append(Stray(number, _cleaned(line), str(_("está antes de la primera fila"))))
    _require_form(layout)
    return layout


def is_label(text: str) -> bool:
    """Whether the text is the label of a row of the form, in any of the wordings that circulate."""
    return _row_of(text) is not None


def flowed(text: str) -> str:
    """Lines joined to paragraphs: a break stays only where a sentence ends and another begins."""
    joined = ""
    for line in (" ".join(line.split()) for line in text.split("\n")):
        if not line:
            continue
        ends = joined.endswith((".", ":", ";", "!", "?", "»", "”", '"', ")"))
        begins = not line[0].islower()
        joined += (("\n" if ends and begins else " ") if joined else "") + line
    return joined


def _place(raw: bytes, offset: int) -> dict[str, int]:
    return {"byte": offset + 1, "line": raw.count(b"\n", 0, offset) + 1}


def _cleaned(text: str) -> str:
    text = _BREAK.sub("\n", text)
    text = html.unescape(_TAG.sub("", text))
    text = _ESCAPE.sub(r"\1", text.replace("**", "").replace("__", ""))
    text = _INVISIBLE.sub("", text).replace("\x0b", " ").replace("\x0c", " ").replace("\x1b", " ")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _columns(line: str) -> tuple[str, str | None]:
    """Label and value of a line; no value when the line has a single column."""
    if line.lstrip().startswith("|"):
        line = line.strip().strip("|").replace("|", "\t", 1)
    label, tab, value = line.partition("\t")
    if not tab or (label.strip() and len(label) > _LONGEST_LABEL):
        return line, None
    return label, value


def _row_of(label: str) -> str | None:
    return _KEYS.get(_stem(_cleaned(label)))


def _stem(label: str) -> str:
    words = re.findall(r"[a-z]+", fold(label))
    kept = [word for word in words if word not in {"de", "del", "el", "la", "los", "las", "en", "y", "e"}]
    return " ".join(re.sub(r"(?:e?s|e)$", "", word) for word in kept)


_KEYS = {_stem(label): key for key, labels in _VARIANTS.items() for label in labels.split("|")}


def _is_free(layout: Layout, label: str) -> bool:
    """Whether a line without a value may be a label: the form's own wording of a row not seen yet."""
    key = _row_of(label)
    return (
        key is not None
        and key not in layout.cells
        and _stem(_cleaned(label)) == _stem(_VARIANTS[key].partition("|")[0])
    )


def _is_heading(layout: Layout, line: str) -> bool:
    bare = fold(line).strip(" *#|\t")
    if _TITLE.match(bare):
        layout.titled = True
        return True
    return layout.titled and not layout.cells and bool(_SUBTITLE.match(bare))


def _opened(layout: Layout, key: str, number: int) -> Cell:
    if cell := layout.cells.get(key):
        layout.notes.append(
            _("La fila «%(label)s» aparece en las líneas %(first)d y %(second)d; se leyeron juntas.")
            % {"label": LABELS[key], "first": cell.line, "second": number}
        )
        return cell
    return layout.cells.setdefault(key, Cell(key, number))


def _foreign(number: int, text: str, label: str) -> Stray:
    reason = _("«%(label)s» no es una fila de la ficha resumen") % {"label": label}
    return Stray(number, _cleaned(text), reason)


def _require_form(layout: Layout) -> None:
    if len(layout.cells) >= (1 if layout.titled else 3):
        missing = [str(LABELS[key]) for key in ROWS if key not in layout.cells]
        for label in missing:
            layout.notes.append(_("No se encontró la fila «%(label)s».") % {"label": label})
        return
    if layout.titled:
        raise Broken(
            _("El archivo tiene el título de la ficha resumen, pero ninguna línea es una de sus filas.")
        )
    raise Broken(
        _(
            "El archivo no es una ficha resumen: desde la línea 1 no aparecen ni su título, «FICHA RESUMEN», "
            "ni filas como «Nombre Proyecto»."
        )
    )
