"""The secretariat sees every message leave, and no secret in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mcig.notices.models import Message, MessageState
from tests.support.cast import Cast

SECRET = "4821-9930"


def message(**changes: Any) -> Message:
    fields = {
        "recipients": ["francia@mcig.example"],
        "subject": "Aviso",
        "body": "Texto del aviso",
        "raw": b"x",
    }
    return Message.objects.create(**(fields | changes))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("anonymous", 302),
        ("french", 403),
        ("chilean", 200),
        ("stranger", 403),
        ("administrator", 200),
        ("secretary", 200),
    ],
)
def test_outbox_opens_for_those_who_answer_for_it(name: str, status: int, cast: Cast) -> None:
    assert cast.client(name).get("/avisos/").status_code == status


def test_list_shows_state_attempts_and_failure(cast: Cast) -> None:
    message(subject="Convocatoria", state=MessageState.FAILED, attempts=6, failure="SMTPException: lleno")
    page = cast.client("secretary").get("/avisos/").content.decode()
    for words in (
        "Convocatoria",
        "francia@mcig.example",
        "no entregado",
        "SMTPException: lleno",
        "Reintentar",
    ):
        assert words in page


def test_newest_message_is_first(cast: Cast) -> None:
    message(subject="Primero")
    message(subject="Segundo")
    page = cast.client("secretary").get("/avisos/").context["page"]
    assert [each.subject for each in page] == ["Segundo", "Primero"]


def test_text_of_a_confidential_message_is_shown_nowhere(cast: Cast) -> None:
    secret = message(body=SECRET, is_confidential=True)
    plain = message()
    browser = cast.client("secretary")
    pages = [browser.get(address).content.decode() for address in ("/avisos/", f"/avisos/{secret.pk}/")]
    assert [SECRET in page for page in pages] == [False, False]
    assert "Texto del aviso" in browser.get(f"/avisos/{plain.pk}/").content.decode()


def test_retry_is_for_the_secretariat(cast: Cast) -> None:
    failed = message(state=MessageState.FAILED, attempts=6)
    assert cast.client("administrator").post(f"/avisos/{failed.pk}/reintentar/").status_code == 403
    assert "Reintentar" not in cast.client("administrator").get("/avisos/").content.decode()
    assert cast.client("secretary").post(f"/avisos/{failed.pk}/reintentar/").status_code == 303
    failed.refresh_from_db()
    assert failed.state == MessageState.QUEUED


def test_list_costs_the_same_at_one_and_at_three(cast: Cast, django_assert_num_queries: Any) -> None:
    browser = cast.client("secretary")
    for number in range(3):
        message(subject=f"Aviso {number}")
        if number in (0, 2):
            with django_assert_num_queries(11):
                browser.get("/avisos/")


def test_mailbox_of_the_demonstration_shows_codes_and_exists_there_only(settings: Any, cast: Cast) -> None:
    message(body=SECRET, is_confidential=True)
    response = Client().get("/demostracion/correo/")
    if settings.DEMONSTRATION:
        assert SECRET in response.content.decode()
    else:
        assert response.status_code == 404
