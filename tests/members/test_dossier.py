"""The handover dossier, as people read it and as programs do."""

from __future__ import annotations

import csv
import json
import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from mcig.documents.models import IssuedDocument
from members.dossier import Asked, sections_for
from members.models import Mandate, MandateHolder
from members.pdf.dossier import dossier_pdf, dossier_zip
from tests.support.cast import TODAY, Cast, organisation
from tests.support.fichas import project
from tests.support.pdfs import flat, page_texts

KEYS = [
    "mandato",
    "documentos",
    "mandatos",
    "integrantes",
    "contactos",
    "consultas-pendientes",
    "documentos-de-la-mesa",
    "traspaso",
    "acuerdos-en-vigor",
    "compromisos-abiertos",
    "temas",
    "plan-de-trabajo",
    "calendario-de-reuniones",
    "documentos-de-reuniones",
    "proyectos",
]


@pytest.fixture
def asked(cast: Cast) -> Asked:
    return Asked(Mandate.objects.get(role="presidency").pk, TODAY)


def test_every_app_adds_its_sections_in_order(cast: Cast, asked: Asked) -> None:
    published = project(cast.actor("chilean"), cast.chile, publish=True)
    draft = project(cast.actor("french"), cast.france)
    sections = {section.key: section for section in sections_for(asked)}
    assert list(sections) == KEYS
    assert [row[0] for row in sections["integrantes"].rows] == [
        "Embajada de Alemania en México",
        "Embajada de Chile en México",
        "Embajada de Francia en México",
    ]
    assert (
        "Embajada de Francia en México",
        "Françoise Francesa",
        "Punto focal",
        "francia@mcig.example",
        "",
    ) in sections["contactos"].rows
    assert "Sofía Saliente" not in {row[1] for row in sections["contactos"].rows}
    assert [row[0] for row in sections["proyectos"].rows] == [published.code]
    assert draft.code not in str(sections["proyectos"].rows)
    assert all(len(row) == len(section.columns) for section in sections.values() for row in section.rows)


def test_presidency_issues_a_numbered_dossier_and_its_data(cast: Cast) -> None:
    browser = cast.client("chilean")
    assert browser.post("/presidencia/traspaso/dossier/").status_code == 302
    pdf_document, zip_document = IssuedDocument.objects.order_by("sequence")
    assert (pdf_document.number, zip_document.number) == ("2024-0001", "2024-0002")
    answer = browser.get("/presidencia/traspaso/dossier/pdf/")
    pdf = answer.getvalue()
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="dossier-traspaso_2024-03-12.pdf"' in answer["Content-Disposition"]
    texts = page_texts(pdf)
    whole = flat(" ".join(texts))
    assert "Documento 2024-0001" in whole
    assert f"Página 1 de {len(texts)}" in whole
    assert "Copresidencia: Embajada de Chile en México, Embajada de Alemania en México" in whole
    assert "Presidencias y secretaría técnica" in whole
    root: Any = PdfReader(BytesIO(pdf)).root_object
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "es-MX")
    answer = browser.get("/presidencia/traspaso/dossier/zip/")
    with ZipFile(BytesIO(answer.getvalue())) as archive:
        assert archive.namelist() == ["dossier.json", *(f"{key}.csv" for key in KEYS), "manifiesto.json"]
        data = json.loads(archive.read("dossier.json"))
    assert data["document"] == "2024-0002"
    assert data["mandate"] == {
        "office": "presidency",
        "holders": ["CL", "DE"],
        "start": "2023-01-01",
        "end": "2025-01-01",
    }
    assert [section["key"] for section in data["sections"]] == KEYS


def test_contents_name_the_page_of_each_section(cast: Cast, asked: Asked) -> None:
    for number in range(60):
        organisation(f"X{number}", f"Embajada número {number}", country="NO")
    pages = [flat(page) for page in page_texts(dossier_pdf(asked, language="es"))]
    assert len(pages) > 2
    listed = pages[0].split("Contenido", 1)[1]
    for place, section in enumerate(sections_for(asked), start=1):
        heading = f"{place}. {section.title}"
        found = max(number for number, page in enumerate(pages, start=1) if heading in page)
        assert re.search(rf"{re.escape(section.title)}[ .]+{found}\b", listed), heading
    assert "Copia sin número" in pages[0]


def test_dossier_speaks_the_readers_language(cast: Cast, asked: Asked) -> None:
    root: Any = PdfReader(BytesIO(dossier_pdf(asked, language="en"))).root_object
    assert root["/Lang"] == "en"


def test_equal_data_give_an_equal_archive_without_formulas(cast: Cast, asked: Asked) -> None:
    Mandate.objects.filter(pk=asked.mandate).update(priorities='=HYPERLINK("x")')
    first, second = (dossier_zip(asked, language="es") for _twice in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as archive:
        written = archive.read("mandato.csv").decode("utf-8")
    assert written.startswith("\ufeff")
    rows = list(csv.reader(StringIO(written.removeprefix("\ufeff"))))
    assert ["Prioridades", '\'=HYPERLINK("x")'] in rows


def test_who_may_issue_and_read(cast: Cast) -> None:
    issue, read = "/presidencia/traspaso/dossier/", "/presidencia/traspaso/dossier/pdf/"
    assert {who: cast.client(who).post(issue).status_code for who in ("french", "administrator")} == {
        "french": 403,
        "administrator": 403,
    }
    assert cast.client("secretary").get(read).status_code == 404
    assert cast.client("secretary").post(issue).status_code == 302
    for who, status in (("administrator", 200), ("german", 200), ("french", 403)):
        answer = cast.client(who).get(read)
        assert answer.status_code == status
        if answer.streaming:
            answer.getvalue()
    assert cast.client("secretary").get("/presidencia/traspaso/dossier/exe/").status_code == 404


def test_command_writes_both_files(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "traspaso"
    call_command("dossier", "--output", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == [
        "dossier-traspaso_2024-03-12.pdf",
        "dossier-traspaso_2024-03-12.zip",
    ]
    assert capsys.readouterr().out.count("Se escribió «") == 2


def test_command_says_what_is_missing(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "archivo").write_text("x")
    with pytest.raises(CommandError, match="No se puede escribir"):
        call_command("dossier", "--output", str(tmp_path / "archivo"))
    MandateHolder.objects.all().delete()
    Mandate.objects.all().delete()
    with pytest.raises(CommandError, match="No hay un mandato registrado"):
        call_command("dossier", "--output", str(tmp_path))
