from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

from mcig.pdf import attached, read_attachment
from mcig.rules import Broken


def pdf_with(files: dict[str, bytes], *, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in files.items():
        writer.add_attachment(name, content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    for position, each in enumerate(writer._objects):
        if isinstance(each, StreamObject) and each.get("/Type") == "/EmbeddedFile":
            writer._objects[position] = each.flate_encode()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def refusal(pdf: bytes) -> str:
    with pytest.raises(Broken) as caught:
        read_attachment(pdf, "ficha.json")
    return str(caught.value)


def test_the_file_asked_for_is_read() -> None:
    assert read_attachment(pdf_with({"otro.txt": b"no", "ficha.json": b"{}"}), "ficha.json") == b"{}"


@pytest.mark.parametrize("content", [b"", b"hola", b"PK\x03\x04" + b"\0" * 100])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    assert refusal(content) == "El archivo no es un PDF."


def test_a_cut_pdf_is_refused() -> None:
    whole = pdf_with({"ficha.json": b"{}"})

    assert {refusal(whole[: len(whole) * part // 10]) for part in range(1, 6)} <= {
        "El PDF está dañado y no se puede leer.",
        "El PDF no lleva dentro el archivo «ficha.json».",
    }


def test_a_pdf_without_the_file_is_refused() -> None:
    assert refusal(pdf_with({"otro.txt": b"{}"})) == "El PDF no lleva dentro el archivo «ficha.json»."


def test_a_pdf_with_a_password_is_refused() -> None:
    refused = refusal(pdf_with({"ficha.json": b"{}"}, password="clave"))

    assert refused == "El PDF está protegido con contraseña; quítela y vuelva a intentarlo."


def test_a_file_past_the_limit_is_refused() -> None:
    pdf = pdf_with({"ficha.json": b" " * (attached.MAX_ATTACHMENT_BYTES + 1)})

    assert len(pdf) < 20_000
    assert refusal(pdf) == "El archivo «ficha.json» que acompaña al PDF pesa más de 2 MB."


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    pdf = pdf_with({"ficha.json": b" " * (attached.MAX_UNPACKED_BYTES + 1)})

    assert refusal(pdf) == "El PDF contiene datos que al descomprimirse rebasan lo admitido."


def test_a_pdf_past_the_limit_is_refused_unread() -> None:
    assert refusal(b"%PDF-1.7" + b"0" * attached.MAX_PDF_BYTES) == "El PDF pesa más de 20 MB."


def test_limits_of_the_reader_are_restored() -> None:
    read_attachment(pdf_with({"ficha.json": b"{}"}), "ficha.json")

    many = pdf_with({"x": b" " * (attached.MAX_UNPACKED_BYTES + 1)})
    (content,) = PdfReader(BytesIO(many)).attachments["x"]
    assert len(content) == attached.MAX_UNPACKED_BYTES + 1
