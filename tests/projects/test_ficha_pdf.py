from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import NullObject

from mcig.documents.actions import Reference
from mcig.pdf import read_attachment
from projects.formats import ficha_json
from projects.formats.form_text import read_form
from projects.pdf import ficha_context, ficha_pdf, file_name
from projects.rules import Ficha, Goal, Institution, footer_text, form_rows, row_text
from tests.support.fichas import COMPLETE
from tests.support.originals import REAL_FORM, at_hand
from tests.support.pdfs import flat, page_texts, rows_of

FORMS = Path(__file__).parent / "forms"
REFERENCE = Reference("2026-0042", "https://mesa.example/verificar/BCDFGHJKMNPQ/")
ON = date(2026, 5, 12)


def printed(ficha: Ficha, language: str = "es", *, draft: bool = False) -> bytes:
    if draft:
        return ficha_pdf(ficha, code="CL-2023-01", on=ON, language=language)
    return ficha_pdf(ficha, code="CL-2023-01", on=ON, language=language, version=3, reference=REFERENCE)


def ficha_of(path: Path) -> Ficha:
    return read_form(at_hand(path).read_bytes()).ficha


def elements(pdf: bytes, kind: str) -> list[Any]:
    """The structure elements of a kind, as `/TH`."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if element.get("/S") == kind:
            found.append(element)
        for kid in element.get("/K", []):
            resolved = kid.get_object()
            if isinstance(resolved, dict):
                walk(resolved)

    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    for top in root["/StructTreeRoot"]["/K"]:
        walk(top.get_object())
    return found


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("path", [*sorted(FORMS.glob("*.txt")), REAL_FORM], ids=lambda path: path.stem)
def test_every_row_is_printed_as_the_form_has_it(path: Path, language: str) -> None:
    ficha = ficha_of(path)
    with translation.override(language):
        rows = {str(row.label): row_text(row) for row in form_rows(ficha)}
        footer = footer_text(ficha)

    assert rows_of(printed(ficha, language), list(rows), code="CL-2023-01", footer=footer) == rows


@pytest.mark.parametrize("path", [*sorted(FORMS.glob("*.txt")), REAL_FORM], ids=lambda path: path.stem)
def test_the_data_inside_are_the_ficha(path: Path) -> None:
    ficha = ficha_of(path)

    assert ficha_json.load(read_attachment(printed(ficha), "ficha.json")) == ficha


def test_text_that_could_do_harm_is_printed_and_read_back_as_it_is() -> None:
    hostile = Ficha(
        name="<script>alert(1)</script> & «Ñandú» {{ ficha }} {% now 'Y' %}",
        place="x" * 400,
        institutions=(Institution("México \U0001f1f2\U0001f1fd", "Łódź \U0001f600 \u202egnirts\u202c"),),
        description='<img src="file:///etc/passwd"> <link rel="attachment" href="file:///etc/passwd">',
        results=("&lt;b&gt;", "\u200fעברית"),
    )

    pdf = printed(hostile)

    assert "<script>alert(1)</script> & «Ñandú» {{ ficha }} {% now 'Y' %}" in flat(page_texts(pdf)[0])
    assert ficha_json.load(read_attachment(pdf, "ficha.json")) == hostile
    assert [each.name for each in PdfReader(BytesIO(pdf)).attachment_list] == ["ficha.json"]


def test_long_texts_run_over_pages_without_losing_a_word() -> None:
    words = " ".join(f"palabra{number}" for number in range(900))
    ficha = replace(COMPLETE, description=words, beneficiaries=words, results=(words,))
    rows = {str(row.label): row_text(row) for row in form_rows(ficha)}

    pdf = printed(ficha)

    assert len(page_texts(pdf)) > 5
    assert rows_of(pdf, list(rows), code="CL-2023-01", footer=footer_text(ficha)) == rows


def test_a_published_ficha_prints_its_number_version_date_and_address() -> None:
    pdf = printed(COMPLETE)
    head = flat(page_texts(pdf)[0])

    assert head.startswith(
        "FICHA RESUMEN PROYECTOS BILATERALES CL-2023-01 Versión 3, publicada el 12 de mayo de 2026"
        " Documento 2026-0042 ¿Es la vigente? Compruébelo en mesa.example/verificar/BCDFGHJKMNPQ/"
    )
    assert "BORRADOR" not in " ".join(page_texts(pdf))
    (figure,) = elements(pdf, "/Figure")
    assert figure["/Alt"] == "Código QR de la página de verificación"
    (page, *_rest) = PdfReader(BytesIO(pdf)).pages
    annotations: Any = page["/Annots"]
    assert [each.get_object()["/A"]["/URI"] for each in annotations] == [REFERENCE.address]


def test_a_draft_says_so_on_every_page_and_has_no_number() -> None:
    pages = page_texts(printed(replace(COMPLETE, description="Texto largo. " * 700), draft=True))

    assert len(pages) == 3
    assert all("BORRADOR" in page for page in pages)
    assert "Documento" not in " ".join(pages)
    assert "verificar" not in " ".join(pages)


def test_a_draft_never_prints_a_reference() -> None:
    pdf = ficha_pdf(COMPLETE, code="CL-2023-01", on=ON, language="es", reference=REFERENCE)

    assert REFERENCE.number not in " ".join(page_texts(pdf))


@pytest.mark.parametrize(("language", "words"), [("es", "Página {} de {}"), ("en", "Page {} of {}")])
def test_pages_are_numbered(language: str, words: str) -> None:
    pages = page_texts(printed(replace(COMPLETE, description="Texto largo. " * 700), language))

    numbers = range(1, len(pages) + 1)
    assert [
        words.format(number, len(pages)) in page for number, page in zip(numbers, pages, strict=True)
    ] == [True] * len(pages)


def test_it_is_a_tagged_pdf_ua_with_title_and_language() -> None:
    reader = PdfReader(BytesIO(printed(COMPLETE)))
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert root["/Lang"] == "es-MX"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Ficha resumen CL-2023-01 · Red de apoyo a defensoras comunitarias"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == ON
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {
        (595, 842)
    }


def test_footers_are_no_content() -> None:
    reader = PdfReader(BytesIO(printed(COMPLETE)))
    contents: Any = reader.pages[0].get_contents()
    root: Any = reader.trailer["/Root"]
    elements_of_page = root["/StructTreeRoot"]["/ParentTree"]["/Nums"][1]

    assert contents.get_data().count(b"/Pagination") == 2  # number of the document, number of the page
    assert [each for each in elements_of_page if isinstance(each, NullObject)] == [NullObject()] * 2


def test_items_of_lists_are_labels_and_bodies() -> None:
    items = elements(printed(replace(COMPLETE, results=("Uno", "Dos"))), "/LI")

    kinds = [[kid.get_object()["/S"] for kid in item["/K"]] for item in items]
    assert kinds.count(["/Lbl", "/LBody"]) >= 2
    assert {tuple(each) for each in kinds} <= {("/Lbl", "/LBody"), ("/LBody",)}


def test_row_headers_are_headers_of_their_cells() -> None:
    pdf = printed(COMPLETE)
    headers, cells = elements(pdf, "/TH"), elements(pdf, "/TD")
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]

    assert [header["/A"]["/Scope"] for header in headers] == ["/Row"] * 10
    assert [cell["/A"]["/Headers"] for cell in cells] == [[header["/ID"]] for header in headers]
    assert root["/StructTreeRoot"]["/IDTree"]["/Names"][::2] == sorted(header["/ID"] for header in headers)


def test_english_labels_stand_beside_the_text_as_declared() -> None:
    pdf = printed(COMPLETE, "en")
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]

    assert root["/Lang"] == "en"
    assert {cell["/Lang"] for cell in elements(pdf, "/TD")} == {"es-MX"}
    assert "SUMMARY SHEET" in page_texts(pdf)[0]
    assert COMPLETE.description in flat(page_texts(pdf)[0])


def test_every_font_is_embedded() -> None:
    fonts: dict[str, Any] = {}
    for page in PdfReader(BytesIO(printed(replace(COMPLETE, place="Łódź, Priština")))).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"]
            fonts[font.get_object()["/BaseFont"]] = "/FontFile2" in descriptor or "/FontFile3" in descriptor

    assert set(fonts.values()) == {True}
    assert {name.split("+")[1].split(",")[0].removesuffix("-Semi-Bold") for name in fonts} == {
        "Source-Sans-3",
        "Source-Sans-3-Ext",
    }


def test_equal_fichas_give_equal_bytes() -> None:
    assert printed(COMPLETE) == printed(COMPLETE)


def test_the_data_are_declared_as_the_source_of_the_document() -> None:
    root: Any = PdfReader(BytesIO(printed(COMPLETE))).trailer["/Root"]
    (file,) = (each.get_object() for each in root["/AF"])

    assert (file["/F"], file["/AFRelationship"], file["/Desc"]) == (
        "ficha.json",
        "/Data",
        "Datos de la ficha",
    )
    assert file["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def test_the_preview_prints_the_same_rows() -> None:
    context = ficha_context(COMPLETE, code="CL-2023-01", on=ON, language="es", version=3, reference=REFERENCE)
    html = render_to_string("pdf/projects/_ficha.html", context)

    assert html.count('scope="row"') == 10
    assert "style=" not in html
    assert "<script" not in html
    assert [str(row.label) for row in context["ficha"].rows] == [
        str(row.label) for row in form_rows(COMPLETE)
    ]


def test_an_empty_ficha_can_be_printed() -> None:
    rows = {str(row.label): "" for row in form_rows(Ficha())}

    assert rows_of(printed(Ficha(), draft=True), list(rows), code="CL-2023-01", footer="") == rows


def test_a_goal_without_words_prints_its_number() -> None:
    assert "Objetivo 5:" in page_texts(printed(Ficha(goals=(Goal(5),))))[0]


def test_the_file_is_named_after_code_and_date() -> None:
    assert file_name("CL-2023-01", ON) == "CL-2023-01_2026-05-12.pdf"
