"""The piece of a text in which what was looked for stands."""

from __future__ import annotations

import pytest

from mcig.search.snippets import Snippet, snippet
from mcig.words import stem

LONG = "palabra " * 40


@pytest.mark.parametrize(
    ("word", "beginning"), [("cooperaciones", "cooperac"), ("niñas", "nina"), ("ONU", "onu"), ("paz", "paz")]
)
def test_stem_is_what_the_forms_of_a_word_share(word: str, beginning: str) -> None:
    assert stem(word) == beginning


def test_word_is_found_in_another_form_and_without_its_accent() -> None:
    found = snippet("La cooperación, entre todas.", "cooperaciones")
    assert found == Snippet("La ", "cooperación", ", entre todas.")


def test_beginning_of_another_word_is_no_match() -> None:
    assert snippet("Un trabajo y un bajo.", "bajo") == Snippet("Un trabajo y un ", "bajo", ".")


def test_text_around_the_word_is_shortened_at_spaces() -> None:
    found = snippet(f"{LONG}cuidados {LONG}", "cuidado")
    assert (found.found, found.before[:9], found.after[-9:]) == ("cuidados", "… palabra", "palabra …")
    assert len(found.before) + len(found.after) < 180


def test_text_without_the_word_is_shown_from_its_beginning() -> None:
    assert snippet("Corto.", "cuidados") == Snippet("Corto.", "", "")
