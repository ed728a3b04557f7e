"""Documents of the mesa: draft unseen, versions final, one in force, and adopted under silence."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from openpyxl import load_workbook
from time_machine import Traveller

from mcig.history.entries import Entry
from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions import consultations, mesa_documents
from members.actions.mesa_documents import Words
from members.actions.outcomes import close_due
from members.models import Consultation, DocumentVersion, MesaDocument
from members.queries.mesa_documents import history_of, versions_of
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE
from tests.support.mesa_documents import TEXT, TITLE, drafted, paper, published, revised
from tests.support.pages import page
from tests.support.queries import own_queries, queries_of

pytestmark = pytest.mark.django_db


def history(cast: Cast, document: MesaDocument) -> list[Entry]:
    """What the co-president reads of the history of a document."""
    actor = cast.actor("chilean")
    return history_of(actor, document, versions_of(actor, document.pk))


def states(document: MesaDocument) -> list[tuple[int | None, str]]:
    return list(document.versions.order_by("pk").values_list("number", "state"))


def consulted(cast: Cast, document: MesaDocument) -> Consultation:
    return mesa_documents.consult(
        actor=cast.actor("secretary"), document=document, version=document.version, deadline=DEADLINE
    )


def opened(cast: Cast, document: MesaDocument) -> Consultation:
    made = consulted(cast, document)
    return consultations.open_consultation(
        actor=cast.actor("secretary"), consultation=made, version=made.version
    )


def test_a_new_version_supersedes_the_one_in_force(cast: Cast) -> None:
    made = revised(cast, published(cast), "Otro objeto.")
    mesa_documents.publish(actor=cast.actor("secretary"), document=made, version=made.version)
    assert states(made) == [(1, "superseded"), (2, "in_force")]


@pytest.mark.parametrize("who", ["chilean", "french", "administrator", "stranger"])
def test_only_the_secretariat_prepares(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        mesa_documents.create_document(
            actor=cast.actor(who), kind="terms", title=TITLE, words=Words(TEXT, "members")
        )


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        ("secretariat", {"secretary"}),
        ("presidency", {"secretary", "chilean"}),
        ("members", {"secretary", "chilean", "french", "administrator"}),
        ("public", {"secretary", "chilean", "french", "administrator"}),
    ],
)
def test_published_version_is_read_at_its_level(cast: Cast, level: str, readers: set[str]) -> None:
    address = published(cast, level=level).get_absolute_url()
    asked = ("secretary", "chilean", "french", "administrator")
    assert {who for who in asked if cast.client(who).get(address).status_code == 200} == readers


def test_draft_is_read_by_who_prepares_and_presides_only(cast: Cast) -> None:
    address = drafted(cast).get_absolute_url()
    asked = ("secretary", "chilean", "french", "administrator")
    answers = {who: cast.client(who).get(address).status_code for who in asked}
    assert answers == {"secretary": 200, "chilean": 200, "french": 404, "administrator": 404}


def test_draft_of_the_next_version_leaves_the_text_in_force_to_members(cast: Cast) -> None:
    made = revised(cast, published(cast), "Texto reservado.")
    text = page(cast.client("french"), made.get_absolute_url())
    assert "<p>La mesa es un espacio de <strong>intercambio</strong>.</p>" in text
    assert ("Texto reservado" in text, "Borrador" in text, "Versiones" in text) == (False, False, False)
    assert cast.client("french").get(f"{made.get_absolute_url()}versiones/0/").status_code == 404


def test_published_text_is_final_for_the_database_too(cast: Cast) -> None:
    version = published(cast).versions.get()
    for change in ({"text": "Otro"}, {"note": "Otra"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            DocumentVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (Words("", "members"), "Escriba el texto o elija un archivo: una versión vacía no dice nada."),
        (Words("x" * 20_001, "members"), "El texto es demasiado largo: caben 20 000 caracteres."),
        (Words("x", "todos"), "Elija quién lee el documento."),
    ],
)
def test_what_says_nothing_is_refused(cast: Cast, words: Words, refusal: str) -> None:
    with pytest.raises(Broken, match=refusal):
        mesa_documents.create_document(actor=cast.actor("secretary"), kind="terms", title=TITLE, words=words)
    assert MesaDocument.objects.count() == 0


def test_next_version_says_what_changes(cast: Cast) -> None:
    made = published(cast)
    with pytest.raises(Broken, match="Diga qué cambia respecto de la versión anterior"):
        mesa_documents.save_draft(
            actor=cast.actor("secretary"), document=made, version=made.version, words=Words("x", "members")
        )


def test_file_alone_is_a_version_and_is_handed_to_its_readers(cast: Cast) -> None:
    made = published(cast, text="", file=paper(), level="presidency")
    address = f"{made.get_absolute_url()}versiones/1/archivo/"
    response = cast.client("chilean").get(address)
    assert b"".join(response).startswith(b"%PDF")
    assert response["Content-Disposition"] == 'attachment; filename="tdr.pdf"'
    assert cast.client("french").get(address).status_code == 404


def test_stale_save_is_refused_with_both_texts(cast: Cast) -> None:
    made = drafted(cast)
    browser = cast.client("secretary")
    address = f"{made.get_absolute_url()}borrador/"
    sent = {"text": "Mi texto", "level": "members", "version": "1", "base": "{}"}
    revised(cast, made, "Su texto")
    response = browser.post(address, sent)
    text = response.content.decode()
    assert (response.status_code, "Mi texto" in text, "Su texto" in text) == (409, True, True)
    assert made.versions.get().text == "Su texto"


def test_second_press_of_publish_is_stale(cast: Cast) -> None:
    made = drafted(cast)
    mesa_documents.publish(actor=cast.actor("secretary"), document=made, version=1)
    with pytest.raises(Stale):
        mesa_documents.publish(actor=cast.actor("secretary"), document=made, version=1)


def test_discarding_the_only_draft_takes_the_document_away(cast: Cast) -> None:
    made = drafted(cast)
    response = cast.client("secretary").post(
        f"{made.get_absolute_url()}borrador/descartar/", {"version": "1"}
    )
    assert (response["Location"], MesaDocument.objects.count()) == ("/documentos/", 0)


def test_discarding_a_later_draft_leaves_the_version_in_force(cast: Cast) -> None:
    made = revised(cast, published(cast), "Otro")
    mesa_documents.discard_draft(actor=cast.actor("secretary"), document=made, version=made.version)
    assert states(made) == [(1, "in_force")]


def test_adopted_by_silence_it_comes_into_force(cast: Cast, clock: Traveller) -> None:
    made = revised(cast, published(cast), "Otro objeto.")
    asked = opened(cast, made)
    assert states(made) == [(1, "in_force"), (2, "consulted")]
    clock.move_to(DEADLINE + timedelta(seconds=1))
    assert close_due() == 1
    assert states(made) == [(1, "superseded"), (2, "in_force")]
    assert made.versions.get(number=2).consultation == asked


def test_withdrawn_before_it_was_opened_it_is_a_draft_again(cast: Cast) -> None:
    made = drafted(cast)
    asked = consulted(cast, made)
    assert states(made) == [(1, "consulted")]
    consultations.withdraw(actor=cast.actor("secretary"), consultation=asked, version=asked.version)
    assert states(made) == [(None, "draft")]


def test_withdrawn_once_opened_it_was_not_adopted(cast: Cast) -> None:
    made = drafted(cast)
    asked = opened(cast, made)
    consultations.withdraw(
        actor=cast.actor("secretary"), consultation=asked, version=asked.version, note="Se retoma."
    )
    assert states(made) == [(1, "not_adopted")]


def test_what_waits_to_be_consulted_is_not_shown_to_members(cast: Cast) -> None:
    made = drafted(cast)
    asked = consulted(cast, made)
    assert cast.client("french").get(made.get_absolute_url()).status_code == 404
    consultations.open_consultation(actor=cast.actor("secretary"), consultation=asked, version=asked.version)
    assert cast.client("french").get(made.get_absolute_url()).status_code == 200


def test_consultation_shows_text_and_file_and_leads_to_the_document(cast: Cast) -> None:
    made = drafted(cast, file=paper())
    asked = opened(cast, made)
    text = page(cast.client("french"), f"/consultas/{asked.number}/")
    assert asked.subject == "Adopción de «Términos de referencia», versión 1"
    assert "<p>La mesa es un espacio de <strong>intercambio</strong>.</p>" in text
    assert f'href="{made.versions.get().get_absolute_url()}"' in text
    assert "Términos de referencia</a>" in text
    assert f'href="/consultas/{asked.number}/"' in page(cast.client("french"), made.get_absolute_url())


def test_what_members_may_not_read_is_not_consulted(cast: Cast) -> None:
    with pytest.raises(Broken, match="Solo se consulta lo que leen los integrantes"):
        consulted(cast, drafted(cast, level="presidency"))


def test_level_changes_without_the_text(cast: Cast) -> None:
    made = published(cast)
    mesa_documents.change_level(
        actor=cast.actor("secretary"), document=made, number=1, version=made.version, level="presidency"
    )
    assert cast.client("french").get(made.get_absolute_url()).status_code == 404


def test_double_click_makes_one_document(cast: Cast) -> None:
    browser = cast.client("secretary")
    form = page(browser, "/documentos/nuevo/")
    once = form.split('name="once" value="')[1].split('"')[0]
    sent = {"kind": "plan", "title": "Plan", "text": "Texto", "level": "members", "once": once}
    first, second = browser.post("/documentos/nuevo/", sent), browser.post("/documentos/nuevo/", sent)
    assert (first["Location"], MesaDocument.objects.count()) == (second["Location"], 1)


def test_history_tells_values_in_words_and_hides_what_is_not_read(cast: Cast) -> None:
    browser = cast.client("secretary")
    made = drafted(cast, level="presidency")
    browser.post(f"{made.get_absolute_url()}publicar/", {"version": "1"})
    told = [
        (entry.person, change.before, change.after)
        for entry in history(cast, made)
        for change in entry.changes
        if change.label == "estado" and change.before
    ]
    assert told == [("Sara Secretaría", "borrador", "vigente")]
    mesa_documents.change_level(
        actor=cast.actor("secretary"), document=made, number=1, version=2, level="secretariat"
    )
    told_to = [change.label for each in history(cast, made) for change in each.changes]
    assert "texto" not in told_to


def test_list_and_spreadsheet_hold_what_the_reader_may_see(cast: Cast) -> None:
    published(cast)
    drafted(cast, title="Borrador reservado")
    text = page(cast.client("french"), "/documentos/")
    assert ("Términos de referencia</a>" in text, "Borrador reservado" in text) == (True, False)
    content = cast.client("french").get("/documentos/lista.xlsx").content
    rows = list(load_workbook(BytesIO(content)).active.values)
    assert [row[:4] for row in rows[1:]] == [
        ("Términos de referencia", "términos de referencia", 1, "vigente")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_seven_times(cast: Cast, rows: int) -> None:
    for number in range(rows):
        published(cast, title=f"Documento {number}")
    assert len(own_queries(queries_of(cast.client("french"), "/documentos/"))) == 7
