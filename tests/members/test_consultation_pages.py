"""The pages of the consultations: who reads what, what a form refuses, and how many queries it takes."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries
from time_machine import Traveller

from mcig.documents.models import IssuedDocument
from members.actions import answers, consultations
from members.actions.certificates import certify
from members.models import Consultation
from tests.support.cast import Cast
from tests.support.consultations import DEADLINE, SUBJECT, draft, link_to, opened, seat_of
from tests.support.pdfs import flat, page_texts

pytestmark = pytest.mark.django_db
# Four of them say who asks, four open and close the read-only transaction.
LIST_QUERIES = 10
DETAIL_QUERIES = {"french": 11, "secretary": 11, "chilean": 12}
NEW = {
    "subject": "Plan de trabajo",
    "text": "Se somete el plan.",
    "rule": "silence",
    "deadline": "2024-03-20T18:00",
}


def page(browser: Client, address: str, status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status
    return flat(response.content.decode())


def once_in(text: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def test_draft_is_unseen_by_members(cast: Cast) -> None:
    draft(cast)
    for who, seen in {
        "french": False,
        "administrator": False,
        "chilean": True,
        "secretary": True,
    }.items():
        assert (SUBJECT in page(cast.client(who), "/consultas/")) is seen
        assert cast.client(who).get("/consultas/2024-001/").status_code == (200 if seen else 404)


def test_hidden_and_missing_answer_alike(cast: Cast) -> None:
    draft(cast)
    browser = cast.client("french")
    told = [
        re.sub(r'value="[A-Za-z0-9]{64}"|2024-\d+', "", page(browser, f"/consultas/{number}/", 404))
        for number in ("2024-001", "2024-999", "x")
    ]
    assert told[0] == told[1]


def test_member_reads_the_own_answer_only(cast: Cast) -> None:
    made = opened(cast)
    answers.answer(
        actor=cast.actor("chilean"), seat=seat_of(made, "CL"), answer="breaks", comment="Palabra secreta"
    )
    for who, reads in {
        "french": False,
        "administrator": False,
        "chilean": True,
        "german": True,
        "secretary": True,
    }.items():
        text = page(cast.client(who), "/consultas/2024-001/")
        assert (("Palabra secreta" in text), ("Se rompió el silencio" in text)) == (reads, reads)
        assert ("0 de 3" in text or "1 de 3" in page(cast.client(who), "/consultas/")) is reads


def test_double_click_prepares_one(cast: Cast) -> None:
    browser = cast.client("secretary")
    data = NEW | {"once": once_in(page(browser, "/consultas/nueva/"))}
    places = [browser.post("/consultas/nueva/", data)["Location"] for _time in range(2)]
    assert places == ["/consultas/2024-001/"] * 2
    made = Consultation.objects.get()
    assert made.deadline is not None
    assert made.deadline.isoformat() == "2024-03-21T00:00:00+00:00"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mañana", "Escriba el día y la hora"),
        ("9999-12-31T23:00", "La fecha debe estar entre los años 2000 y 2199."),
        ("0001-01-01T00:00", "La fecha debe estar entre los años 2000 y 2199."),
    ],
)
def test_form_names_the_hour_and_refuses_in_words(cast: Cast, typed: str, said: str) -> None:
    browser = cast.client("secretary")
    text = page(browser, "/consultas/nueva/")
    assert "Hora de la Ciudad de México" in text
    wrong = NEW | {"deadline": typed, "once": once_in(text)}
    response = browser.post("/consultas/nueva/", wrong)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Se somete el plan." in response.content.decode()


def test_deadline_in_the_past_is_refused_beside_what_was_typed(cast: Cast) -> None:
    browser = cast.client("secretary")
    past = NEW | {"deadline": "2024-03-12T11:59", "once": once_in(page(browser, "/consultas/nueva/"))}
    response = browser.post("/consultas/nueva/", past)
    assert response.status_code == 422
    assert "El plazo debe terminar en el futuro." in response.content.decode()
    assert (Consultation.objects.count(), "Se somete el plan." in response.content.decode()) == (0, True)
    assert browser.post("/consultas/nueva/", past | {"deadline": "2024-03-12T12:01"}).status_code == 302


def test_stale_edit_shows_both_texts_and_keeps_what_was_typed(cast: Cast) -> None:
    draft(cast)
    browser = cast.client("secretary")
    address = "/consultas/2024-001/editar/"
    assert browser.post(address, NEW | {"version": "1"}).status_code == 302
    response = browser.post(address, NEW | {"version": "1", "subject": "<b>Otro</b> asunto"})
    assert response.status_code == 409
    text = response.content.decode()
    assert ("&lt;b&gt;Otro&lt;/b&gt; asunto" in text, "<b>Otro" in text) == (True, False)
    assert 'name="version" value="2"' in text
    assert "20 de marzo de 2024, 18:00 (hora de la Ciudad de México)" not in text
    assert Consultation.objects.get().subject == "Plan de trabajo"
    assert browser.post(address, NEW).status_code == 400


def test_preview_tells_whom_and_what_before_anything_leaves(cast: Cast) -> None:
    draft(cast)
    browser = cast.client("secretary")
    text = page(browser, "/consultas/2024-001/abrir/")
    for told in ("Françoise Francesa", "francia@mcig.example", "MCIG · Consulta 2024-001", "español"):
        assert told in text
    assert Consultation.objects.get().state == "draft"
    browser.post("/consultas/2024-001/abrir/", {"version": "1"})
    assert Consultation.objects.get().state == "open"


def test_deadline_in_the_past_opens_nothing(cast: Cast, clock: Traveller) -> None:
    draft(cast)
    clock.move_to(DEADLINE)
    response = cast.client("secretary").post("/consultas/2024-001/abrir/", {"version": "1"}, follow=True)
    assert "El plazo debe terminar en el futuro." in response.content.decode()
    assert Consultation.objects.get().state == "draft"


def test_member_answers_by_account(cast: Cast) -> None:
    made = opened(cast)
    browser = cast.client("french")
    address = "/consultas/2024-001/responder/"
    assert browser.post(address, {"answer": "comments", "comment": ""}).status_code == 422
    assert browser.post(address, {"answer": "comments", "comment": "Con gusto."}).status_code == 302
    assert seat_of(made, "FR").comment == "Con gusto."


def test_late_answer_is_told_and_typed_text_stays(cast: Cast, clock: Traveller) -> None:
    made = opened(cast)
    clock.move_to(DEADLINE + timedelta(seconds=1))
    response = cast.client("french").post(
        "/consultas/2024-001/responder/", {"answer": "breaks", "comment": "Texto que escribí"}
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "El plazo venció el 22 de marzo de 2024, 12:00:00: la respuesta llegó tarde" in text
    assert "Texto que escribí" in text
    assert seat_of(made, "FR").state == "pending"


def test_home_names_what_waits_for_an_answer(cast: Cast) -> None:
    made = opened(cast)
    browser = cast.client("french")
    assert f"{SUBJECT}</a> <p>Plazo: 22 de marzo de 2024, 12:00" in page(browser, "/")
    assert SUBJECT not in page(cast.client("secretary"), "/")
    answers.answer(actor=cast.actor("french"), seat=seat_of(made, "FR"), answer="agrees", comment="")
    assert SUBJECT not in page(browser, "/")


def test_telephone_page_enters_with_attribution(cast: Cast) -> None:
    made = opened(cast)
    address = f"/consultas/2024-001/lugares/{seat_of(made, 'DE').pk}/"
    data = {"answer": "agrees", "comment": "", "spoken_by": "Anna Alemana"}
    assert cast.client("secretary").post(address, data).status_code == 302
    text = page(cast.client("chilean"), "/consultas/2024-001/")
    assert "registra Sara Secretaría" in text


def test_secretariat_extends_and_withdraws(cast: Cast) -> None:
    opened(cast)
    browser = cast.client("secretary")
    earlier = {"deadline": "2024-03-20T18:00", "note": "", "version": "2"}
    response = browser.post("/consultas/2024-001/ampliar/", earlier)
    assert response.status_code == 422
    assert "El plazo nuevo debe ser posterior" in response.content.decode()
    assert (
        browser.post("/consultas/2024-001/ampliar/", earlier | {"deadline": "2024-03-30T18:00"}).status_code
        == 302
    )
    assert browser.post("/consultas/2024-001/retirar/", {"note": "x", "version": "2"}).status_code == 409
    assert browser.post("/consultas/2024-001/retirar/", {"note": "Motivo", "version": "3"}).status_code == 302
    assert Consultation.objects.get().state == "withdrawn"


def test_history_keeps_replaced_answers(cast: Cast) -> None:
    made = opened(cast)
    for answer in ("breaks", "agrees"):
        Client().post(link_to("francia@mcig.example"), {"answer": answer, "comment": "Primero no"})
    text = page(cast.client("secretary"), "/consultas/2024-001/historial/")
    assert (text.count("Rompe el silencio"), text.count("Conforme")) == (1, 1)
    assert text.count("Françoise Francesa, enlace personal") == 2
    assert '<th scope="row">El sistema</th>' in text
    assert (text.count("Borrador"), text.count("Abierta"), made.number in text) == (1, 1, True)


def test_certificate_lists_every_seat_and_is_issued_once(cast: Cast, clock: Traveller) -> None:
    made = opened(cast)
    answers.enter_by_phone(
        actor=cast.actor("secretary"),
        seat=seat_of(made, "DE"),
        answer="comments",
        comment="Comentario reservado",
        spoken_by="Anna Alemana",
    )
    clock.move_to(DEADLINE)
    consultations.close_due()
    certify(consultation_id=made.pk)
    certify(consultation_id=made.pk)
    assert IssuedDocument.objects.filter(kind="consultation").count() == 2
    response = cast.client("french").get("/consultas/2024-001/certificado-es.pdf")
    pdf = b"".join(response)
    text = flat(" ".join(page_texts(pdf)))
    for told in (
        "Certificado de la consulta 2024-001 Adoptada",
        "Embajada de Alemania en México Conforme, con comentarios 12/03/2024 12:00",
        "Teléfono: Anna Alemana (registra Sara Secretaría)",
        "Embajada de Francia en México Conforme por silencio",
        "hora de la Ciudad de México",
    ):
        assert told in text
    assert "Comentario reservado" not in text
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_three(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _time in range(count):
        opened(cast)
    browser = cast.client("secretary")
    browser.get("/consultas/")
    with django_assert_num_queries(LIST_QUERIES):
        browser.get("/consultas/")


def test_detail_takes_few_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    opened(cast)
    for who, queries in DETAIL_QUERIES.items():
        browser = cast.client(who)
        browser.get("/consultas/2024-001/")
        with django_assert_num_queries(queries):
            browser.get("/consultas/2024-001/")
