from __future__ import annotations

import hashlib
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, close_old_connections, transaction
from django.test import Client

from mcig.documents.actions import Reference, issue
from mcig.documents.models import IssuedDocument, new_token
from tests.support.cast import Cast

SERIES = "ficha:CL-2024-01:es"


def issued(
    cast: Cast, content: bytes = b"%PDF-", *, series: str = SERIES, kind: str = "ficha"
) -> IssuedDocument:
    return issue(
        actor=cast.actor("chilean"),
        series=series,
        kind=kind,
        language="es",
        filename="CL-2024-01_2024-03-12.pdf",
        render=lambda _reference: content,
    )


def test_a_document_is_numbered_hashed_and_stored(cast: Cast) -> None:
    references: list[Reference] = []

    def render(reference: Reference) -> bytes:
        references.append(reference)
        return b"the bytes"

    document = issue(
        actor=cast.actor("chilean"),
        series=SERIES,
        kind="ficha",
        language="es",
        filename="a.pdf",
        render=render,
    )

    assert document.number == "2024-0001"
    assert references == [
        Reference("2024-0001", f"http://localhost:8000/verificar/{document.token}/"),
    ]
    assert document.sha256 == hashlib.sha256(b"the bytes").hexdigest()
    with document.file.open() as file:
        assert file.read() == b"the bytes"
    assert document.issued_by == cast.chilean


def test_numbers_follow_each_other_without_gaps(cast: Cast) -> None:
    first = issued(cast)
    with pytest.raises(OSError, match="no disk"), transaction.atomic():
        issue(
            actor=cast.actor("chilean"),
            series=SERIES,
            kind="ficha",
            language="es",
            filename="a.pdf",
            render=failing,
        )
    second = issued(cast)

    assert [first.number, second.number] == ["2024-0001", "2024-0002"]


def failing(_reference: Reference) -> bytes:
    raise OSError("no disk")


def test_nobody_in_particular_issues_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        issue(
            actor=cast.actor("anonymous"),
            series=SERIES,
            kind="ficha",
            language="es",
            filename="a.pdf",
            render=failing,
        )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_draw_two_numbers(cast: Cast) -> None:
    barrier = threading.Barrier(2, timeout=10)
    numbers: list[str] = []

    def run() -> None:
        try:
            barrier.wait()
            numbers.append(issued(cast).number)
        finally:
            close_old_connections()

    threads = [threading.Thread(target=run) for _thread in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(numbers) == ["2024-0001", "2024-0002"]


def test_the_database_refuses_to_change_or_delete_a_document(cast: Cast) -> None:
    document = issued(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedDocument.objects.filter(pk=document.pk).update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        document.delete()


def test_a_token_is_long_and_easy_to_read_aloud() -> None:
    tokens = {new_token() for _time in range(200)}

    assert len(tokens) == 200
    assert {len(token) for token in tokens} == {12}
    assert set("".join(tokens)) <= set("23456789BCDFGHJKMNPQRSTVWXYZ")


def test_anybody_sees_that_a_document_is_current(cast: Cast) -> None:
    document = issued(cast)
    response = Client().get(f"/verificar/{document.token}/")
    page = " ".join(response.content.decode().split())

    assert response.status_code == 200
    assert "Este documento es el vigente." in page
    assert "Documento 2024-0001" in page
    assert "Ficha resumen de un proyecto" in page
    assert "<td>español</td>" in page
    assert "12 de marzo de 2024" in page
    assert document.sha256 in page


def test_nothing_of_the_content_is_told(cast: Cast) -> None:
    document = issued(cast)
    page = Client().get(document.get_absolute_url()).content.decode()

    assert [word for word in ("CL-2024-01", "Catalina", cast.chilean.email, "Chile") if word in page] == []


def test_a_superseded_document_names_its_successor(cast: Cast) -> None:
    old = issued(cast)
    issued(cast, series="ficha:CL-2024-01:en")
    issued(cast)
    page = " ".join(Client().get(old.get_absolute_url()).content.decode().split())

    assert "Este documento ya no es el vigente." in page
    assert "Lo sustituye el documento 2024-0003, emitido el 12 de marzo de 2024." in page


def test_a_token_may_be_typed_in_small_letters(cast: Cast) -> None:
    document = issued(cast)

    assert Client().get(f"/verificar/{document.token.lower()}/").status_code == 200


def test_an_unknown_token_is_not_found(cast: Cast) -> None:
    response = Client().get("/verificar/BCDFGHJKMNPQ/")

    assert response.status_code == 404
    assert "No se encontró esta página" in response.content.decode()


def test_a_head_request_is_answered_and_a_post_is_not(cast: Cast) -> None:
    address = issued(cast).get_absolute_url()

    assert Client().head(address).status_code == 200
    assert Client().post(address).status_code == 405


def test_the_page_is_there_in_english(cast: Cast) -> None:
    address = issued(cast).get_absolute_url()
    page = Client().get(address, headers={"accept-language": "en"}).content.decode()

    assert "This document is the current one." in page
    assert "Summary sheet of a project" in page
