"""Documents of Office and of OpenDocument: a ZIP with parts. Knows no Django."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from mcig.files.kinds import DESCRIPTIONS, MEGABYTE, Kind
from mcig.rules import Broken, _

SIGNATURE = b"PK\x03\x04"
MAX_PARTS = 5_000
MAX_UNPACKED_BYTES = 250 * MEGABYTE
# A part larger than this may unpack to so many times its packed size; text rarely passes 30.
SMALL_PART_BYTES, MAX_RATIO = MEGABYTE, 200
PIECE = 64 * 1024
TYPES = "[Content_Types].xml"
MANIFEST = "META-INF/manifest.xml"
MAIN_PART = re.compile(rb"application/vnd\.openxmlformats-officedocument\.([a-z]+ml\.[a-z]+)\.main\+xml")
OFFICE = {
    b"wordprocessingml.document": Kind.DOCX,
    b"spreadsheetml.sheet": Kind.XLSX,
    b"presentationml.presentation": Kind.PPTX,
}
OPEN_DOCUMENT = {DESCRIPTIONS[kind].content_type.encode(): kind for kind in (Kind.ODT, Kind.ODS)}
# No program of an office writes a document type; entities are declared in one, to swell or to reach outside.
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]")
OVERLAP = 16
ACTIVE_PARTS = re.compile(r"vbaproject\.bin$|(^|/)(activex|basic|scripts)/", re.IGNORECASE)


def checked(content: bytes) -> Kind:
    """The kind of document in a ZIP, every part of which unpacks to what it promises.

    Raises `Broken` for any other ZIP, for passwords, macros and controls, for a damaged file and for one that
    unpacks to more than `MAX_UNPACKED_BYTES`, `MAX_PARTS` or `MAX_RATIO`.
    """
    try:
        with ZipFile(BytesIO(content)) as parts:
            infos = parts.infolist()
            _require_bounded(infos)
            _require_readable(parts, infos)
            kind = _kind(parts, {info.filename for info in infos})
    except Broken:
        raise
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise _damaged() from None
    except Exception as error:  # the unpackers name their errors each in their own way
        if type(error).__module__ in {"zlib", "lzma", "_lzma", "bz2"}:
            raise _damaged() from None
        raise
    if any(ACTIVE_PARTS.search(info.filename) for info in infos):
        raise _active()
    return kind


def _require_bounded(infos: list[ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in infos):
        raise _locked()
    steep = any(each.file_size > max(SMALL_PART_BYTES, MAX_RATIO * each.compress_size) for each in infos)
    if steep or len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise Broken(
            _("Al descomprimirse, el archivo rebasa lo admitido (%(most)d MB). Guárdelo de nuevo o divídalo.")
            % {"most": MAX_UNPACKED_BYTES // MEGABYTE}
        )


def _require_readable(parts: ZipFile, infos: list[ZipInfo]) -> None:
    """Unpack everything once: what is promised in the directory is held to, and the checksums too."""
    for info in infos:
        with parts.open(info) as part:
            before = b""
            while piece := part.read(PIECE):
                if info.filename.endswith((".xml", ".rels")) and DECLARES.search(before + piece):
                    raise _declaring()
                before = piece[-OVERLAP:]


def _kind(parts: ZipFile, names: set[str]) -> Kind:
    if TYPES in names:
        types = parts.read(TYPES)
        if b"macroEnabled" in types:
            raise _active()
        found = {OFFICE[name] for name in MAIN_PART.findall(types) if name in OFFICE}
        if len(found) == 1:
            return found.pop()
    elif "mimetype" in names:
        if MANIFEST in names and b"encryption-data" in parts.read(MANIFEST):
            raise _locked()
        if (kind := OPEN_DOCUMENT.get(parts.read("mimetype").strip())) is not None:
            return kind
    raise no_document()


def no_document() -> Broken:
    """What is said of an archive."""
    return Broken(_("El archivo es un paquete comprimido. Elija los documentos que contiene, uno por uno."))


def _declaring() -> Broken:
    return Broken(_("El archivo declara entidades de XML, que ningún programa de oficina escribe."))


def _damaged() -> Broken:
    return Broken(_("El archivo está dañado y no se puede leer."))


def _locked() -> Broken:
    return Broken(_("El archivo está protegido con contraseña. Quítela y vuelva a elegirlo."))


def _active() -> Broken:
    return Broken(_("El archivo contiene macros o controles que se ejecutan. Guárdelo sin ellos."))
