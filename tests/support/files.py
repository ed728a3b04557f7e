"""Files as people and their adversaries send them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"
MAIN = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it; what it says of its type is a lie."""
    return SimpleUploadedFile(name, content, content_type="image/png")


def pdf(adjust: Callable[[PdfWriter], object] | None = None, *, pages: int = 1) -> bytes:
    """A PDF of blank pages; `adjust` may add to it."""
    writer, stream = PdfWriter(), BytesIO()
    for _page in range(pages):
        writer.add_blank_page(200, 100)
    if adjust is not None:
        adjust(writer)
    writer.write(stream)
    return stream.getvalue()


def printed(text: str) -> bytes:
    """A PDF of one page that says the text, of plain letters."""
    stream = b"BT /F1 12 Tf 20 60 Td (" + text.encode("latin-1") + b") Tj ET"
    objects = (
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 400 100] /Contents 4 0 R /Resources 6 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
        b"<</Font <</F1 5 0 R>>>>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer\n<</Size 7 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(content))
    )


def packed(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def office(suffix: str = "docx", **more: bytes) -> bytes:
    """A document of Office with its smallest parts and `more`, where `__` stands for the slash."""
    types = f'<Types><Override ContentType="{OFFICE_TYPE.format(MAIN[suffix])}"/></Types>'.encode()
    others = {name.replace("__", "/").replace("_bin", ".bin"): content for name, content in more.items()}
    return packed({"[Content_Types].xml": types, "_rels/.rels": b"<Relationships/>", **others})


def open_document(suffix: str = "odt", **more: bytes) -> bytes:
    kind = {"odt": "text", "ods": "spreadsheet"}[suffix]
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    others = {name.replace("__", "/"): content for name, content in more.items()}
    return packed({"mimetype": mimetype, "META-INF/manifest.xml": b"<manifest/>", **others})


def picture(format_name: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, "#7a1f5c").save(stream, format_name)
    return stream.getvalue()
