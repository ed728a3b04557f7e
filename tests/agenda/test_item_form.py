"""One item and its form: what it holds, what is refused, and two people who save it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import Traveller

from agenda.models import Item, ItemPresenter, Meeting
from tests.support.cast import Cast
from tests.support.meetings import convened, item, meeting, section, theme
from tests.support.pages import field_in, page

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
DATA = {"title": "Cuidados", "minutes": "15", "purpose": "discussion"}


@pytest.fixture
def row(cast: Cast) -> Item:
    return item(meeting(cast), "Cuidados", purpose="discussion")


def address(row: Item) -> str:
    return f"/reuniones/{row.meeting_id}/orden-del-dia/puntos/{row.pk}/"


def opened(browser: Client, row: Item) -> dict[str, str]:
    text = page(browser, address(row))
    return {name: field_in(text, name) for name in ("version", "base")}


def saved(browser: Client, row: Item, **more: Any) -> Any:
    return browser.post(address(row), DATA | opened(browser, row) | more)


def test_an_item_holds_what_was_typed(cast: Cast, row: Item) -> None:
    shown = theme()
    names = ["Embajada de Francia en México", "", "anna alemana", "Dra. Invitada"]
    answer = saved(
        cast.client("secretary"),
        row,
        title="Cuidados: avances",
        minutes="25",
        purpose="decision",
        theme=shown.pk,
        presenters=names,
        description="Se presentan avances.",
        internal_notes="Preguntar por el presupuesto.",
    )
    assert answer["Location"] == f"/reuniones/{row.meeting_id}/orden-del-dia/#punto-{row.pk}"
    row.refresh_from_db()
    assert (row.title, row.minutes, row.purpose, row.theme, row.version) == (
        "Cuidados: avances",
        25,
        "decision",
        shown,
        2,
    )
    presenters = [
        (each.organisation, each.person and each.person.name, each.guest) for each in row.presenters.all()
    ]
    assert presenters == [
        (cast.france, None, ""),
        (None, "Anna Alemana", ""),
        (None, None, "Dra. Invitada"),
    ]
    text = page(cast.client("german"), address(row))
    assert [f'value="{name}"' in text for name in ("Anna Alemana", "Dra. Invitada")] == [True, True]


def test_saving_answers_htmx_with_the_board(cast: Cast, row: Item) -> None:
    browser = cast.client("secretary")
    answer = browser.post(address(row), DATA | opened(browser, row) | {"minutes": "30"}, headers=HTMX)
    text = answer.content.decode()
    assert (answer.status_code, answer["HX-Retarget"]) == (200, "#tablero")
    assert "«Cuidados» está guardado." in text
    assert "10:00–10:30" in text
    editor = f'<div id="editor-{row.pk}" class="desk-editor" data-editor="editar-{row.pk}"></div>'
    assert editor in text  # emptied, for the saved form is not kept


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Este campo es obligatorio."),
        ({"minutes": "-5"}, "La duración de un punto va de 0 minutos a 24 horas (1440 minutos)."),
        ({"minutes": "10000"}, "La duración de un punto va de 0 minutos a 24 horas (1440 minutos)."),
        ({"minutes": "quince"}, "Introduzca un número entero."),
        ({"purpose": "section"}, "Escoja una opción válida."),
        ({"theme": "999"}, "Escoja una opción válida."),
        ({"presenters": ["x" * 201]}, "El nombre es demasiado largo: caben 200 caracteres."),
        ({"presenters": [str(n) for n in range(13)]}, "Un punto admite hasta 12"),
    ],
)
def test_what_no_item_can_hold_is_refused_and_kept(
    cast: Cast, row: Item, wrong: dict[str, Any], sentence: str
) -> None:
    answer = saved(cast.client("secretary"), row, description="Lo que escribí", **wrong)
    text = answer.content.decode()
    assert (answer.status_code, sentence in text, "Lo que escribí" in text) == (422, True, True)
    row.refresh_from_db()
    assert (row.minutes, row.version) == (15, 1)


def test_fields_that_one_side_changed_are_merged(cast: Cast, row: Item) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    hers = opened(sara, row)
    assert saved(anna, row, minutes="40", presenters=["Dra. Invitada"]).status_code == 302
    stale = sara.post(address(row), DATA | hers | {"title": "Cuidados: avances"})
    text = stale.content.decode()
    assert stale.status_code == 409
    assert "conflict-" not in text.replace('class="conflict-', "")
    assert 'name="minutes" value="40"' in text
    assert 'value="Cuidados: avances"' in text
    again = {name: field_in(text, name) for name in ("version", "base")}
    merged = DATA | again | {"title": "Cuidados: avances", "minutes": "40", "presenters": ["Dra. Invitada"]}
    assert sara.post(address(row), merged).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.minutes, row.presenters.get().guest) == ("Cuidados: avances", 40, "Dra. Invitada")


def test_a_field_that_both_changed_stands_side_by_side(cast: Cast, row: Item) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    hers = opened(sara, row)
    saved(anna, row, description="Texto <b>de Anna</b>")
    stale = sara.post(address(row), DATA | hers | {"description": "Texto de Sara"}, headers=HTMX)
    text = stale.content.decode()
    assert stale.status_code == 409
    assert "Guardó: Anna Alemana." in text
    assert "Texto &lt;b&gt;de Anna&lt;/b&gt;" in text
    assert "Texto de Sara" in text
    again = {name: field_in(text, name) for name in ("version", "base")}
    choice = {"conflict-description": "theirs", "description": "Texto de Sara"}
    assert sara.post(address(row), DATA | again | choice).status_code == 302
    row.refresh_from_db()
    assert row.description == "Texto <b>de Anna</b>"


def test_a_move_meanwhile_is_in_nobodys_way(cast: Cast, row: Item) -> None:
    item(row.meeting, "Otro")
    sara, anna = cast.client("secretary"), cast.client("german")
    hers = opened(sara, row)
    anna.post(f"/reuniones/{row.meeting_id}/orden-del-dia/mover/", {"step": f"{row.pk}:down"})
    assert sara.post(address(row), DATA | hers | {"title": "Cuidados II"}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.position) == ("Cuidados II", 2)


def test_an_edit_is_undone_unless_somebody_edited_since(cast: Cast, row: Item) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    undo = f"/reuniones/{row.meeting_id}/orden-del-dia/deshacer/"
    saved(sara, row, minutes="30", presenters=["Dra. Invitada"])
    saved(sara, row, minutes="45")
    for minutes, guests in ((30, ["Dra. Invitada"]), (15, [])):
        step = row.meeting.steps.filter(undone_at=None).first()
        assert step is not None
        sara.post(undo, {"undo": step.pk})
        row.refresh_from_db()
        assert (row.minutes, [each.guest for each in row.presenters.all()]) == (minutes, guests)
    saved(sara, row, minutes="50")
    saved(anna, row, minutes="55")
    step = row.meeting.steps.filter(made_by=cast.secretary, undone_at=None).first()
    assert step is not None
    answer = sara.post(undo, {"undo": step.pk})
    assert "No se puede deshacer: otra persona editó después «Cuidados»." in answer.content.decode()
    row.refresh_from_db()
    assert row.minutes == 55


def test_a_section_has_a_title_and_notes_only(cast: Cast) -> None:
    row = section(meeting(cast), "Apertura")
    browser = cast.client("secretary")
    assert 'name="minutes"' not in page(browser, address(row))
    data = {"title": "Inicio", "internal_notes": "Puntual", "minutes": "30", "purpose": "decision"}
    assert browser.post(address(row), data | opened(browser, row)).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.minutes, row.purpose) == ("Inicio", 0, "section")


def test_an_item_of_another_meeting_is_not_found(cast: Cast, row: Item) -> None:
    other = convened(cast)
    answer = cast.client("secretary").get(f"/reuniones/{other.pk}/orden-del-dia/puntos/{row.pk}/")
    assert answer.status_code == 404


def test_a_presenter_known_before_stays_who_they_are(cast: Cast, row: Item) -> None:
    former = cast.former.person
    ItemPresenter.objects.create(item=row, person=former)
    saved(cast.client("secretary"), row, presenters=["Sofía Saliente"], minutes="20")
    assert row.presenters.get().person == former


def sign(browser: Client, made: Meeting, seen: int = 0) -> str:
    text = browser.post(f"/reuniones/{made.pk}/orden-del-dia/presencia/", {"seen": seen})
    return " ".join(text.content.decode().split())


def test_who_else_is_there_is_seen_for_a_minute(cast: Cast, row: Item, clock: Traveller) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    assert "está aquí" not in sign(sara, row.meeting)
    assert "También está aquí: Sara Secretaría." in sign(anna, row.meeting)
    assert "También está aquí: Anna Alemana." in sign(sara, row.meeting)
    clock.shift(timedelta(seconds=61))
    assert "Anna" not in sign(sara, row.meeting)


def test_what_another_person_changed_is_told(cast: Cast, row: Item) -> None:
    sara, anna = cast.client("secretary"), cast.client("german")
    saved(sara, row, minutes="30")
    assert "Cambió el orden del día" not in sign(sara, row.meeting)
    assert "Cambió el orden del día: Sara Secretaría." in sign(anna, row.meeting)
    assert "Cambió" not in sign(anna, row.meeting, row.meeting.steps.get().pk)
