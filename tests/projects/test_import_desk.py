"""The import desk: a file suggests, a person chooses, drafts are written, and all of it can be undone."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from mcig.files.models import StoredFile
from mcig.rules import Broken
from members.models import Organisation, Posting
from projects import actions, content
from projects import record as records
from projects.actions import imports, imports_applying
from projects.formats.word_writing import written
from projects.models import EntryOutcome, EntryState, ImportState, Project, ProjectImport, Revision
from projects.pdf import ficha_pdf
from projects.rules import Ficha
from tests.support.cast import TODAY, Cast
from tests.support.fichas import COMPLETE, project
from tests.support.files import office, upload
from tests.support.project_imports import MATRIX, checked, taken, word


def as_word(ficha: Ficha) -> bytes:
    return written(ficha, code="FR-2024-001", on=TODAY, language="es")


def draft(found: Project) -> Ficha:
    return content.read(Revision.objects.drafts().get(project=found))


def applied(cast: Cast, batch: ProjectImport) -> ProjectImport:
    batch.refresh_from_db()
    return imports_applying.apply(actor=cast.actor("french"), batch=batch, version=batch.version)


def test_word_becomes_a_draft_equal_row_by_row_and_the_same_file_changes_nothing(cast: Cast) -> None:
    batch = taken(cast, "ficha.docx", as_word(COMPLETE))
    entry = batch.entries.get()
    assert (batch.state, entry.state, entry.title) == (ImportState.READY, EntryState.NEW, COMPLETE.name)
    applied(cast, batch)
    found = Project.objects.get()
    assert (found.owner.code, found.current) == ("FR", None)
    assert draft(found) == replace(COMPLETE, status=None)  # no row of the form says it
    again = taken(cast, "ficha.docx", as_word(COMPLETE)).entries.get()
    assert (again.project, again.state, again.is_decided) == (found, EntryState.SAME, True)
    with pytest.raises(Broken, match="No hay nada que aplicar"):
        applied(cast, again.batch)


def test_our_pdf_is_read_exactly(cast: Cast) -> None:
    pdf = ficha_pdf(COMPLETE, code="FR-2024-001", on=TODAY, language="es")
    entry = taken(cast, "ficha.pdf", pdf).entries.get()
    assert entry.doubts == 0
    applied(cast, entry.batch)
    assert draft(Project.objects.get()) == COMPLETE


def test_only_chosen_fields_reach_the_draft_and_nothing_is_published(cast: Cast) -> None:
    france = Organisation.objects.get(code="FR")
    found = project(cast.actor("french"), france, publish=True)
    changed = replace(COMPLETE, place="Oaxaca, México", beneficiaries="200 defensoras")
    entry = taken(cast, "ficha.docx", as_word(changed)).entries.get()
    assert (entry.project, entry.state) == (found, EntryState.CHANGED)
    entry = imports.decide(
        actor=cast.actor("french"), entry=entry, version=1, project=found, fields=["place"]
    )
    applied(cast, entry.batch)
    assert draft(found) == replace(COMPLETE, place="Oaxaca, México")
    found.refresh_from_db()
    assert found.current is not None
    assert found.current.number == 1


def test_undo_puts_everything_back_and_says_what_somebody_changed_since(cast: Cast) -> None:
    france = Organisation.objects.get(code="FR")
    old = project(cast.actor("french"), france, publish=True)
    kept = project(cast.actor("french"), france, replace(COMPLETE, name="Otra red de apoyo"))
    rows = f"Nombre;País\n{COMPLETE.name};Puebla\nOtra red de apoyo;Puebla\nUna iniciativa distinta;Puebla\n"
    batch = taken(cast, "matriz.csv", rows.encode())
    assert batch.state == ImportState.COLUMNS
    imports.map_columns(actor=cast.actor("french"), batch=batch, columns={"Nombre": "name", "País": "place"})
    batch.refresh_from_db()
    assert [entry.state for entry in batch.entries.all()] == ["changed", "changed", "new"]
    applied(cast, batch)
    kept.refresh_from_db()
    mine = replace(draft(kept), place="Cholula")
    actions.save_draft(actor=cast.actor("french"), project=kept, ficha=mine, version=kept.version)
    batch.refresh_from_db()
    imports_applying.undo(actor=cast.actor("french"), batch=batch, version=batch.version)
    outcomes = [(entry.outcome, entry.reason) for entry in batch.entries.all()]
    assert outcomes == [
        (EntryOutcome.UNDONE, ""),
        (EntryOutcome.KEPT, "Alguien cambió el proyecto después de la importación: queda como está."),
        (EntryOutcome.UNDONE, ""),
    ]
    assert not Revision.objects.drafts().filter(project=old).exists()
    assert draft(kept) == mine
    assert set(Project.objects.all()) == {old, kept}


def test_a_likely_duplicate_waits_for_a_person(cast: Cast) -> None:
    france = Organisation.objects.get(code="FR")
    title = "Fortalecimiento de mecanismos para identificar, denunciar y atender casos de violencia"
    known = project(cast.actor("french"), france, Ficha(name=f"{title} contra de mujeres"))
    rows = f"Nombre\n2017-LANK-41. {title} contra las mujeres\n"
    batch = taken(cast, "matriz.csv", rows.encode())
    imports.map_columns(actor=cast.actor("french"), batch=batch, columns={"Nombre": "name"})
    entry = batch.entries.get()
    assert (entry.state, entry.project) == (EntryState.UNDECIDED, None)
    assert [(each["code"], each["reasons"]) for each in entry.likely] == [(known.code, ["similar", "owner"])]
    with pytest.raises(Broken, match="No hay nada que aplicar"):
        applied(cast, batch)


def test_project_that_changed_since_the_preview_is_left_alone(cast: Cast) -> None:
    france = Organisation.objects.get(code="FR")
    found = project(cast.actor("french"), france)
    batch = taken(cast, "ficha.docx", as_word(replace(COMPLETE, place="Oaxaca")))
    mine = replace(COMPLETE, place="Chiapas")
    actions.save_draft(actor=cast.actor("french"), project=found, ficha=mine, version=found.version)
    applied(cast, batch)
    entry = batch.entries.get()
    assert (entry.outcome, entry.reason) == (
        EntryOutcome.REFUSED,
        "El proyecto cambió mientras tanto; revíselo y vuelva a importar.",
    )
    assert draft(found) == mine


def test_pages_from_upload_to_undo(cast: Cast) -> None:
    client = cast.client("french")
    page = client.get(reverse("import-upload"))
    once = page.context["once"]
    france = str(Organisation.objects.get(code="FR").pk)
    posted: dict[str, Any] = {
        "once": once, "organisation": france, "file": upload("ficha.docx", as_word(COMPLETE)),
    }  # fmt: skip
    answer = client.post(reverse("import-upload"), posted)
    batch = ProjectImport.objects.get()
    entry = reverse("import-entry", args=[batch.pk, 1])
    assert (answer.status_code, answer["Location"]) == (303, entry)
    shown = client.get(entry).content.decode()
    assert COMPLETE.general_objective in shown
    choice = {"version": "1", "about": "new", "shown": "1", "field": ["name", "place"], "do": "apply"}
    assert client.post(entry, choice)["Location"] == batch.get_absolute_url()
    found = Project.objects.get()
    assert draft(found) == Ficha(name=COMPLETE.name, place=COMPLETE.place)
    assert found.code in client.get(batch.get_absolute_url()).content.decode()
    batch.refresh_from_db()
    client.post(reverse("import-undo", args=[batch.pk]), {"version": str(batch.version)})
    assert Project.objects.count() == 0


def test_foreign_import_is_not_found_and_a_foreign_organisation_is_no_choice(cast: Cast) -> None:
    batch = taken(cast, "matriz.csv", MATRIX.encode())
    assert cast.client("chilean").get(batch.get_absolute_url()).status_code == 404
    assert cast.client("secretary").get(batch.get_absolute_url()).status_code == 200
    chile = str(Organisation.objects.get(code="CL").pk)
    client = cast.client("french")
    once = client.get(reverse("import-upload")).context["once"]
    posted = {"once": once, "organisation": chile, "file": upload("m.csv", MATRIX.encode())}
    assert client.post(reverse("import-upload"), posted).status_code == 422
    assert ProjectImport.objects.count() == 1


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "content_of", "said"),
    [
        ("a.docx", lambda: office("docx", **{"word/document.xml": BOMB}), "declara entidades de XML"),
        ("a.docx", lambda: office("docx", word__vbaProject_bin=b"x"), "contiene macros"),
        ("a.docx", lambda: word([("Hola", "mundo")]), "no es una ficha|ninguna línea"),
        ("a.xml", lambda: BOMB + b"<iati-activities version='2.03'/>", "página web"),
        ("a.xml", lambda: b"<iati-activities version='2.03'><iati-activity>", "dañado o incompleto"),
        ("a.xml", lambda: b"<iati-activities version='1.05'/>", "se leen las de la 2"),
        ("a.xlsx", lambda: sheet([["Nombre"], ["=1+1"]]), "contiene una fórmula"),
        ("a.xlsx", lambda: sheet([[f"c{number}" for number in range(10_000)]]), "más de 200 columnas"),
        ("a.png", lambda: b"\x89PNG\r\n\x1a\n", "dañad|imagen|tipos"),
    ],
)  # fmt: skip
def test_hostile_file_is_refused_in_a_sentence_and_nothing_is_stored(
    cast: Cast, name: str, content_of: Any, said: str
) -> None:
    client = cast.client("french")
    once = client.get(reverse("import-upload")).context["once"]
    france = str(Organisation.objects.get(code="FR").pk)
    posted = {"once": once, "organisation": france, "file": upload(name, content_of())}
    answer = client.post(reverse("import-upload"), posted)
    if answer.status_code == 303:  # a matrix whose columns are asked for first
        batch = ProjectImport.objects.get()
        answer = client.post(reverse("import-columns", args=[batch.pk]), {"column-0": "name"})
        assert (answer.status_code, batch.entries.count(), Project.objects.count()) == (422, 0, 0)
        assert said in " ".join(answer.context["form"].non_field_errors())
        return
    assert answer.status_code == 422
    errors = " ".join(answer.context["form"].errors["file"])
    assert any(part in errors for part in said.split("|")), errors
    assert (ProjectImport.objects.count(), StoredFile.objects.count()) == (0, 0)


def sheet(rows: list[list[Any]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_nobody_fills_the_queue_with_files_of_their_own(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "AT_ONCE_BYTES", 10)
    for _each in range(imports.MOST_UNDER_WAY):
        assert taken(cast, "a.docx", as_word(COMPLETE)).state == ImportState.READING
    with pytest.raises(Broken, match="Ya se leen 5 archivos que usted cargó"):
        taken(cast, "a.docx", as_word(COMPLETE))
    assert ProjectImport.objects.count() == imports.MOST_UNDER_WAY
    assert taken(cast, "a.docx", as_word(COMPLETE), who="secretary").state == ImportState.READING


def test_a_right_that_ended_before_the_job_writes_nothing_and_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = taken(cast, "a.docx", as_word(COMPLETE))
    monkeypatch.setattr(imports, "AT_ONCE", 0)
    applied(cast, batch)
    Posting.objects.filter(person__user=cast.french).delete()
    imports_applying.apply_batch(batch_id=batch.pk, user=cast.french)
    batch.refresh_from_db()
    assert batch.state == ImportState.APPLIED
    assert batch.entries.get().reason == "Quien pidió la importación ya no puede escribir este proyecto."
    assert not Project.objects.exists()


def test_large_file_is_read_by_a_job_and_shows_its_advance(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "AT_ONCE_BYTES", 100)
    activity = (
        "<iati-activity default-currency='EUR'><iati-identifier>FR-{0}</iati-identifier>"
        "<title><narrative xml:lang='es'>Red número {0} de promotoras {1}</narrative></title>"
        "<recipient-country code='MX'/><policy-marker code='1' significance='2'/></iati-activity>"
    )
    words = ["agua", "salud", "paz"]
    raw = (
        "<iati-activities version='2.03'>"
        + "".join(map(activity.format, range(3), words))
        + "</iati-activities>"
    )
    batch = taken(cast, "a.xml", raw.encode())
    assert (batch.state, batch.entries.count()) == (ImportState.READING, 0)
    assert 'hx-trigger="every 2s"' in cast.client("french").get(batch.get_absolute_url()).content.decode()
    imports.read_batch(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.done, batch.entries.count()) == (ImportState.READY, 3, 3)
    asked = cast.client("french").get(batch.get_absolute_url(), headers={"hx-request": "true"})
    piece = asked.content.decode()
    assert "<html" not in piece
    assert "Red número 2 de promotoras paz" in piece
    assert "Aplicar 3 proyectos" in piece
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    waiting = applied(cast, batch)
    assert (waiting.state, Project.objects.count()) == (ImportState.APPLYING, 0)
    imports_applying.apply_batch(batch_id=batch.pk, user=cast.french)
    assert Project.objects.count() == 3
    first = Project.objects.order_by("pk").first()
    assert first is not None
    record = records.read(Revision.objects.drafts().get(project=first))
    assert [(each.register, each.code) for each in record.identifiers] == [("IATI", "FR-0")]
    assert record.marker is not None
    assert record.marker.value == "2"


def test_checked_file_of_another_kind_is_refused() -> None:
    with pytest.raises(Broken, match="Aquí se admiten archivos de estos tipos"):
        checked("a.pptx", office("pptx"))


def test_command_says_what_it_would_do_and_changes_nothing_before_apply(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ficha.docx"
    file.write_bytes(as_word(COMPLETE))
    told = ["import_projects", str(file), "--owner", "FR", "--user", cast.french.email]
    call_command(*told)
    assert (ProjectImport.objects.count(), Project.objects.count()) == (0, 0)
    assert capsys.readouterr().out.startswith(f"1. {COMPLETE.name}: proyecto nuevo")
    call_command(*told, "--apply")
    assert draft(Project.objects.get()) == replace(COMPLETE, status=None)
    assert ProjectImport.objects.get().state == ImportState.APPLIED
