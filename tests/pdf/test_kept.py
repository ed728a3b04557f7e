"""Documents that are handed out again: only the same, and no more than fit."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from mcig.pdf import Attachment, kept, turns
from tests.support.cast import Cast
from tests.support.fichas import project

OPTIONS = {"stylesheet": "css/ficha.css", "on": date(2026, 1, 1), "attachments": (), "pictures": None}


def test_the_longest_unused_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 12)
    documents = kept.KeptDocuments()
    for name in (b"a", b"b", b"c", b"d"):
        documents.keep(name, name * 3)
    documents.keep(b"d", b"ddd")
    assert documents.get(b"a") == b"aaa"
    documents.keep(b"e", b"eee")
    documents.keep(b"long", b"llll")
    found = {name: documents.get(name) for name in (b"a", b"b", b"c", b"d", b"e", b"long")}
    assert found == {b"a": b"aaa", b"b": None, b"c": b"ccc", b"d": b"ddd", b"e": b"eee", b"long": None}


@pytest.mark.parametrize(
    "other",
    [
        {"stylesheet": "css/directory.css"},
        {"on": date(2026, 1, 2)},
        {"attachments": (Attachment("ficha.json", b"{}", "Datos"),)},
        {"pictures": {"pictures/CL.png": b"a"}},
    ],
)
def test_another_document_has_another_digest(other: dict[str, object]) -> None:
    assert kept.digest("<p>a", OPTIONS) == kept.digest("<p>a", dict(OPTIONS))
    assert kept.digest("<p>b", OPTIONS) != kept.digest("<p>a", OPTIONS)
    assert kept.digest("<p>a", OPTIONS | other) != kept.digest("<p>a", OPTIONS)


def test_only_the_same_document_needs_no_press(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 8_000_000)
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.01)
    one, other = (
        reverse("project-ficha-pdf", args=[project(cast.actor("french"), cast.france).code])
        for _each in range(2)
    )
    first = cast.client("french").get(one, {"estado": "borrador"})
    with turns._presses:
        again = cast.client("secretary").get(one, {"estado": "borrador"})
        assert cast.client("french").get(other, {"estado": "borrador"}).status_code == 503
    assert (again.status_code, again.content) == (200, first.content)
