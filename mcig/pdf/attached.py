"""Read back what an issued PDF carries inside. The file comes from outside: everything in it is doubted."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from mcig.rules import Broken, _

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PDF_BYTES = 20 * 1024 * 1024
MAX_ATTACHMENT_BYTES = 2 * 1024 * 1024
# What any one compressed part of the file may unpack to.
MAX_UNPACKED_BYTES = 8 * 1024 * 1024
MAX_ATTACHMENTS = 50


def read_attachment(pdf: bytes, name: str) -> bytes:
    """The bytes of the file `name` inside a PDF.

    Raises `Broken` when `pdf` is no PDF, is damaged or protected by a password, is larger than
    `MAX_PDF_BYTES`, holds no such file, or the file unpacks to more than `MAX_ATTACHMENT_BYTES`.
    """
    if len(pdf) > MAX_PDF_BYTES:
        raise Broken(_("El PDF pesa más de %(most)d MB.") % {"most": MAX_PDF_BYTES // 2**20})
    if b"%PDF-" not in pdf[:1024]:
        raise Broken(_("El archivo no es un PDF."))
    from pypdf import apply_configuration  # noqa: PLC0415
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
            content = _found(_opened(pdf), name)
    except Broken:
        raise
    except LimitReachedError:
        raise Broken(_("El PDF contiene datos que al descomprimirse rebasan lo admitido.")) from None
    except Exception:
        # A hostile or cut file makes the parser fail in any way; for the person it is one and the same.
        raise Broken(_("El PDF está dañado y no se puede leer.")) from None
    if len(content) > MAX_ATTACHMENT_BYTES:
        raise Broken(
            _("El archivo «%(name)s» que acompaña al PDF pesa más de %(most)d MB.")
            % {"name": name, "most": MAX_ATTACHMENT_BYTES // 2**20}
        )
    return content


def _opened(pdf: bytes) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(BytesIO(pdf))
    if reader.is_encrypted:
        raise Broken(_("El PDF está protegido con contraseña; quítela y vuelva a intentarlo."))
    return reader


def _found(reader: PdfReader, name: str) -> bytes:
    for each in islice(reader.attachment_list, MAX_ATTACHMENTS):
        if name in (each.name, each.alternative_name):
            return each.content
    raise Broken(_("El PDF no lleva dentro el archivo «%(name)s».") % {"name": name})
