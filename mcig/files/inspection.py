"""What a file is, by its content. It comes from outside: nothing that it says of itself is believed."""

from __future__ import annotations

import re
from collections.abc import Collection

from mcig.files import containers, documents, pictures
from mcig.files.kinds import GENERAL, MAX_FILE_BYTES, MEGABYTE, Kind, named
from mcig.files.names import suffix_of
from mcig.rules import Broken, _

SCRIPT = "#!"
PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", SCRIPT.encode())
ARCHIVES = (b"PK", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IATI = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<iati-activities[\s>]", re.DOTALL
)
START_BYTES = 4096
MARKUP = re.compile(r"\s*<[a-z!?/]", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(content: bytes, name: str, *, admitted: Collection[Kind] = GENERAL) -> Kind:
    """The kind of `content`. `name` only tells a table (`.csv`) from other text.

    Raises `Broken`, with a sentence that says what to do, for an empty file, one beyond `MAX_FILE_BYTES`, one
    of a kind that is not `admitted`, and one that is damaged, protected by a password or able to act: macros,
    scripts, programs, documents that unpack without end.
    """
    if not content:
        raise Broken(_("El archivo está vacío."))
    if len(content) > MAX_FILE_BYTES:
        raise Broken(
            _("El archivo pesa más de %(most)d MB. Redúzcalo o divídalo.")
            % {"most": MAX_FILE_BYTES // MEGABYTE}
        )
    kind = _recognised(content, name, admitted)
    if kind not in admitted:
        raise Broken(_("Aquí se admiten archivos de estos tipos: %(kinds)s.") % {"kinds": named(admitted)})
    return kind


def _recognised(content: bytes, name: str, admitted: Collection[Kind]) -> Kind:
    if content.startswith(documents.SIGNATURE):
        return documents.checked(content)
    if (picture := pictures.signed_as(content)) is not None:
        return pictures.checked(content, picture)
    if content.startswith(containers.SIGNATURE):
        return containers.checked(content)
    if content.startswith(OLD_OFFICE):
        raise Broken(
            _(
                "El archivo es de un formato anterior de Office o tiene contraseña. Guárdelo sin contraseña"
                " en uno de los tipos que se admiten aquí: %(kinds)s."
            )
            % {"kinds": named(admitted)}
        )
    if IATI.match(content[:START_BYTES]):
        return Kind.XML
    return _text(content, name, admitted)


def _text(content: bytes, name: str, admitted: Collection[Kind]) -> Kind:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unknown(content, name, admitted) from None
    if CONTROLS.search(text) or text.startswith(SCRIPT):
        raise _unknown(content, name, admitted)
    if MARKUP.match(text):
        raise Broken(
            _(
                "El archivo es una página web, un dibujo SVG u otro XML, que un navegador ejecutaría."
                " Guárdelo en uno de los tipos que se admiten aquí: %(kinds)s."
            )
            % {"kinds": named(admitted)}
        )
    if not text.strip():
        raise Broken(_("El archivo está vacío."))
    return Kind.CSV if suffix_of(name) == Kind.CSV else Kind.TXT


def _unknown(content: bytes, name: str, admitted: Collection[Kind]) -> Broken:
    """Why bytes that are no text and no document are refused."""
    if content.startswith(PROGRAMS):
        return Broken(_("El archivo es un programa; los programas no se admiten."))
    if content.startswith(ARCHIVES):
        return containers.no_document()
    if suffix_of(name) in {Kind.TXT, Kind.CSV}:
        return Broken(_("El texto no está en UTF-8. Guárdelo con la codificación UTF-8 y vuelva a elegirlo."))
    return Broken(_("El archivo no es de un tipo que se admita: %(kinds)s.") % {"kinds": named(admitted)})
