"""The papers of a full demonstration."""

from __future__ import annotations

import pytest

from agenda import demo_papers
from agenda.models import Paper
from mcig.demonstration.loading import Loading
from tests.support.cast import Cast
from tests.support.meetings import convened, item, section


@pytest.mark.django_db
def test_papers_are_spread_over_the_items_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_papers, "MANY_PAPERS", 7)
    cast.secretary.email = "secretaria@mcig.example"
    cast.secretary.save()
    for number in (1, 2):
        of = convened(cast, number=number)
        section(of, "Apertura")
        item(of, "Primero")
        item(of, "Segundo")
    demo_papers.load_papers(Loading(size="small"))
    assert Paper.objects.count() == 0
    for _again in range(2):
        demo_papers.load_papers(Loading(size="full"))
    papers = Paper.objects.order_by("meeting_id", "position")
    assert [(each.position, str(each.item)) for each in papers] == [
        (1, "Primero"),
        (2, "Segundo"),
        (3, "Primero"),
        (4, "Segundo"),
        (1, "Primero"),
        (2, "Segundo"),
        (3, "Primero"),
    ]
    assert papers[0].versions.get().stored.name == f"{papers[0].title}.txt"
