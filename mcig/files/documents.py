"""PDF: refused when a password protects it or when it would act by itself. Knows no Django."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from mcig.files.kinds import DESCRIPTIONS, MEGABYTE, Kind
from mcig.files.names import suffix_of
from mcig.rules import Broken, _

if TYPE_CHECKING:
    from pypdf import PdfReader

SIGNATURE = b"%PDF-"
# What any one compressed part that is looked at may unpack to.
MAX_UNPACKED_BYTES = 64 * MEGABYTE
MAX_PAGES, MAX_NOTES, MAX_ACTIONS, MAX_FIELDS, MAX_ATTACHED = 3_000, 2_000, 100, 5_000, 50
ACTING = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute"}
PLAYING = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
# What may travel inside a PDF: the kinds that are admitted, and data.
ATTACHABLE = {suffix for each in DESCRIPTIONS.values() for suffix in each.suffixes} | {"json", "xml"}


def checked(content: bytes) -> Kind:
    """`Kind.PDF`, when the reader can open it and finds nothing in it that acts.

    Looked through are the actions of the document, its pages, notes and fields, and what is attached.
    Raises `Broken` for a password, for JavaScript, for a program attached or started, and for a damaged file.
    """
    from pypdf import apply_configuration  # noqa: PLC0415 - a tenth of a second, for who uploads only
    from pypdf.errors import LimitReachedError  # noqa: PLC0415

    try:
        with apply_configuration(
            zlib_maximum_output_length=MAX_UNPACKED_BYTES,
            lzw_maximum_output_length=MAX_UNPACKED_BYTES,
            run_length_maximum_output_length=MAX_UNPACKED_BYTES,
            brotli_maximum_output_length=MAX_UNPACKED_BYTES,
            stream_decoding_work_maximum_length=4 * MAX_UNPACKED_BYTES,
            stream_filters_maximum_length=4,
        ):
            _require_passive(_opened(content))
    except Broken:
        raise
    except LimitReachedError:
        raise Broken(_("El PDF contiene datos que al descomprimirse rebasan lo admitido.")) from None
    except Exception:
        # A hostile or cut file makes the parser fail in any way; for the person it is one and the same.
        raise Broken(_("El PDF está dañado y no se puede leer.")) from None
    return Kind.PDF


def _opened(content: bytes) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Broken(_("El PDF está protegido con contraseña; quítela y vuelva a intentarlo."))
    if not reader.pages:
        raise Broken(_("El PDF no tiene ninguna página."))
    return reader


def _require_passive(reader: PdfReader) -> None:
    root = _resolved(reader.trailer["/Root"])
    names = _resolved(root.get("/Names")) or {}
    if "/JavaScript" in names or any(_acts(each) for each in _carriers(reader, root)):
        raise Broken(
            _("El PDF contiene programas o acciones que se ejecutan. Vuelva a guardarlo sin ellos (PDF/A).")
        )
    for attached in islice(reader.attachment_list, MAX_ATTACHED):
        if suffix_of(attached.alternative_name or attached.name) not in ATTACHABLE:
            raise Broken(
                _("El PDF lleva dentro un archivo de un tipo que no se admite. Quítelo y guárdelo de nuevo.")
            )


def _carriers(reader: PdfReader, root: Any) -> Iterator[Any]:
    """Everything that may carry an action: the document, its pages, their notes, the fields of its form."""
    yield root
    for page in islice(reader.pages, MAX_PAGES):
        yield page
        for note in islice(_resolved(page.get("/Annots")) or (), MAX_NOTES):
            yield _resolved(note)
    form = _resolved(root.get("/AcroForm")) or {}
    waiting = list(_resolved(form.get("/Fields")) or ())
    for _count in range(MAX_FIELDS):
        if not waiting:
            return
        field = _resolved(waiting.pop())
        yield field
        waiting.extend(_resolved(field.get("/Kids")) or ())


def _acts(carrier: Any) -> bool:
    """Whether opening, entering or clicking this does more than move around the document."""
    if carrier is None:
        return False
    if carrier.get("/Subtype") in PLAYING:
        return True
    waiting = [carrier.get("/OpenAction"), carrier.get("/A")]
    waiting += (_resolved(carrier.get("/AA")) or {}).values()
    for _count in range(MAX_ACTIONS):
        if not waiting:
            return False
        action = _resolved(waiting.pop())
        if isinstance(action, list):
            waiting += [each for each in action if isinstance(_resolved(each), dict)]
        elif isinstance(action, dict):
            if action.get("/S") in ACTING or "/JS" in action:
                return True
            waiting.append(action.get("/Next"))
    return bool(waiting)


def _resolved(value: Any) -> Any:
    """What a reference points to."""
    return value.get_object() if hasattr(value, "get_object") else value
