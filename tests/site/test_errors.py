"""Errors in plain words: as a page, and as a notice inside the page for htmx."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from psycopg.errors import DiskFull

from mcig.pdf import turns
from mcig.rules import Broken
from mcig.web import errors
from projects import actions
from projects.rules import Ficha
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, posted, project

HTMX = {"HX-Request": "true"}


def test_a_session_that_the_database_could_not_keep_is_no_mistake_of_the_visitor() -> None:
    told = SessionInterrupted()
    told.__context__ = OperationalError()
    answer = errors.bad_request(RequestFactory().get("/"), told)
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert errors.bad_request(RequestFactory().get("/"), SessionInterrupted()).status_code == 400


@pytest.mark.parametrize(("cause", "status"), [(DiskFull(), 507), (None, 503)])
def test_a_full_disk_of_the_database_is_told_from_one_that_is_away(
    cause: Exception | None, status: int
) -> None:
    try:
        raise OperationalError from cause  # noqa: TRY301
    except OperationalError:
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == status
    assert ("El disco del sistema está lleno" in answer.content.decode()) == (status == 507)


def test_text_beyond_the_limit_is_said_and_nothing_is_read(cast: Cast, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2048
    made = project(cast.actor("french"), cast.france)
    address = reverse("project-edit", args=[made.code])
    answer = cast.client("french").post(address, posted(made.version, description="x" * 5000))
    assert answer.status_code == 413
    assert "y 2.0\xa0KB de texto" in answer.content.decode()
    made.refresh_from_db()
    assert made.version == 1


def test_htmx_receives_the_sentence_of_a_refusal_as_a_notice(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    address = reverse("project-edit", args=[made.code])
    answer = cast.client("french").post(address, posted(1) | {"version": "x"}, headers=HTMX)
    page = answer.content.decode()
    assert (answer.status_code, answer["HX-Retarget"]) == (400, "#avisos")
    assert "número de versión" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/no-existe/", 404, "La dirección no existe"),
        ("/avisos/", 403, "secretaría"),
    ],
)
def test_htmx_receives_errors_as_notices(cast: Cast, path: str, status: int, sentence: str) -> None:
    answer = cast.client("french").get(path, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (status, "#avisos")
    assert sentence in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_expired_session_sends_htmx_to_the_login_page(cast: Cast) -> None:
    answer = Client().get(
        reverse("project-list"), headers=HTMX | {"HX-Current-URL": "http://testserver/proyectos/"}
    )
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=%2Fproyectos%2F"


def test_failure_of_the_program_is_a_plain_page_with_a_reference(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("projects.queries.register", fail)
    browser = cast.client("french")
    browser.raise_request_exception = False
    answer = browser.get(reverse("project-list"))
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in answer.content.decode()


def test_answers_differ_by_htmx_and_carry_the_policy(cast: Cast) -> None:
    answer = cast.client("french").get(reverse("project-list"))
    assert "HX-Request" in answer["Vary"]
    assert answer["Content-Security-Policy"].startswith("default-src 'self';")
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    ["/proyectos/?q=%00", "/proyectos/?despues=%00", "/verificar/%00/", "/cuenta/invitacion/%00/"],
)
def test_address_with_a_nul_is_refused(cast: Cast, address: str) -> None:
    assert cast.client("french").get(address).status_code == 400


def test_a_nul_that_no_field_refused_is_said(cast: Cast) -> None:
    browser = cast.client("french")
    answer = browser.post(reverse("project-view-keep"), {"nombre": "Mi\0vista", "consulta": "q=agua"})
    assert answer.status_code == 400
    assert "Lo que escribió se conserva" in answer.content.decode()


def test_nested_base_of_a_stale_form_is_no_failure(cast: Cast) -> None:
    made = project(cast.actor("french"), cast.france)
    address = reverse("project-edit", args=[made.code])
    browser = cast.client("french")
    browser.post(address, posted(1, place="Puebla"))
    assert browser.post(address, posted(1, base="[" * 100_000)).status_code == 409


def test_pages_stay_in_no_cache(cast: Cast) -> None:
    assert cast.client("french").get(reverse("project-list"))["Cache-Control"] == "private, no-store"


def test_name_that_cannot_be_printed_stays_in_the_form(cast: Cast) -> None:
    browser = cast.client("french")
    once = browser.get(reverse("project-create")).context["once"]
    answer = browser.post(
        reverse("project-create"), {"once": once, "owner": cast.france.pk, "name": "Mesa \x07 local"}
    )
    assert answer.status_code == 422
    assert "contiene caracteres que no se pueden imprimir" in answer.content.decode()


def test_press_that_stays_taken_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mcig.pdf.turns.PATIENCE_SECONDS", 0.01)
    made = project(cast.actor("french"), cast.france)
    with turns._presses:
        answer = cast.client("french").get(
            reverse("project-ficha-pdf", args=[made.code]), {"estado": "borrador"}
        )
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert "Hay otros documentos en preparación" in answer.content.decode()


@pytest.mark.parametrize(
    ("ficha", "sentence"),
    [
        (replace(COMPLETE, place="W" * 201), "palabra de más de 200 letras"),
        (replace(COMPLETE, results=("texto corrido " * 700,) * 7), "hasta 60000 caracteres en total"),
    ],
)
def test_text_that_would_keep_the_press_busy_is_refused(cast: Cast, ficha: Ficha, sentence: str) -> None:
    made = project(cast.actor("french"), cast.france)
    with pytest.raises(Broken, match=sentence):
        actions.save_draft(actor=cast.actor("french"), project=made, ficha=ficha, version=1)
