"""Documents of consultations and of mandates, from the form to the certificate and the dossier."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from mcig.documents.models import IssuedDocument
from mcig.files import sweeping
from mcig.files.models import StoredFile
from mcig.notices.models import Message
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import consultations, papers
from members.actions.certificates import certify
from members.dossier import Asked
from members.models import Consultation, ConsultationPaper, Mandate, MandatePaper
from members.pdf.dossier import dossier_pdf, dossier_zip
from tests.members.test_consultation_pages import once_in, page
from tests.support.cast import TODAY, Cast
from tests.support.consultations import DEADLINE, draft, link_to, opened
from tests.support.files import pdf, upload
from tests.support.papers import attached, paper_in
from tests.support.pdfs import flat, page_texts

pytestmark = pytest.mark.django_db
PAPERS = "/consultas/2024-001/documentos/"


def send(browser: Client, address: str, *files: SimpleUploadedFile, title: str = "") -> tuple[int, str]:
    once = once_in(page(browser, address))
    answer = browser.post(address, {"once": once, "title": title, "papers": list(files)}, follow=True)
    return answer.status_code, flat(answer.content.decode())


def status_of(browser: Client, address: str) -> int:
    answer = browser.get(address)
    answer.getvalue()  # a stream that nobody reads would stay open
    return answer.status_code


def presidency(cast: Cast) -> Mandate:
    return Mandate.objects.get(role="presidency")


def test_the_secretariat_adds_documents_to_a_draft(cast: Cast) -> None:
    draft(cast)
    browser = cast.client("secretary")
    status, shown = send(browser, PAPERS, upload("Plan 2025.pdf", pdf()), upload("Anexo.pdf", pdf(pages=2)))

    assert status == 200
    assert "Los documentos quedaron guardados." in shown
    found = ConsultationPaper.objects.all()
    assert [(each.title, each.stored.name) for each in found] == [
        ("Plan 2025", "Plan 2025.pdf"),
        ("Anexo", "Anexo.pdf"),
    ]
    assert Consultation.objects.get().version == 2
    answer = browser.get(f"{PAPERS}{found[0].pk}/")
    assert answer.getvalue() == pdf()
    assert answer["Content-Disposition"] == 'attachment; filename="Plan 2025.pdf"'
    assert "Se añadió: Anexo" in shown


def test_one_document_may_have_a_title_and_several_may_not(cast: Cast) -> None:
    draft(cast)
    browser = cast.client("secretary")
    status, shown = send(browser, PAPERS, upload("a.pdf", pdf()), upload("b.pdf", pdf()), title="Plan")
    assert status == 422
    assert "El título vale para un solo documento" in shown
    assert "El navegador no conserva los archivos elegidos; vuelva a elegir: a.pdf, b.pdf." in shown
    assert 'value="Plan"' in shown
    assert StoredFile.objects.count() == 0

    assert send(browser, PAPERS, upload("a.pdf", pdf()), title=" Plan  de trabajo ")[0] == 200
    assert ConsultationPaper.objects.get().title == "Plan de trabajo"


def test_a_refused_file_is_said_beside_the_field_and_nothing_is_kept(cast: Cast) -> None:
    draft(cast)
    status, shown = send(
        cast.client("secretary"), PAPERS, upload("a.pdf", pdf()), upload("b.pdf", b"MZ\0\0"), title=""
    )
    assert status == 422
    assert "«b.pdf»: El archivo es un programa; los programas no se admiten." in shown
    assert StoredFile.objects.count() == 0


def test_a_double_click_adds_once(cast: Cast) -> None:
    draft(cast)
    browser = cast.client("secretary")
    once = once_in(page(browser, PAPERS))
    for _click in range(2):
        answer = browser.post(PAPERS, {"once": once, "papers": upload("a.pdf", pdf())})
        assert answer.status_code == 303
    assert ConsultationPaper.objects.count() == 1


def test_a_document_is_removed_from_the_draft_that_was_seen(cast: Cast, clock: Traveller) -> None:
    made = draft(cast, papers=("a.pdf",))
    browser, address = cast.client("secretary"), f"{PAPERS}{paper_in(made)}/quitar/"
    assert browser.post(address, {"version": 1}).status_code == 409
    answer = browser.post(address, {"version": 2}, follow=True)
    shown = flat(answer.content.decode())

    assert "Se quitó «a»." in shown
    assert "Se quitó: a" in shown
    assert "Sara Secretaría" in shown
    assert ConsultationPaper.objects.count() == 0
    clock.shift(timedelta(days=2))
    sweeping.sweep()
    assert StoredFile.objects.count() == 0


def test_who_opens_has_seen_every_document(cast: Cast) -> None:
    made = draft(cast)
    attached(cast, made, "a.pdf")
    seen = made.version
    with pytest.raises(Stale):
        consultations.open_consultation(actor=cast.actor("secretary"), consultation=made, version=seen)


def test_an_opened_consultation_keeps_its_documents(cast: Cast) -> None:
    made = opened(cast, papers=("a.pdf",))
    paper = ConsultationPaper.objects.get()
    with pytest.raises(Broken, match="sus documentos no cambian"):
        attached(cast, made, "b.pdf")
    with pytest.raises(Broken, match="sus documentos no cambian"):
        papers.detach(actor=cast.actor("secretary"), owner=made, paper=paper, version=made.version)
    shown = page(cast.client("secretary"), PAPERS)
    assert "Guardar los documentos" not in shown
    assert "/quitar/" not in shown


def test_the_database_freezes_the_documents_of_an_opened_consultation(cast: Cast) -> None:
    made, other = opened(cast, papers=("a.pdf",)), draft(cast, papers=("b.pdf",))
    paper = ConsultationPaper.objects.get(consultation=made)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ConsultationPaper.objects.filter(pk=paper.pk).update(title="Otro")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        paper.delete()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        made.papers.create(title="c", stored=paper.stored)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ConsultationPaper.objects.filter(consultation=other).update(consultation=made)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        ConsultationPaper.objects.filter(pk=paper.pk).update(consultation=other)


def test_documents_are_seen_by_whom_the_text_is_seen(cast: Cast) -> None:
    hidden, shown = draft(cast, papers=("a.pdf",)), opened(cast, papers=("b.pdf",))
    own = f"/consultas/{shown.number}/documentos/{paper_in(shown)}/"
    unseen = f"/consultas/{hidden.number}/documentos/{paper_in(hidden)}/"
    crossed = f"/consultas/{shown.number}/documentos/{paper_in(hidden)}/"
    for who, expected in {
        "anonymous": (302, 302, 302),
        "stranger": (403, 403, 403),
        "french": (200, 404, 404),
        "chilean": (200, 200, 404),
        "secretary": (200, 200, 404),
    }.items():
        browser = cast.client(who)
        assert tuple(status_of(browser, each) for each in (own, unseen, crossed)) == expected, who
    assert 'b</a> <span class="muted">PDF ·' in page(cast.client("french"), f"/consultas/{shown.number}/")


def test_the_mail_names_the_documents_and_the_link_hands_them_out(cast: Cast, clock: Traveller) -> None:
    made = opened(cast, papers=("Plan.pdf",))
    body = Message.objects.get(recipients=[cast.french.email]).body
    size = StoredFile.objects.get().size
    assert f"- Plan (PDF, {size}\xa0bytes)" in body

    link = link_to(cast.french.email)
    address = f"{link}documentos/{paper_in(made)}/"
    assert f'href="{address}"' in page(Client(), link)
    answer = Client().get(address)
    assert answer.getvalue() == pdf()
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    other = draft(cast, papers=("Secreto.pdf",))
    assert Client().get(f"{link}documentos/{paper_in(other)}/").status_code == 404
    assert Client().get(f"/enlace/no-existe/documentos/{paper_in(made)}/").status_code == 404
    clock.move_to(DEADLINE)
    assert Client().get(address).status_code == 410


def test_the_certificate_names_each_document_with_size_and_hash(cast: Cast) -> None:
    made = opened(cast, papers=("Plan.pdf",))
    consultations.withdraw(
        actor=cast.actor("secretary"), consultation=made, version=made.version, note="Se retoma después."
    )
    certify(consultation_id=made.pk)
    stored = StoredFile.objects.get()
    with IssuedDocument.objects.get(language="es").file.open() as file:
        text = flat(" ".join(page_texts(file.read())))
    assert "Documentos consultados" in text
    assert "Plan Plan.pdf" in text
    assert f"{stored.size} bytes" in text.replace("\xa0", " ")
    assert stored.sha256 in text.replace(" ", "")


def test_documents_of_a_mandate_are_read_by_its_holders_and_written_by_the_secretariat(cast: Cast) -> None:
    mandate = presidency(cast)
    address = f"/presidencia/mandatos/{mandate.pk}/documentos/"
    title = "Programa de trabajo"
    assert send(cast.client("secretary"), address, upload("a.pdf", pdf()), title=title)[0] == 200
    paper = MandatePaper.objects.get()
    expected = {"french": 403, "chilean": 200, "secretary": 200, "administrator": 200}
    for who, status in expected.items():
        assert status_of(cast.client(who), f"{address}{paper.pk}/") == status
    shown = page(cast.client("chilean"), f"/presidencia/mandatos/{mandate.pk}/")
    assert "Documentos del mandato" in shown
    assert "Programa de trabajo" in shown
    assert "/quitar/" not in shown
    mandate.refresh_from_db()
    answer = cast.client("secretary").post(f"{address}{paper.pk}/quitar/", {"version": mandate.version})
    assert answer.status_code == 303
    assert MandatePaper.objects.count() == 0


def test_the_dossier_carries_the_documents_and_a_manifest(cast: Cast) -> None:
    mandate = presidency(cast)
    attached(cast, mandate, "a.pdf", title="Programa de trabajo")
    attached(cast, mandate, "a.pdf")
    asked = Asked(mandate.pk, TODAY)
    with ZipFile(BytesIO(dossier_zip(asked, language="es"))) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert contents["documentos/01-a.pdf"] == contents["documentos/02-a.pdf"] == pdf()
    manifest = json.loads(contents.pop("manifiesto.json"))
    assert manifest["files"] == [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in contents.items()
    ]
    text = flat(" ".join(page_texts(dossier_pdf(asked, language="es"))))
    assert "Documentos del mandato" in text
    assert "Programa de trabajo" in text
    assert hashlib.sha256(pdf()).hexdigest() in text.replace(" ", "")


def test_documents_have_room(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = draft(cast, papers=("a.pdf",))
    monkeypatch.setattr("members.rules.papers.MAX_PAPERS", 1)
    status, shown = send(cast.client("secretary"), PAPERS, upload("b.pdf", pdf()))
    assert status == 422
    assert "Caben 1 documentos." in shown
    monkeypatch.setattr("members.rules.papers.MAX_PAPERS", 20)
    monkeypatch.setattr("members.rules.papers.MAX_BYTES", len(pdf()))
    with pytest.raises(Broken, match="Entre todos los documentos caben"):
        attached(cast, made, "b.pdf")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_with_one_and_three(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft(cast, papers=("a.pdf", "b.pdf", "c.pdf")[:count])
    browser = cast.client("secretary")
    browser.get(PAPERS)
    with django_assert_num_queries(11):
        browser.get(PAPERS)
