"""What earlier meetings left open comes into the next agenda with one press."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agenda.models import Commitment, Meeting
from tests.support.cast import Cast
from tests.support.meetings import meeting, seat_of
from tests.support.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast) -> Meeting:
    return meeting(cast)


def promised(cast: Cast, number: int, text: str, **more: Any) -> Commitment:
    return Commitment.objects.create(
        year=2024, number=number, text=text, owner=seat_of(cast.france), created_by=cast.secretary, **more
    )


def press(cast: Cast, made: Meeting, who: str = "secretary") -> Any:
    return cast.client(who).post(f"/reuniones/{made.pk}/orden-del-dia/seguimiento/", follow=True)


def test_open_commitments_become_an_item(cast: Cast, made: Meeting) -> None:
    promised(cast, 1, "Enviar el borrador.", due_on=date(2024, 4, 1))
    promised(cast, 2, "Invitar a\ndos ponentes.", due_on=date(2024, 5, 10))
    promised(cast, 3, "Hecho ya.", state="fulfilled", closed_on=date(2024, 3, 1))
    press(cast, made)
    item = made.items.get()
    assert (item.title, item.minutes, item.purpose) == ("Seguimiento de acuerdos", 15, "discussion")
    france = "Embajada de Francia en México"
    assert [line.split(" · ", 1)[1] for line in item.description.splitlines()] == [
        f"Enviar el borrador. · {france} · fecha compromiso: 1 de abril de 2024 · vencido",
        f"Invitar a dos ponentes. · {france} · fecha compromiso: 10 de mayo de 2024 · pendiente",
    ]


def test_it_comes_once_and_can_be_undone(cast: Cast, made: Meeting) -> None:
    promised(cast, 1, "Enviar el borrador.")
    press(cast, made)
    assert "ya tiene el seguimiento de acuerdos" in press(cast, made).content.decode()
    assert made.items.filter(lane="accepted").count() == 1
    step = made.steps.latest("pk")
    cast.client("secretary").post(f"/reuniones/{made.pk}/orden-del-dia/deshacer/", {"undo": step.pk})
    assert made.items.filter(lane="accepted").count() == 0


def test_with_nothing_open_it_says_so(cast: Cast, made: Meeting) -> None:
    assert "No hay compromisos abiertos" in press(cast, made).content.decode()
    assert not made.items.exists()


def test_a_thousand_commitments_fit_and_the_rest_is_counted(cast: Cast, made: Meeting) -> None:
    for number in range(1, 61):
        promised(cast, number, "Preparar un informe muy detallado. " * 10)
    press(cast, made)
    description = made.items.get().description
    assert len(description) <= 10_000
    assert description.splitlines()[-1].startswith("… y ")
    assert "Seguimiento de acuerdos" in page(cast.client("secretary"), f"/reuniones/{made.pk}/orden-del-dia/")
