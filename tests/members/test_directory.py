"""The directory: who is in it, for whom, and in each of its formats."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from members.exchange import vcard
from members.models import Membership, Organisation, Person, Posting
from members.queries.directory import Entry, directory
from tests.support.cast import TODAY, Cast, occupant, organisation
from tests.support.pdfs import flat, page_texts


def names(found: list[Entry]) -> list[str]:
    return [entry.name for entry in found]


def test_directory_lists_who_is_posted_today_in_protocol_order(cast: Cast) -> None:
    Organisation.objects.filter(code="FR").update(protocol_order=1)
    assert names(directory(TODAY)) == [
        "Françoise Francesa",
        "Simon Suplente",
        "Anna Alemana",
        "Catalina Chilena",
        "Sara Secretaría",
    ]


def test_country_with_tilde_comes_after_n(cast: Cast) -> None:
    for code, name in (("ES", "España"), ("EE", "Estonia"), ("SV", "El Salvador")):
        occupant(code.lower(), name, organisation(code, f"Embajada de {name}", country=code))
    assert [name for name in names(directory(TODAY)) if name[0] == "E"] == [
        "El Salvador",
        "España",
        "Estonia",
    ]


def test_who_left_and_whose_organisation_left_are_not_in_it(cast: Cast) -> None:
    Membership.objects.filter(organisation=cast.france).update(validity=DateRange(date(2018, 1, 1), TODAY))
    assert names(directory(TODAY)) == ["Anna Alemana", "Catalina Chilena", "Sara Secretaría"]
    assert "Sofía Saliente" in names(directory(date(2023, 12, 31)))


def test_directory_takes_one_query_whatever_its_length(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(directory(TODAY)) == 5
    Posting.objects.exclude(person__user=cast.french).delete()
    with django_assert_num_queries(1):
        assert len(directory(TODAY)) == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=FRANCIA", ["Françoise Francesa", "Simon Suplente"]),
        ("q=francoise", ["Françoise Francesa"]),
        ("tipo=multilateral", ["Sara Secretaría"]),
        ("lugar=alternate", ["Simon Suplente"]),
        ("q=nadie+así", []),
    ],
)
def test_filters_narrow_the_page_and_its_exports(cast: Cast, query: str, expected: list[str]) -> None:
    french = cast.client("french")
    assert names(french.get(f"/directorio/?{query}").context["entries"]) == expected
    sheet = load_workbook(BytesIO(french.get(f"/directorio/xlsx/?{query}").content)).active
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected


def test_unknown_filter_value_narrows_nothing(cast: Cast) -> None:
    assert len(cast.client("french").get("/directorio/?tipo=otro").context["entries"]) == 5


@pytest.mark.parametrize("path", ["", "pdf/", "xlsx/", "vcard/"])
def test_nothing_of_it_for_who_has_no_seat(cast: Cast, path: str) -> None:
    statuses = [
        cast.client(name).get(f"/directorio/{path}").status_code
        for name in ("stranger", "former", "french", "secretary", "administrator")
    ]
    assert statuses == [403, 403, 200, 200, 200]
    assert Client().get(f"/directorio/{path}")["Location"].startswith("/cuenta/entrar/")


def test_spreadsheet_has_real_dates_and_no_formulas(cast: Cast) -> None:
    Person.objects.filter(user=cast.french).update(name='=HYPERLINK("https://x.example")', phone="+52 55 1")
    answer = cast.client("chilean").get("/directorio/xlsx/")
    assert answer["Content-Disposition"] == 'attachment; filename="directorio-2024-03-12.xlsx"'
    assert answer["Cache-Control"] == "private, no-store"
    sheet = load_workbook(BytesIO(answer.content)).active
    row = next(row for row in sheet.iter_rows(min_row=2) if str(row[4].value).startswith("="))
    assert (row[4].data_type, row[4].value) == ("s", '=HYPERLINK("https://x.example")')
    assert (row[7].data_type, row[7].value) == ("s", "+52 55 1")
    assert (row[8].is_date, row[8].value.date()) == (True, date(2018, 1, 1))
    assert [cell.value for cell in sheet[1]] == [
        "Organización",
        "Tipo",
        "País",
        "Lugar",
        "Nombre",
        "Cargo",
        "Correo electrónico",
        "Teléfono de trabajo",
        "Desde",
    ]


def test_pdf_is_tagged_and_reads_in_protocol_order(cast: Cast) -> None:
    Organisation.objects.filter(code="FR").update(protocol_order=1)
    answer = cast.client("french").get("/directorio/pdf/")
    text = flat(" ".join(page_texts(answer.content)))
    assert "5 personas el 12 de marzo de 2024." in text
    order = [text.index(name) for name in ("Embajada de Francia", "Embajada de Alemania", "ONU Mujeres")]
    assert order == sorted(order)
    assert "Titular Françoise Francesa Punto focal francia@mcig.example —" in text
    catalogue: Any = PdfReader(BytesIO(answer.content)).trailer["/Root"]
    assert (catalogue["/MarkInfo"]["/Marked"], catalogue["/Lang"]) == (True, "es-MX")


def entry(**changes: Any) -> Entry:
    facts: dict[str, Any] = dict.fromkeys(Entry.__dataclass_fields__, "")
    facts |= {"person_id": 7, "since": None, "name": "Íñigo Ñandú", "language": "es", "organisation": "Emb"}
    return Entry(**(facts | changes))


def test_vcard_escapes_folds_and_keeps_its_identity() -> None:
    long = "Consejería de asuntos políticos; género, y derechos humanos\nsegunda línea " + "ñ" * 60
    four = vcard.write([entry(title=long, email="a@b.example")], version="4.0", site="https://m.example")
    assert all(len(line) <= 75 for line in four.split(b"\r\n"))
    unfolded = four.decode().replace("\r\n ", "").split("\r\n")
    assert unfolded[:5] == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        unfolded[2],
        "FN:Íñigo Ñandú",
        "N:;Íñigo Ñandú;;;",
    ]
    assert unfolded[6].startswith(
        "TITLE:Consejería de asuntos políticos\\; género\\, y derechos humanos\\nsegunda"
    )
    assert unfolded[7:] == ["EMAIL;TYPE=work:a@b.example", "LANG:es", "END:VCARD", ""]
    three = vcard.write([entry(email="a@b.example")], version="3.0", site="https://m.example").decode()
    assert "EMAIL;TYPE=INTERNET,WORK:a@b.example" in three
    assert three.split("\r\n")[2] == unfolded[2]


def test_one_contact_and_all_of_them(cast: Cast) -> None:
    french = cast.client("french")
    person = Person.objects.get(user=cast.chilean)
    one = french.get(f"/directorio/{person.pk}/vcard/")
    assert one["Content-Type"] == "text/vcard; charset=utf-8"
    assert one.content.decode().count("BEGIN:VCARD") == 1
    assert "FN:Catalina Chilena" in one.content.decode()
    assert french.get("/directorio/vcard/?version=3.0").content.decode().count("VERSION:3.0") == 5
    former = Person.objects.get(user=cast.former)
    assert french.get(f"/directorio/{former.pk}/vcard/").status_code == 404
