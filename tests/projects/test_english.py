"""English tied to the exact Spanish: stale when that changes, told in the editor, the list and the PDF."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from projects import actions, record
from projects.models import Project, Revision
from projects.pdf import ficha_pdf
from projects.rules.record import Record
from projects.rules.translation import English, Translation, in_english, standing, units
from tests.support.cast import TODAY, Cast
from tests.support.fichas import COMPLETE, project
from tests.support.pdfs import flat, page_texts

NAME = Translation("name", 0, COMPLETE.name, "Support network for community defenders")
RESULTS = (
    Translation("results", 1, COMPLETE.results[0], "A working network."),
    Translation("results", 2, COMPLETE.results[1], "Three protocols adopted."),
)


def all_of_it() -> tuple[Translation, ...]:
    return tuple(
        Translation(unit.field, unit.position, unit.source, f"EN {unit.source}")
        for unit in units(COMPLETE, ())
    )


def test_translation_of_another_text_is_stale_and_says_of_which() -> None:
    changed = replace(COMPLETE, name="Otra red")
    [unit] = [unit for unit in units(changed, (NAME,)) if unit.field == "name"]
    assert (unit.state, unit.text, unit.earlier) == (English.STALE, NAME.text, COMPLETE.name)


def test_translation_follows_its_text_when_the_list_is_reordered() -> None:
    turned = replace(COMPLETE, results=COMPLETE.results[::-1])
    found = [unit.text for unit in units(turned, RESULTS) if unit.field == "results"]
    assert found == ["Three protocols adopted.", "A working network."]


@pytest.mark.parametrize(
    ("translations", "expected"),
    [
        ((), English.MISSING),
        (all_of_it(), English.COMPLETE),
        ((*all_of_it()[1:], replace(NAME, source="Antes")), English.STALE),
    ],
)
def test_standing_of_the_whole(translations: tuple[Translation, ...], expected: English) -> None:
    assert standing(COMPLETE, translations) is expected


def test_field_with_one_untranslated_text_stays_spanish_whole() -> None:
    ficha, states = in_english(COMPLETE, (NAME, RESULTS[0]))
    assert (ficha.name, ficha.results) == (NAME.text, COMPLETE.results)
    assert (states["name"], states["results"]) == (English.COMPLETE, English.MISSING)


def test_english_pdf_prints_the_translation_and_says_what_is_not_translated() -> None:
    stale = replace(RESULTS[0], source="Antes")
    pdf = ficha_pdf(COMPLETE, code="FR-1", on=TODAY, language="en", translations=(NAME, stale))
    text = flat(" ".join(page_texts(pdf)))
    assert NAME.text in text
    assert "In Spanish: not translated yet." in text
    assert "In Spanish: the translation is of an earlier text." in text
    assert COMPLETE.results[0] in text


def test_english_pdf_without_any_translation_says_so_once() -> None:
    pdf = ficha_pdf(COMPLETE, code="FR-1", on=TODAY, language="en")
    said = flat("\n".join(page_texts(pdf)))
    assert said.count("The texts are in Spanish: this sheet has not been translated yet.") == 1
    assert "not translated yet" not in said.replace("has not been translated yet", "")
    assert COMPLETE.name in said


def test_spanish_pdf_does_not_know_of_translations() -> None:
    plain = ficha_pdf(COMPLETE, code="FR-1", on=TODAY, language="es")
    assert ficha_pdf(COMPLETE, code="FR-1", on=TODAY, language="es", translations=(NAME,)) == plain


def test_editor_keeps_stale_what_nobody_touched_and_renews_what_was_written(cast: Cast) -> None:
    own = with_translations(cast, (NAME,))
    own = actions.save_draft(
        actor=cast.actor("french"), project=own, ficha=replace(COMPLETE, name="Otra red"), version=own.version
    )
    browser = cast.client("french")
    address = reverse("project-section", args=[own.code, "ingles"])
    page = browser.get(address)
    assert "Antes decía:" in page.content.decode()
    sent: dict[str, Any] = {"version": own.version, "en_name_0": NAME.text, "en_place_0": "Mexico"}
    browser.post(address, sent)
    assert stored(own) == (NAME, Translation("place", 0, COMPLETE.place, "Mexico"))
    own.refresh_from_db()
    browser.post(address, sent | {"version": own.version, "still_en_name_0": "on"})
    assert stored(own)[0] == replace(NAME, source="Otra red")


def test_list_is_narrowed_to_what_waits_for_a_translation(cast: Cast) -> None:
    with_translations(cast, all_of_it())
    waiting = project(cast.actor("french"), cast.france)
    page = cast.client("french").get(f"{reverse('project-list')}?ingles=pendiente")
    assert [row.code for row in page.context["rows"]] == [waiting.code]


def with_translations(cast: Cast, translations: tuple[Translation, ...]) -> Project:
    own = project(cast.actor("french"), cast.france)
    wanted = Record(translations=translations)
    return actions.save_record(actor=cast.actor("french"), project=own, record=wanted, version=own.version)


def stored(own: Project) -> tuple[Translation, ...]:
    return record.read(Revision.objects.drafts().get(project=own)).translations
