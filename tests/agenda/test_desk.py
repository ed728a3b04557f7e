"""The desk of an agenda: add, edit, move, undo; what is refused, and in which words."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from agenda.actions import items as actions
from agenda.models import Item, ItemPresenter, Meeting
from tests.support.cast import Cast
from tests.support.meetings import convened, item, meeting, section, theme
from tests.support.pages import field_in, page

pytestmark = pytest.mark.django_db
DESK_QUERIES = 12
HTMX = {"HX-Request": "true"}


def order(made: Meeting, lane: str = "accepted") -> list[str]:
    """The titles of a lane in order; positions must run from 1 without a gap."""
    rows = list(made.items.filter(lane=lane).order_by("position"))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return ["-" * row.depth + row.title for row in rows]


def desk(made: Meeting, verb: str = "") -> str:
    return f"/reuniones/{made.pk}/orden-del-dia/{verb}"


def step(browser: Client, made: Meeting, what: Item, verb: str, **more: Any) -> HttpResponse:
    data = {"step": f"{what.pk}:{verb}"}
    answer: Any = browser.post(desk(made, "mover/"), data, headers=HTMX, **more)
    return answer  # type: ignore[no-any-return]


@pytest.fixture
def made(cast: Cast) -> Meeting:
    """§Apertura: Bienvenida 10, Acuerdos 20, -Avances 15 · §Temas: Cuidados 40."""
    made = meeting(cast, planned_minutes=60)
    section(made, "Apertura")
    item(made, "Bienvenida", minutes=10)
    item(made, "Acuerdos", minutes=20)
    item(made, "Avances", minutes=15, depth=1)
    section(made, "Temas")
    item(made, "Cuidados", minutes=40)
    return made


def named(made: Meeting, title: str) -> Item:
    return made.items.get(title=title)


def test_desk_shows_numbers_clock_and_what_does_not_fit(cast: Cast, made: Meeting) -> None:
    text = page(cast.client("secretary"), desk(made))
    for words in ("10:00–10:10", "10:10–10:45", "10:30–10:45", "10:45–11:25", "2.1", "85 de 60 min"):
        assert words in text
    assert "Se pasa 25 minutos" in text
    assert "Aquí termina el tiempo previsto (11:00)" not in text  # Cuidados begins at 10:45
    made.planned_minutes = 45
    made.save()
    assert "Aquí termina el tiempo previsto (10:45)" in page(cast.client("secretary"), desk(made))


def test_desk_is_of_those_who_prepare_and_the_incoming_presidency_only_reads(
    cast: Cast, made: Meeting
) -> None:
    assert cast.client("french").get(desk(made)).status_code == 403
    assert cast.client("administrator").get(desk(made)).status_code == 403
    assert "pasos" in page(cast.client("german"), desk(made))


@pytest.mark.parametrize("rows", [1, 60])
def test_page_takes_the_same_queries_however_long(
    cast: Cast, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = meeting(cast)
    shown = theme()
    for place in range(rows):
        row = item(made, f"Punto {place}", theme=shown)
        ItemPresenter.objects.create(item=row, organisation=cast.france)
    browser = cast.client("secretary")
    page(browser, desk(made))
    with django_assert_num_queries(DESK_QUERIES):
        text = page(browser, desk(made))
    assert text.count("Embajada de Francia en México") == rows


def test_a_line_adds_an_item_at_the_end_of_its_section(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    data = {"text": "Presentación de invitadas · 5", "section": named(made, "Apertura").pk}
    once = field_in(page(browser, desk(made)), "once")
    for _click in range(2):
        answer = browser.post(desk(made, "agregar/"), data | {"once": once}, headers=HTMX)
        assert answer.status_code == 200
    assert "Se agregó «Presentación de invitadas · 5»." in answer.content.decode()
    assert order(made) == [
        "Apertura",
        "Bienvenida",
        "Acuerdos",
        "-Avances",
        "Presentación de invitadas",
        "Temas",
        "Cuidados",
    ]
    assert named(made, "Presentación de invitadas").minutes == 5
    # The line that was taken comes back empty; what is half typed in the others stays in the browser.
    text = answer.content.decode()
    lines = {key: f'id="nuevo-{key}"' in text for key in (data["section"], named(made, "Temas").pk)}
    kept = {key: text.split(f'id="nuevo-{key}"')[1].split(">")[0].count("hx-preserve") for key in lines}
    assert kept == {data["section"]: 0, named(made, "Temas").pk: 1}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Escriba el título del punto."),
        ("Cuidados · -5", "La duración de un punto va de 0 minutos a 24 horas (1440 minutos)."),
        ("Cuidados · 10000", "La duración de un punto va de 0 minutos a 24 horas (1440 minutos)."),
        ("y" * 201, "El título es demasiado largo: caben 200 caracteres."),
    ],
)
def test_a_wrong_line_is_refused_and_kept(cast: Cast, made: Meeting, text: str, sentence: str) -> None:
    browser = cast.client("secretary")
    before = order(made)
    once = field_in(page(browser, desk(made)), "once")
    data = {"text": text, "once": once, "section": named(made, "Temas").pk}
    answer = browser.post(desk(made, "agregar/"), data)
    told = answer.content.decode()
    assert (answer.status_code, sentence in told, order(made)) == (422, True, before)
    assert not text or f'value="{text}"' in told


def test_buttons_move_items_with_what_belongs_to_them(cast: Cast, made: Meeting) -> None:
    browser = cast.client("chilean")
    answer = step(browser, made, named(made, "Acuerdos"), "up")
    assert "«Acuerdos» ahora es el punto 1." in answer.content.decode()
    assert order(made) == ["Apertura", "Acuerdos", "-Avances", "Bienvenida", "Temas", "Cuidados"]
    step(browser, made, named(made, "Temas"), "up")
    assert order(made) == ["Temas", "Cuidados", "Apertura", "Acuerdos", "-Avances", "Bienvenida"]
    step(browser, made, named(made, "Avances"), "out")
    step(browser, made, named(made, "Bienvenida"), "in")
    assert order(made) == ["Temas", "Cuidados", "Apertura", "Acuerdos", "Avances", "-Bienvenida"]


def test_an_item_waits_in_a_lane_and_comes_back(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    answer = step(browser, made, named(made, "Acuerdos"), "waiting")
    assert "«Acuerdos» pasó a «en espera»." in answer.content.decode()
    assert order(made) == ["Apertura", "Bienvenida", "Temas", "Cuidados"]
    assert order(made, "waiting") == ["Acuerdos", "-Avances"]
    answer = step(browser, made, named(made, "Acuerdos"), "accepted")
    assert "«Acuerdos» ahora es el punto 3." in answer.content.decode()
    assert order(made)[-2:] == ["Acuerdos", "-Avances"]


def test_dropping_puts_an_item_behind_another(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    waiting = item(made, "Asuntos generales", lane="waiting")
    data = {"item": waiting.pk, "lane": "accepted", "after": named(made, "Bienvenida").pk}
    answer = browser.post(desk(made, "colocar/"), data, headers=HTMX)
    assert "«Asuntos generales» ahora es el punto 2." in answer.content.decode()
    assert order(made)[:3] == ["Apertura", "Bienvenida", "Asuntos generales"]
    assert order(made, "waiting") == []


def test_a_removed_heading_leaves_its_items_and_returns(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    step(browser, made, named(made, "Temas"), "removed")
    assert order(made) == ["Apertura", "Bienvenida", "Acuerdos", "-Avances", "Cuidados"]
    undone(browser, made)
    assert order(made) == ["Apertura", "Bienvenida", "Acuerdos", "-Avances", "Temas", "Cuidados"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"item": "{Cuidados}", "after": "{Cuidados}"}, "Un punto no se puede mover sobre sí mismo."),
        ({"item": "{Acuerdos}", "after": "{Avances}"}, "Un punto no se puede mover sobre sí mismo."),
        ({"item": "999999", "after": ""}, "Ese punto ya no está en este orden del día."),
        ({"item": "uno", "after": ""}, "Ese punto ya no está en este orden del día."),
        ({"item": "{ajeno}", "after": ""}, "Ese punto ya no está en este orden del día."),
        ({"item": "{Cuidados}", "after": "{ajeno}"}, "Ese punto ya no está en este orden del día."),
        ({"item": "{Cuidados}", "after": "", "lane": "luna"}, "No se reconoce a dónde mover el punto."),
        ({"item": "{Cuidados}", "after": "", "lane": "proposed"}, "No se reconoce a dónde mover el punto."),
        ({"item": "{Temas}", "after": "", "lane": "waiting"}, "Un apartado solo tiene lugar"),
    ],
)
def test_what_cannot_be_placed_is_refused_and_nothing_changes(
    cast: Cast, made: Meeting, data: dict[str, str], sentence: str
) -> None:
    foreign = item(convened(cast), "Ajeno")
    keys = {row.title: str(row.pk) for row in made.items.all()} | {"ajeno": str(foreign.pk)}
    before = list(Item.objects.order_by("pk").values_list("pk", "meeting", "lane", "position", "depth"))
    sent = {"lane": "accepted"} | {name: value.format(**keys) for name, value in data.items()}
    answer = cast.client("secretary").post(desk(made, "colocar/"), sent, headers=HTMX)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    after = list(Item.objects.order_by("pk").values_list("pk", "meeting", "lane", "position", "depth"))
    assert after == before


def undone(browser: Client, made: Meeting) -> str:
    text = page(browser, desk(made))
    key = field_in(text.replace('class="btn btn-small btn-quiet" id="deshacer" ', ""), "undo")
    answer = browser.post(desk(made, "deshacer/"), {"undo": key}, headers=HTMX)
    return answer.content.decode()


def test_the_last_steps_are_undone_one_by_one(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    before = order(made)
    step(browser, made, named(made, "Cuidados"), "up")
    step(browser, made, named(made, "Acuerdos"), "waiting")
    step(browser, made, named(made, "Bienvenida"), "removed")
    once = field_in(page(browser, desk(made)), "once")
    browser.post(desk(made, "agregar/"), {"text": "Nuevo · 5", "section": "", "once": once}, headers=HTMX)
    assert "Se deshizo: agregar «Nuevo»." in undone(browser, made)
    assert "Se deshizo: retirar «Bienvenida»." in undone(browser, made)
    undone(browser, made)
    undone(browser, made)
    assert (order(made), order(made, "removed")) == (before, ["Nuevo"])
    assert "Deshacer:" not in page(browser, desk(made))


def test_what_another_person_moved_since_is_not_undone(cast: Cast, made: Meeting) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    step(sara, made, named(made, "Cuidados"), "up")
    step(anna, made, named(made, "Bienvenida"), "down")
    step(anna, made, named(made, "Cuidados"), "waiting")
    before = order(made)
    assert "No se puede deshacer: otra persona movió después «Cuidados»." in undone(sara, made)
    assert order(made) == before


def test_each_undoes_the_own_steps_beside_those_of_others(cast: Cast, made: Meeting) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    step(sara, made, named(made, "Cuidados"), "up")
    step(anna, made, named(made, "Bienvenida"), "down")
    undone(sara, made)
    assert order(made) == ["Apertura", "Acuerdos", "-Avances", "Bienvenida", "Temas", "Cuidados"]


def test_a_step_is_undone_once(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    step(browser, made, named(made, "Cuidados"), "up")
    key = made.steps.get().pk
    for sentence in ("Se deshizo: mover «Cuidados».", "Ese paso ya se deshizo"):
        answer = browser.post(desk(made, "deshacer/"), {"undo": key}, headers=HTMX)
        assert sentence in answer.content.decode()


def test_a_meeting_that_was_held_has_no_desk_any_more(cast: Cast) -> None:
    made = convened(cast, state="held")
    row = item(made, "Cuidados")
    browser = cast.client("secretary")
    assert 'id="pasos"' not in page(browser, desk(made))
    answer = step(browser, made, row, "up")
    assert "La reunión ya se celebró o se canceló: su orden del día no cambia." in answer.content.decode()


def test_a_fragment_in_the_page_is_the_page_loaded_anew(cast: Cast, made: Meeting) -> None:
    browser = cast.client("secretary")
    fragment = step(browser, made, named(made, "Cuidados"), "up").content.decode()
    fresh = browser.get(desk(made)).content.decode()
    assert board_of(fragment) == board_of(fresh)


def board_of(text: str) -> str:
    """The board, without one-time keys, tokens and the sentence for the live region."""
    import re  # noqa: PLC0415

    start = text.index('<div id="tablero"')
    end = text.index("</aside>", start)
    found = re.sub(r'<div hx-swap-oob="innerHTML:#anuncio">.*?</div>', "", text[start:end], flags=re.DOTALL)
    found = re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"', "", found)
    return " ".join(found.split())


def test_positions_hold_at_the_database(cast: Cast, made: Meeting) -> None:
    actions.move(actor=cast.actor("secretary"), meeting=made, item=named(made, "Avances").pk, step="down")
    assert order(made) == ["Apertura", "Bienvenida", "Acuerdos", "Temas", "Avances", "Cuidados"]
