"""Possible alliances: the reasons, what is no reason, what nobody attends to, and the two letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from agenda.models import Theme
from mcig.notices.models import Dispatch
from projects import actions
from projects.models import Project
from projects.rules import Goal, Institution, Status
from projects.rules.alliances import MOST_PAIRS, Candidate, pairs
from projects.rules.record import Participation, Place, Record, Relation, RelationKind
from tests.support.cast import Cast
from tests.support.fichas import COMPLETE, project


def candidate(key: int, owner: int, **changes: Any) -> Candidate:
    blank = Candidate(
        key, f"X-{key}", owner, f"Proyecto {key}", "", frozenset(), frozenset({5}), frozenset(), ()
    )
    return replace(blank, **changes)


SAME = (("red amaranto", "Red Amaranto"),)


def test_reasons_are_counted_and_said() -> None:
    first = candidate(1, 1, area="cuidados", states=frozenset({"MX-OAX"}), goals=frozenset({5, 10}))
    second = replace(first, key=2, code="X-2", owner=2)
    [pair] = pairs([first, second])
    assert pair.reasons == (("state", ("MX-OAX",)), ("area", ("cuidados",)), ("goal", ("10",)))
    third = candidate(3, 3, counterparts=SAME, years=frozenset({2024}))
    fourth = candidate(4, 4, counterparts=SAME, years=frozenset({2024, 2025}))
    [pair] = pairs([third, fourth])
    assert pair.reasons == (("counterpart", ("Red Amaranto",)), ("year", ("2024",)))


def test_a_theme_of_the_agenda_joins_what_is_written_otherwise() -> None:
    both = {"theme": "cuidados", "goals": frozenset({5, 10}), "years": frozenset({2024})}
    first = candidate(1, 1, area="cuidados", **both)
    second = replace(first, key=2, code="X-2", owner=2, area="trabajo doméstico")
    [pair] = pairs([first, second])
    assert pair.reasons == (("theme", ("cuidados",)), ("goal", ("10",)), ("year", ("2024",)))
    [pair] = pairs([first, replace(second, area="cuidados")])
    assert [kind for kind, _values in pair.reasons] == ["theme", "goal", "year"]
    assert pairs([first, replace(second, theme="digital")]) == []
    assert pairs([first, replace(second, theme="")]) == []
    assert pairs([replace(first, goals=frozenset({5})), second]) == []


@pytest.mark.parametrize(
    ("changes", "linked"),
    [
        ({"owner": 1}, []),
        ({}, [(2, 1)]),
        ({"states": frozenset({"MX-PUE"})}, []),
        ({"area": "otra"}, []),
    ],
)
def test_what_is_no_reason(changes: dict[str, Any], linked: list[tuple[int, int]]) -> None:
    first = candidate(1, 1, area="cuidados", states=frozenset({"MX-OAX"}))
    changed: dict[str, Any] = {"key": 2, "code": "X-2", "owner": 2} | changes
    second = replace(first, **changed)
    assert pairs([first, second], linked) == []


def test_the_strongest_come_first_and_their_number_is_bounded() -> None:
    many = [
        candidate(number, number, area="a", states=frozenset({"MX-OAX"}), goals=frozenset({number % 2 + 1}))
        for number in range(1, 31)
    ]
    found = pairs(many)
    assert len(found) == MOST_PAIRS
    assert found[0].weight == 6
    assert [pair.weight for pair in found] == sorted((pair.weight for pair in found), reverse=True)


def in_oaxaca(cast: Cast, who: str, *, record: Record | None = None, **changes: Any) -> Project:
    owner = {"french": cast.france, "chilean": cast.chile}[who]
    own = Institution("Embajada", f"Embajada de {who}")
    ficha = replace(COMPLETE, institutions=(own,), goals=(Goal(5),), **changes)
    made = project(cast.actor(who), owner, ficha)
    kept = replace(record or Record(), places=(Place("MX", "MX-OAX"),))
    actions.save_record(actor=cast.actor("secretary"), project=made, record=kept, version=made.version)
    made.refresh_from_db()
    actions.publish(actor=cast.actor("secretary"), project=made, version=made.version)
    made.refresh_from_db()
    return made


def page(cast: Cast, who: str = "french", query: str = "") -> str:
    answer = cast.client(who).get(f"{reverse('project-alliances')}?{query}")
    return " ".join(answer.content.decode().split())


def test_page_says_who_and_why(cast: Cast) -> None:
    in_oaxaca(cast, "french", name="Una red")
    in_oaxaca(cast, "chilean", name="Otra red")
    text = page(cast)
    for words in (
        "Una red",
        "Otra red",
        "Misma entidad: Oaxaca",
        "Misma área temática: Desarrollo social",
        "Coinciden en 2023, 2024",
    ):
        assert words in text
    assert "Presentar a estas dos" not in text
    assert "Presentar a estas dos representaciones" in page(cast, "secretary")
    assert "Por ahora no se ve ninguna alianza" in page(cast, query="integrante=FR")


def test_page_names_the_theme_of_the_agenda(cast: Cast) -> None:
    since = DateRange(date(2023, 1, 1), None)
    Theme.objects.create(slug="cuidados", name="Sistema de cuidados (ejemplo)", validity=since)
    for who in ("french", "chilean"):
        in_oaxaca(cast, who, record=Record(theme="cuidados"), thematic_area=f"Área de {who}")
    text = page(cast)
    assert "Mismo tema de la agenda: Sistema de cuidados (ejemplo)" in text
    assert "Misma área temática" not in text


def test_linked_concluded_and_unpublished_ones_make_no_pair(cast: Cast) -> None:
    first = in_oaxaca(cast, "french")
    related = Record(relations=(Relation(RelationKind.RELATED, first.code),))
    in_oaxaca(cast, "chilean", record=related)
    in_oaxaca(cast, "chilean", record=Record(participations=(Participation("Francia", member="FR"),)))
    in_oaxaca(cast, "chilean", status=Status.CONCLUDED)
    project(cast.actor("chilean"), cast.chile, replace(COMPLETE, name="Canario"))
    assert cast.client("chilean").get(reverse("project-alliances")).context["proposals"] == []


def test_a_newer_draft_hides_no_alliance_from_who_sees_it(cast: Cast) -> None:
    first = in_oaxaca(cast, "french", name="Una red")
    in_oaxaca(cast, "chilean")
    newer = replace(COMPLETE, name="Canario", thematic_area="Otra")
    actions.save_draft(actor=cast.actor("french"), project=first, ficha=newer, version=first.version)
    for who in ("secretary", "french", "chilean"):
        text = page(cast, who)
        assert "Una red" in text
        assert "Canario" not in text


def test_gaps_name_themes_states_and_goals_without_projects(cast: Cast) -> None:
    Theme.objects.all().delete()
    since = DateRange(date(2023, 1, 1), None)
    Theme.objects.create(slug="redes", name="Redes municipales", validity=since)
    Theme.objects.create(slug="digital", name="Agenda digital", validity=since)
    in_oaxaca(cast, "french")
    context = cast.client("french").get(reverse("project-alliances")).context
    assert [theme.slug for theme in context["themes"]] == ["digital"]
    assert len(context["states"]) == 31
    assert "Oaxaca" not in context["states"]
    assert len(context["goals"]) == 16


def test_introduction_waits_in_the_outbox(cast: Cast) -> None:
    first, second = in_oaxaca(cast, "french", name="Una red"), in_oaxaca(cast, "chilean", name="Otra red")
    address = reverse("project-introduce")
    data = {"uno": first.code, "otro": second.code}
    assert cast.client("chilean").post(address, data).status_code == 403
    answer = cast.client("secretary").post(address, data)
    dispatch = Dispatch.objects.get()
    assert answer["Location"] == reverse("dispatch-detail", args=[dispatch.pk])
    letters = list(dispatch.messages.order_by("pk"))
    assert [each.recipients for each in letters] == [["francia@mcig.example"], ["chile@mcig.example"]]
    body = letters[0].body
    reasons = "- Misma entidad: Oaxaca\n- Misma área temática: Desarrollo social\n- Coinciden en 2023, 2024\n"
    assert f"Lo que tienen en común:\n{reasons}" in body
    for words in ("Embajada de Chile en México", "Una red", "Otra red", "chile@mcig.example"):
        assert words in body
    assert letters[0].subject == f"MCIG · Posible alianza entre {first.code} y {second.code}"
    assert cast.client("secretary").post(address, {"uno": "NADA", "otro": second.code}).status_code == 404
    again = cast.client("secretary").post(address, {"uno": first.code, "otro": first.code}, follow=True)
    assert "de la misma representación" in again.content.decode()
