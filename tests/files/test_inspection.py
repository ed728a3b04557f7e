"""What is admitted, and the sentence for each thing that is not; the database is not needed for it."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from mcig.files import containers
from mcig.files.inspection import kind_of
from mcig.files.kinds import ADMITTED, DESCRIPTIONS, GENERAL, MAX_FILE_BYTES, PICTURES, Kind
from mcig.rules import Broken
from tests.support.files import office, open_document, packed, pdf, picture

TABLE = "País;Importe\nMéxico;1\n".encode()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("informe.pdf", pdf(), Kind.PDF),
        ("informe.docx", office("docx"), Kind.DOCX),
        ("matriz.xlsx", office("xlsx"), Kind.XLSX),
        ("láminas.pptx", office("pptx"), Kind.PPTX),
        ("informe.odt", open_document("odt"), Kind.ODT),
        ("matriz.ods", open_document("ods"), Kind.ODS),
        ("logo.png", picture("PNG"), Kind.PNG),
        ("foto.JPEG", picture("JPEG"), Kind.JPEG),
        ("notas.txt", "México, niñas\r\n".encode(), Kind.TXT),
        ("tabla.CSV", b"\xef\xbb\xbf" + TABLE, Kind.CSV),
        ("MZ.txt", b"MZ es la abreviatura de manzana", Kind.TXT),
    ],
)
def test_content_decides_the_kind(name: str, content: bytes, kind: Kind) -> None:
    assert kind_of(content, name) is kind


def test_a_workbook_that_a_library_wrote_is_admitted() -> None:
    from openpyxl import Workbook  # noqa: PLC0415

    stream = BytesIO()
    Workbook().save(stream)
    assert kind_of(stream.getvalue(), "libro.xlsx") is Kind.XLSX


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "El archivo está vacío."),
        ("a.txt", b" \r\n\t", "El archivo está vacío."),
        ("a.txt", b"x" * (MAX_FILE_BYTES + 1), "El archivo pesa más de 25 MB."),
        ("a.pdf", b"MZ\x90\x00\x03", "El archivo es un programa"),
        ("a.pdf", b"\x7fELF\x02\x01\x00", "El archivo es un programa"),
        ("a.txt", b"#!/bin/sh\nrm -r .", "El archivo es un programa"),
        ("a.png", b'<svg xmlns="x"><script>1</script></svg>', "una página web, un dibujo SVG"),
        ("a.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><p>", "una página web, un dibujo SVG"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "formato anterior de Office"),
        ("a.txt", b"Rar!\x1a\x07\x00", "es un paquete comprimido"),
        ("a.zip", packed({"a.txt": b"a"}), "es un paquete comprimido"),
        ("a.odp", packed({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), "es un paquete"),
        ("a.csv", "Canción".encode("latin-1"), "El texto no está en UTF-8."),
        ("a.gif", b"GIF89a\x01\x00\x01\x00", f"no es de un tipo que se admita: {ADMITTED}."),
        ("a.pdf", b"%PDF-1.7\nnada", "El PDF está dañado"),
        ("a.png", picture("PNG")[:60], "La imagen está dañada"),
        ("a.jpg", b"\xff\xd8\xff\xe0 nada", "La imagen está dañada"),
        ("a.docx", office()[:-30], "El archivo está dañado"),
        ("a.docm", office(word__vbaProject_bin=b"x"), "El archivo contiene macros"),
        ("a.docx", office(word__activeX__activeX1_bin=b"x"), "El archivo contiene macros"),
        ("a.odt", open_document(Basic__Standard__Module1=b"x"), "El archivo contiene macros"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Broken) as refusal:
        kind_of(content, name)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("content", [b"<svg/>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"GIF89a\x01\x00"])
@pytest.mark.parametrize(
    ("admitted", "said"), [(PICTURES, "PNG, JPEG"), ((Kind.DOCX, Kind.XLSX, Kind.XML), "DOCX, XLSX, XML")]
)
def test_each_place_says_what_it_takes(content: bytes, admitted: tuple[Kind, ...], said: str) -> None:
    with pytest.raises(Broken) as refusal:
        kind_of(content, "a.bin", admitted=admitted)
    assert str(refusal.value).endswith(f"{said}.")


def test_a_document_that_declares_macros_is_refused() -> None:
    declared = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    with pytest.raises(Broken, match="contiene macros"):
        kind_of(packed({"[Content_Types].xml": declared}), "a.docx")


def test_an_open_document_with_a_password_is_refused() -> None:
    content = packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": b"<manifest:encryption-data/>",
        }
    )
    with pytest.raises(Broken, match="protegido con contraseña"):
        kind_of(content, "a.odt")


@pytest.mark.parametrize(("limit", "value"), [("MAX_PARTS", 3), ("MAX_UNPACKED_BYTES", 40), ("MAX_RATIO", 3)])
def test_a_document_that_unpacks_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    content = office(word__document=b"a" * 2_000_000, word__styles=b"b")
    monkeypatch.setattr(containers, limit, value)
    with pytest.raises(Broken, match="Al descomprimirse, el archivo rebasa lo admitido"):
        kind_of(content, "a.docx")


def test_a_real_bomb_is_refused_quickly() -> None:
    with pytest.raises(Broken, match="Al descomprimirse"):
        kind_of(office(word__document=bytes(260 * 1024 * 1024)), "a.docx")


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    content = office(word__document=b"a" * 50_000)
    with pytest.raises(Broken, match="está dañado"):
        kind_of(content.replace((50_000).to_bytes(4, "little"), (40_000).to_bytes(4, "little")), "a.docx")


def javascript(writer: PdfWriter) -> None:
    names = {NameObject("/JavaScript"): DictionaryObject()}
    writer.root_object[NameObject("/Names")] = DictionaryObject(names)


def opening(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def clicking(writer: PdfWriter) -> None:
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    )
    turn = DictionaryObject({NameObject("/S"): NameObject("/Named"), NameObject("/Next"): script})
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): turn})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


def playing(writer: PdfWriter) -> None:
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/RichMedia")})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


@pytest.mark.parametrize("adjust", [javascript, opening, clicking, playing])
def test_a_pdf_that_acts_is_refused(adjust: object) -> None:
    with pytest.raises(Broken, match="programas o acciones que se ejecutan"):
        kind_of(pdf(adjust), "a.pdf")  # type: ignore[arg-type]


def test_a_pdf_with_a_program_inside_is_refused_and_with_data_admitted() -> None:
    with pytest.raises(Broken, match="lleva dentro un archivo"):
        kind_of(pdf(lambda writer: writer.add_attachment("factura.exe", b"MZ")), "a.pdf")
    assert kind_of(pdf(lambda writer: writer.add_attachment("ficha.json", b"{}")), "a.pdf") is Kind.PDF


def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(Broken, match="El PDF está protegido con contraseña"):
        kind_of(pdf(lambda writer: writer.encrypt("clave", algorithm="RC4-128")), "a.pdf")


def test_a_picture_with_too_many_points_is_refused() -> None:
    with pytest.raises(Broken, match="más de 50 millones de puntos"):
        kind_of(picture("PNG", (8000, 7000)), "a.png")


def test_a_place_for_pictures_takes_pictures_only() -> None:
    with pytest.raises(Broken, match=r"archivos de estos tipos: PNG, JPEG\."):
        kind_of(pdf(), "a.pdf", admitted=PICTURES)


def test_the_sentence_of_what_is_admitted_names_every_kind() -> None:
    named = str(ADMITTED).replace(" y ", ", ").split(", ")
    assert named == [kind.name for kind in GENERAL]
    assert set(DESCRIPTIONS) == set(Kind)
