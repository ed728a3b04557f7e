"""Projects within projects: no circle, and a question where the part outlasts the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from mcig.rules import Broken
from projects import actions
from projects.models import Project
from projects.rules import PartialDate
from projects.rules.record import Record, Relation, RelationKind
from projects.rules.relations import parent_warnings
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project

LATE = replace(COMPLETE, end=PartialDate(date(2026, 3, 31)))
EARLY = replace(COMPLETE, end=PartialDate(date(2025, 3, 31)))
SENTENCE = (
    "Termina el 31 de marzo de 2026, después de FR-2024-001, del que forma parte y que termina el 31 de marzo"
    " de 2025."
)


def part_of(code: str) -> Record:
    return Record(relations=(Relation(RelationKind.PARENT, code),))


def put(cast: Cast, own: Project, record: Record) -> Project:
    own.refresh_from_db()
    return actions.save_record(actor=cast.actor("french"), project=own, record=record, version=own.version)


def test_part_that_outlasts_the_whole_is_asked_about() -> None:
    assert [str(each.message) for each in parent_warnings(LATE, [("FR-2024-001", EARLY)])] == [SENTENCE]
    assert list(parent_warnings(EARLY, [("FR-2024-001", LATE)])) == []
    assert list(parent_warnings(LATE, [("FR-2024-001", LATE)])) == []


@pytest.mark.django_db
def test_question_stands_on_the_page_and_in_the_section(cast: Cast) -> None:
    project(cast.actor("french"), cast.france, EARLY)
    own = put(cast, project(cast.actor("french"), cast.france, LATE), part_of("FR-2024-001"))
    browser = cast.client("french")
    for address in (own.get_absolute_url(), reverse("project-section", args=[own.code, "vinculos"])):
        assert SENTENCE in browser.get(address).content.decode(), address


@pytest.mark.django_db
def test_no_project_is_within_itself(cast: Cast) -> None:
    first, second, third = (project(cast.actor("french"), cast.france) for _number in range(3))
    put(cast, second, part_of(first.code))
    put(cast, third, part_of(second.code))
    with pytest.raises(Broken, match="FR-2024-003 ya forma parte de este proyecto") as refusal:
        put(cast, first, part_of(third.code))
    assert refusal.value.field == "relations"
    put(cast, third, Record(relations=(Relation(RelationKind.PARENT, first.code),)))
