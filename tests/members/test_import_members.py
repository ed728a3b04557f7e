"""Import of members: what a file may be, what it would do, apply, undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from members.exchange import member_sheet
from members.models import MemberImport, Membership, Organisation, OrganisationName
from tests.support.cast import Cast

HEADINGS = list(member_sheet.HEADINGS.values())
PERU = ["PE", "Embajada", "Perú", "Embajada del Perú en México", "", "", 5, date(2024, 1, 15), "Acuerdo 4"]
FRANCE = ["FR", "embajada", "Francia", "Embajada de Francia en México", "", "", 100, date(2018, 1, 1)]
CHILE = ["cl", "embajada", "CL", "Embajada de la República de Chile", "", "", 3, "01/01/2018"]
KINDS = "embajada, agencia de cooperación, organismo multilateral, institución de gobierno"
WRONG = ["X Y", "consulado", "Narnia", "", "", "", "primero", "2024-02-31"]


def sheet(*rows: list[Any], headings: list[Any] | None = None) -> bytes:
    book = Workbook()
    page = book.active
    page.append(HEADINGS if headings is None else headings)
    for row in rows:
        page.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def send(browser: Client, content: bytes, name: str = "integrantes.xlsx") -> Any:
    key = browser.get("/integrantes/importar/").context["once"]
    file = SimpleUploadedFile(name, content)
    return browser.post("/integrantes/importar/", {"once": key, "file": file})


def previewed(browser: Client, *rows: list[Any]) -> tuple[str, Any]:
    address = send(browser, sheet(*rows))["Location"]
    return address, browser.get(address)


def states(response: Any) -> list[tuple[str, str]]:
    return [(row.code, row.state) for row in response.context["plan"].organisations]


def apply(browser: Client, address: str) -> Any:
    promised = browser.get(address).context["plan"].promised
    return browser.post(f"{address}aplicar/", {"promised": promised})


def test_preview_tells_new_changed_same_and_wrong_and_touches_nothing(cast: Cast) -> None:
    _address, response = previewed(cast.client("secretary"), PERU, FRANCE, CHILE, WRONG, PERU)
    assert states(response) == [
        ("PE", "new"),
        ("FR", "same"),
        ("CL", "changed"),
        ("X Y", "error"),
        ("PE", "error"),
    ]
    planned = response.context["plan"].organisations
    assert [(each.label, each.before, each.after) for each in planned[2].changes] == [
        ("Nombre", "Embajada de Chile en México", "Embajada de la República de Chile"),
        ("Orden de protocolo", "100", "3"),
    ]
    assert tuple(map(str, planned[3].errors)) == (
        "Clave: Use mayúsculas sin acento, cifras y guiones.",
        f"Tipo: «consulado» no está en la lista: {KINDS}.",
        "Nombre: Este campo es obligatorio.",
        "País: «Narnia» no está en la lista que trae la plantilla.",
        "Orden de protocolo: Introduzca un número entero.",
        "Integrante desde: Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018.",
    )
    assert tuple(map(str, planned[4].errors)) == ("La clave PE ya está en otro renglón.",)
    assert "2 renglones por corregir" in response.content.decode()
    assert Organisation.objects.count() == 4


def test_apply_then_the_same_file_again_changes_nothing(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address, _preview = previewed(secretary, PERU, FRANCE, CHILE)
    assert apply(secretary, address)["Location"] == address
    peru = Organisation.objects.get(code="PE")
    assert (peru.country, peru.protocol_order, peru.kind) == ("PE", 5, "embassy")
    membership = Membership.objects.get(organisation=peru)
    assert (membership.validity.lower, membership.basis) == (date(2024, 1, 15), "Acuerdo 4")
    assert OrganisationName.objects.get(organisation=cast.chile).name == "Embajada de la República de Chile"
    again, response = previewed(secretary, PERU, FRANCE, CHILE)
    assert [state for _code, state in states(response)] == ["same", "same", "same"]
    assert apply(secretary, again).status_code == 400


def test_own_template_is_all_the_same(cast: Cast) -> None:
    secretary = cast.client("secretary")
    template = secretary.get("/integrantes/importar/plantilla/").content
    assert [cell.value for cell in load_workbook(BytesIO(template)).active[1]] == HEADINGS
    address = send(secretary, template)["Location"]
    assert {state for _code, state in states(secretary.get(address))} == {"same"}


def test_undo_puts_everything_back(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address, _preview = previewed(secretary, PERU, CHILE)
    apply(secretary, address)
    assert secretary.post(f"{address}deshacer/").status_code == 303
    assert Organisation.objects.filter(code="PE").count() == 0
    chile = Organisation.objects.get(code="CL")
    assert (chile.protocol_order, chile.names.get().name) == (100, "Embajada de Chile en México")
    assert Membership.objects.count() == 3
    assert secretary.post(f"{address}deshacer/").status_code == 400
    assert apply(secretary, address).status_code == 400


def test_undo_after_a_later_change_is_refused_whole(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address, _preview = previewed(secretary, PERU, CHILE)
    apply(secretary, address)
    Organisation.objects.filter(code="PE").update(version=9)
    refused = secretary.post(f"{address}deshacer/")
    assert refused.status_code == 400
    assert "PE cambió después de la importación" in refused.content.decode()
    assert Organisation.objects.get(code="CL").protocol_order == 3


def test_register_that_changed_since_the_preview_is_not_overwritten(cast: Cast) -> None:
    secretary = cast.client("secretary")
    address, preview = previewed(secretary, CHILE)
    Organisation.objects.filter(code="CL").update(protocol_order=44)
    stale = secretary.post(f"{address}aplicar/", {"promised": preview.context["plan"].promised})
    assert stale.status_code == 409
    assert Organisation.objects.get(code="CL").protocol_order == 44


def test_other_date_of_entry_is_an_error_and_empty_cells_erase_nothing(cast: Cast) -> None:
    Organisation.objects.filter(code="FR").update(phone="55 1234")
    later = [*FRANCE[:7], date(2019, 1, 1)]
    _address, response = previewed(cast.client("secretary"), later)
    assert tuple(map(str, response.context["plan"].organisations[0].errors)) == (
        "Ya tiene registrada otra fecha de entrada; corríjala en su ficha.",
    )
    _address, response = previewed(cast.client("secretary"), ["FR", "embajada", "", FRANCE[3]])
    assert states(response) == [("FR", "same")]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    stream = BytesIO(content)
    with ZipFile(stream, "a", ZIP_DEFLATED) as parts:
        parts.writestr(name, part)
    return stream.getvalue()


def many_rows() -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append(HEADINGS)
    for number in range(100_000):
        page.append([f"X{number}", "embajada", "", "N"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "other columns": (
        lambda: sheet(["a"], headings=["Sigla"]),
        "Faltan columnas: Clave, Tipo, Nombre. Descargue la plantilla y use sus encabezados.",
    ),
    "unknown columns": (
        lambda: sheet(PERU, headings=[*HEADINGS, "Color"]),
        "Hay columnas que no se conocen: Color. Use los encabezados de la plantilla.",
    ),
    "repeated columns": (
        lambda: sheet(PERU, headings=[*HEADINGS, "clave"]),
        "Hay columnas repetidas: Clave.",
    ),
    "no rows": (sheet, "La hoja no tiene ningún renglón bajo sus encabezados."),
    "empty sheet": (
        lambda: sheet(headings=[]),
        "Faltan columnas: Clave, Tipo, Nombre. Descargue la plantilla y use sus encabezados.",
    ),
    "formula": (
        lambda: sheet(["PE", "embajada", "", '=HYPERLINK("https://x.example")']),
        "La celda D2 contiene una fórmula; sustitúyala por su valor.",
    ),
    "macros": (
        lambda: with_part(sheet(PERU), "xl/vbaProject.bin", b"x"),
        "El archivo contiene macros; guárdelo como libro .xlsx sin macros.",
    ),
    "text": (lambda: b"Clave;Tipo;Nombre\nPE;embajada;X", "El archivo no es una hoja de cálculo XLSX."),
    "empty": (lambda: b"", "El archivo está vacío."),
    "other zip": (
        lambda: with_part(b"", "a.txt", b"x"),
        "El archivo no es una hoja de cálculo XLSX.",
    ),
    "old format": (
        lambda: member_sheet.OLE + b"x" * 600,
        "El archivo es de un formato anterior o tiene contraseña; guárdelo como .xlsx sin contraseña.",
    ),
    "cut": (lambda: sheet(PERU)[:900], "El archivo está dañado y no se puede leer."),
    "damaged": (
        lambda: with_part(b"", "xl/workbook.xml", b"<not xml"),
        "El archivo está dañado y no se puede leer.",
    ),
    "too large": (lambda: member_sheet.ZIP + b"\0" * member_sheet.MAX_BYTES, "El archivo pesa más de 5 MB."),
    "unpacks to too much": (
        lambda: with_part(sheet(PERU), "xl/media/x.xml", b" " * 31 * 2**20),
        "El archivo contiene más datos de los admitidos: 1000 renglones, sin imágenes.",
    ),
    "100 000 rows": (many_rows, "El archivo tiene más de 1000 renglones; divídalo."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_file_that_cannot_be_taken_is_refused_in_one_sentence(cast: Cast, case: str) -> None:
    content, sentence = REFUSED[case]
    response = send(cast.client("secretary"), content())
    assert response.status_code == 422
    found = [str(error) for errors in response.context["form"].errors.values() for error in errors]
    assert found == [sentence]
    assert MemberImport.objects.count() == 0
    assert Organisation.objects.count() == 4


def test_double_click_is_one_import(cast: Cast) -> None:
    secretary = cast.client("secretary")
    key = secretary.get("/integrantes/importar/").context["once"]
    for _ in range(2):
        file = SimpleUploadedFile("i.xlsx", sheet(PERU))
        secretary.post("/integrantes/importar/", {"once": key, "file": file})
    assert MemberImport.objects.count() == 1
