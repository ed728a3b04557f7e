"""Publishing an agenda: what is frozen, who reads it, what nobody reads, and that nobody is written to."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from agenda.actions.issuing import issue_documents
from agenda.models import AgendaVersion, ItemPresenter, Meeting
from mcig.documents.models import IssuedDocument
from mcig.notices.models import Dispatch, Message
from tests.support.cast import Cast
from tests.support.meetings import item, meeting, section, theme
from tests.support.pages import field_in, page
from tests.support.pdfs import flat, page_texts

pytestmark = pytest.mark.django_db
CANARY = "PALABRASECRETA"


@pytest.fixture
def made(cast: Cast) -> Meeting:
    made = meeting(cast, planned_minutes=60)
    section(made, "Temas")
    row = item(made, "Cuidados", theme=theme(), description="Avances del sistema.", minutes=20)
    ItemPresenter.objects.create(item=row, organisation=cast.france)
    item(made, "Asuntos generales", minutes=10, internal_notes=f"Nota {CANARY}")
    for lane in ("proposed", "waiting", "next", "returned", "removed"):
        item(made, f"Aparte {lane} {CANARY}", lane=lane)
    return made


def address(made: Meeting, verb: str = "publicar/") -> str:
    return f"/reuniones/{made.pk}/orden-del-dia/{verb}"


def seen(browser: Client, made: Meeting) -> dict[str, str]:
    text = page(browser, address(made))
    return {name: field_in(text, name) for name in ("version", "seen")}


def publish(browser: Client, made: Meeting) -> Any:
    return browser.post(address(made), seen(browser, made))


def move(browser: Client, made: Meeting, title: str, verb: str) -> None:
    row = made.items.get(title=title)
    assert browser.post(address(made, "mover/"), {"step": f"{row.pk}:{verb}"}).status_code == 302


def test_publishing_shows_the_meeting_to_members_and_writes_to_nobody(cast: Cast, made: Meeting) -> None:
    browser = cast.client("chilean")
    assert cast.client("french").get(f"/reuniones/{made.pk}/").status_code == 404
    assert publish(browser, made)["Location"] == f"/reuniones/{made.pk}/versiones/1/"
    made.refresh_from_db()
    assert made.announced_at is not None
    text = page(cast.client("french"), f"/reuniones/{made.pk}/")
    for words in ("Versión 1, publicada el", "10:00–10:20", "Cuidados", "Embajada de Francia en México"):
        assert words in text
    assert Message.objects.count() == 0


def test_members_never_read_notes_lanes_or_the_draft(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    publish(browser, made)
    item(made, f"Borrador nuevo {CANARY}")
    for row in made.items.filter(title="Cuidados"):
        row.description = CANARY
        row.save()
    version = AgendaVersion.objects.get()
    assert CANARY not in str(version.data)
    issue_documents(version_id=version.pk)
    for who in ("french", "administrator"):
        reader = cast.client(who)
        for path in ("/", "/reuniones/", f"/reuniones/{made.pk}/", f"/reuniones/{made.pk}/versiones/1/"):
            assert CANARY not in page(reader, path)
        pdf = reader.get(f"/reuniones/{made.pk}/versiones/1/orden-del-dia-es.pdf")
        assert CANARY not in " ".join(page_texts(b"".join(pdf)))
        assert reader.get(address(made, "guion/")).status_code == 403
        assert reader.get(address(made, "guion.pdf")).status_code == 403


def test_the_next_version_says_what_changed(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    publish(browser, made)
    move(browser, made, "Asuntos generales", "up")
    move(browser, made, "Aparte waiting PALABRASECRETA", "accepted")
    assert "Se movió «Asuntos generales» después de «Temas»." in page(browser, address(made))
    publish(browser, made)
    text = page(cast.client("french"), f"/reuniones/{made.pk}/versiones/2/")
    assert "Se movió «Asuntos generales» después de «Temas»." in text
    assert "Se agregó «Aparte waiting PALABRASECRETA»." in text
    older = page(cast.client("french"), f"/reuniones/{made.pk}/versiones/1/")
    assert "Hay una versión más reciente." in older
    assert CANARY not in older


def test_what_did_not_change_is_not_published_again(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    publish(browser, made)
    again = publish(browser, made)
    assert (again.status_code, "No hay cambios desde la versión 1." in again.content.decode()) == (422, True)
    assert AgendaVersion.objects.count() == 1


def test_an_empty_agenda_is_not_published(cast: Cast) -> None:
    made = meeting(cast)
    answer = publish(cast.client("secretary"), made)
    assert (answer.status_code, "El orden del día está vacío" in answer.content.decode()) == (422, True)


def test_what_changed_since_the_preview_is_looked_at_first(cast: Cast, made: Meeting) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    hers = seen(sara, made)
    move(anna, made, "Cuidados", "waiting")
    answer = sara.post(address(made), hers)
    assert answer.status_code == 409
    assert "El borrador cambió mientras usted lo revisaba." in answer.content.decode()
    assert AgendaVersion.objects.count() == 0


def test_a_version_is_final_at_the_database(cast: Cast, made: Meeting) -> None:
    publish(cast.client("secretary"), made)
    with pytest.raises(DatabaseError), transaction.atomic():
        AgendaVersion.objects.update(data={})


def test_hidden_and_missing_versions_answer_alike(cast: Cast, made: Meeting) -> None:
    browser = cast.client("french")
    for number in (1, 2):
        assert browser.get(f"/reuniones/{made.pk}/versiones/{number}/").status_code == 404


def test_the_letters_wait_for_a_person(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    publish(browser, made)
    answer = browser.post(f"/reuniones/{made.pk}/versiones/1/avisar/")
    dispatch = Dispatch.objects.get()
    assert answer["Location"] == f"/avisos/envios/{dispatch.pk}/"
    letters = list(dispatch.messages.order_by("pk"))
    assert len(letters) == 4
    body = letters[0].body
    assert "Está publicado el orden del día de «Reunión ordinaria de abril»." in body
    assert "9 de abril de 2024, de 10:00 a 12:00" not in body  # sixty minutes
    assert f"/reuniones/{made.pk}/versiones/1/" in body
    assert cast.client("chilean").post(f"/reuniones/{made.pk}/versiones/1/avisar/").status_code == 403


def test_the_pdf_is_numbered_once_in_each_language(cast: Cast, made: Meeting) -> None:
    publish(cast.client("secretary"), made)
    version = AgendaVersion.objects.get()
    for _run in range(2):
        issue_documents(version_id=version.pk)
    documents = {each.language: each.document for each in version.documents.all()}
    assert sorted(documents) == ["en", "es"]
    assert IssuedDocument.objects.filter(kind="agenda").count() == 2
    browser = cast.client("french")
    spanish = flat(" ".join(page_texts(b"".join(pdf_of(browser, made, "es")))))
    english = flat(" ".join(page_texts(b"".join(pdf_of(browser, made, "en")))))
    number = documents["es"].number
    for words in (
        "Orden del día",
        "1. Cuidados",
        "10:00–10:20",
        "Presenta: Embajada de Francia en México",
        number,
    ):
        assert words in spanish
    assert "Presented by: Embajada de Francia en México" in english
    assert browser.get(f"/reuniones/{made.pk}/versiones/1/orden-del-dia-fr.pdf").status_code == 404


def pdf_of(browser: Client, made: Meeting, language: str) -> Any:
    answer = browser.get(f"/reuniones/{made.pk}/versiones/1/orden-del-dia-{language}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    return answer


def test_the_running_order_carries_the_notes_and_says_that_it_is_internal(cast: Cast, made: Meeting) -> None:
    browser = cast.client("german")
    assert f"Nota {CANARY}" in page(browser, address(made, "guion/"))
    pdf = browser.get(address(made, "guion.pdf"))
    text = flat(" ".join(page_texts(pdf.content)))
    assert (f"Nota {CANARY}" in text, "INTERNO: no se reenvía ni se publica" in text) == (True, True)
    assert "waiting" not in text
