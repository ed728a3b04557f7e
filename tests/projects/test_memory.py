"""The projects in the memory of a theme: published ones that name it, in the years of a mandate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from agenda.memory import Asked
from agenda.models import Theme
from members.rules.rotation import Term
from projects.memory import projects
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project
from tests.support.meetings import theme

pytestmark = pytest.mark.django_db
CARE = replace(COMPLETE, name="Casas de día", description="Un sistema de cuidados en tres municipios.")


@pytest.fixture
def care(cast: Cast) -> Theme:
    return theme("cuidados", "Sistemas de cuidado")


def told(cast: Cast, who: str, about: Theme, term: Term | None = None) -> list[tuple[str, str]]:
    chapter = projects(Asked(cast.actor(who), about, term))
    assert chapter.total == len(chapter.entries)
    return [(entry.title, entry.note) for entry in chapter.entries]


def test_published_projects_that_name_the_theme(cast: Cast, care: Theme) -> None:
    project(cast.actor("secretary"), cast.france, CARE, publish=True)
    project(cast.actor("secretary"), cast.chile, CARE)
    project(cast.actor("secretary"), cast.germany, publish=True)
    expected = [("Casas de día", "FR-2024-001 · Embajada de Francia en México")]
    assert told(cast, "french", care) == told(cast, "secretary", care) == expected


def test_years_of_the_mandate_narrow(cast: Cast, care: Theme) -> None:
    project(cast.actor("secretary"), cast.france, CARE, publish=True)
    assert len(told(cast, "french", care, Term(date(2023, 1, 1), date(2025, 1, 1)))) == 1
    assert told(cast, "french", care, Term(date(2021, 1, 1), date(2023, 1, 1))) == []
