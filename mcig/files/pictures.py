"""PNG and JPEG: looked at, and painted anew where they are shown. Knows no Django."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from mcig.files.kinds import Kind
from mcig.rules import Broken, _

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURES = {b"\x89PNG\r\n\x1a\n": Kind.PNG, b"\xff\xd8\xff": Kind.JPEG}
FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG"}
PNG_END = b"IEND\xaeB`\x82"
JPEG_DATA, JPEG_END = b"\xff\xda", b"\xff\xd9"
MAX_PIXELS = 50_000_000
MAX_PAINTED_PIXELS = 16_000_000  # unpacked, 64 MB of memory


def signed_as(content: bytes) -> Kind | None:
    """The kind of picture that the first bytes announce, if any."""
    return next((kind for mark, kind in SIGNATURES.items() if content.startswith(mark)), None)


def checked(content: bytes, kind: Kind) -> Kind:
    """`kind`, when the picture can be read. Raises `Broken` for a damaged one or one beyond `MAX_PIXELS`."""
    picture = opened(content, kind)
    if not _is_whole(content, kind):
        raise _damaged()
    try:
        picture.verify()
    except Exception:
        raise _damaged() from None
    return kind


def _is_whole(content: bytes, kind: Kind) -> bool:
    """Whether the picture comes to its end. The reader does not ask: the printer of PDFs, once it is loaded,
    makes it lenient for the whole process."""
    if kind is Kind.PNG:
        return PNG_END in content
    # Within the data of a JPEG neither mark can occur; what it holds besides has its own.
    return content.rfind(JPEG_END) > content.rfind(JPEG_DATA)


def opened(content: bytes, kind: Kind, *, most: int = MAX_PIXELS) -> Image:
    """The picture, not yet unpacked. Raises `Broken` when it is damaged or has more than `most` pixels."""
    from PIL import Image  # noqa: PLC0415 - for who uploads only

    try:
        picture = Image.open(BytesIO(content), formats=[FORMATS[kind]])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many(most) from None
    except Exception:
        # A hostile or cut file makes the reader fail in any way; for the person it is one and the same.
        raise _damaged() from None
    if picture.width * picture.height > most:
        raise _too_many(most)
    return picture


def painted_anew(content: bytes, kind: Kind, *, width: int, height: int, kept_as: Kind = Kind.PNG) -> bytes:
    """The picture of at most `width` by `height` points, painted from its colours alone: as a PNG, or as a
    JPEG on white.

    Nothing else of the file survives: no place where it was taken, no second document behind it. Raises
    `Broken` for a picture that is damaged or has more than `MAX_PAINTED_PIXELS`.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - for who uploads only

    picture = opened(content, kind, most=MAX_PAINTED_PIXELS)
    try:
        turned = ImageOps.exif_transpose(picture).convert("RGBA")
    except Exception:
        raise _damaged() from None
    turned.thumbnail((width, height))
    stream = BytesIO()
    if kept_as is Kind.JPEG:
        opaque = Image.new("RGB", turned.size, "white")
        opaque.paste(turned, mask=turned)
        opaque.save(stream, "JPEG", quality=85, optimize=True)
    else:
        fresh = Image.new("RGBA", turned.size)
        fresh.paste(turned)
        fresh.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _damaged() -> Broken:
    return Broken(_("La imagen está dañada y no se puede leer."))


def _too_many(most: int) -> Broken:
    return Broken(
        _("La imagen tiene más de %(most)d millones de puntos. Guárdela más pequeña.")
        % {"most": most // 10**6}
    )
