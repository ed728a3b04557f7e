"""The checklist of a handover: who signs what, in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from mcig.rules import Broken
from mcig.web.versions import Stale
from members.actions.handover import add_usual_items, sign
from members.models import HandoverItem, Mandate, MandateRole
from members.queries.handover import handover_on
from members.rules.handover import POINT, USUAL, PointState, next_point_state
from tests.members.test_pages import text
from tests.support.cast import TODAY, Cast, mandate

IN_SHADOW = datetime(2024, 12, 1, 18, tzinfo=UTC)
AFTER = datetime(2025, 1, 2, 18, tzinfo=UTC)
ONCE = "3f0a3f9e-6c1f-4d55-8d0c-6d1e8f6f2a03"


@pytest.fixture
def coming(cast: Cast) -> Mandate:
    return mandate(MandateRole.PRESIDENCY, DateRange(date(2025, 1, 1), date(2027, 1, 1)), cast.france)


@pytest.fixture
def point(cast: Cast, coming: Mandate) -> HandoverItem:
    return HandoverItem.objects.create(
        mandate=coming, title="Directorio", owner=cast.chile, due=date(2025, 1, 1)
    )


def press(browser: Client, point: HandoverItem, do: str, version: int) -> int:
    address = f"/presidencia/traspaso/puntos/{point.pk}/firmar/"
    return browser.post(address, {"do": do, "version": version}).status_code


@time_machine.travel(IN_SHADOW)
def test_outgoing_hands_over_and_incoming_receives(cast: Cast, point: HandoverItem) -> None:
    chilean, french = cast.client("chilean"), cast.client("french")
    assert press(french, point, "recibir", 1) == 400
    assert press(french, point, "entregar", 1) == 403
    assert press(chilean, point, "entregar", 1) == 302
    assert press(chilean, point, "recibir", 2) == 403
    assert press(french, point, "recibir", 2) == 302
    point.refresh_from_db()
    assert (point.outgoing_by, point.incoming_by) == (cast.chilean, cast.french)
    assert point.outgoing_capacity == "Embajada de Chile en México · Copresidencia"
    assert point.incoming_capacity == "Embajada de Francia en México · Presidencia entrante"
    assert point.is_done
    page = text(chilean.get("/presidencia/traspaso/"))
    assert "Catalina Chilena" in page
    assert "Françoise Francesa" in page
    assert press(chilean, point, "deshacer", 3) == 400


@time_machine.travel(IN_SHADOW)
def test_home_says_whose_signature_is_awaited(cast: Cast, point: HandoverItem) -> None:
    sentence = "1 punto del traspaso espera su firma"
    chilean, french = cast.client("chilean"), cast.client("french")
    assert [sentence in text(each.get("/")) for each in (chilean, french)] == [True, False]
    press(chilean, point, "entregar", 1)
    assert [sentence in text(each.get("/")) for each in (chilean, french)] == [False, True]
    press(french, point, "recibir", 2)
    assert [sentence in text(each.get("/")) for each in (chilean, french)] == [False, False]


@time_machine.travel(IN_SHADOW)
def test_signature_can_be_taken_back_until_the_other_side_signs(cast: Cast, point: HandoverItem) -> None:
    chilean = cast.client("chilean")
    assert press(chilean, point, "entregar", 1) == 302
    assert press(chilean, point, "deshacer", 2) == 302
    point.refresh_from_db()
    assert (point.outgoing_at, point.outgoing_by, point.outgoing_capacity) == (None, None, "")
    assert press(chilean, point, "entregar", 1) == 409
    assert press(chilean, point, "otra cosa", 3) == 400


@time_machine.travel(AFTER)
def test_after_the_handover_the_outgoing_side_has_left_and_the_secretariat_signs_for_it(
    cast: Cast, point: HandoverItem
) -> None:
    assert cast.client("chilean").get("/presidencia/traspaso/").status_code == 403
    assert press(cast.client("chilean"), point, "entregar", 1) == 403
    assert press(cast.client("secretary"), point, "entregar", 1) == 302
    assert press(cast.client("french"), point, "recibir", 2) == 302
    point.refresh_from_db()
    assert point.outgoing_capacity == "ONU Mujeres México · Secretaría técnica"


def names(cast: Cast, day: date) -> tuple[str, str]:
    """The first holder that hands over on the day, and the first that receives."""
    found = handover_on(cast.mesa, day)
    sides = (found.outgoing, found.incoming)
    return tuple(side.holders[0].code if side else "" for side in sides)  # type: ignore[return-value]


def test_handover_leads_to_the_next_mandate_and_stays_while_that_is_new(cast: Cast) -> None:
    assert names(cast, TODAY) == ("CL", "")
    mandate(MandateRole.PRESIDENCY, DateRange(date(2025, 1, 1), date(2027, 1, 1)), cast.france)
    assert names(cast, TODAY) == ("CL", "FR")
    assert names(cast, date(2025, 1, 1)) == ("CL", "FR")
    assert names(cast, date(2025, 3, 1)) == ("CL", "FR")
    assert names(cast, date(2025, 3, 2)) == ("FR", "")


def test_secretariat_fills_adds_and_removes(cast: Cast, coming: Mandate) -> None:
    browser = cast.client("secretary")
    assert browser.post("/presidencia/traspaso/lista/").status_code == 302
    assert HandoverItem.objects.filter(mandate=coming, owner=cast.chile).count() == len(USUAL)
    assert browser.post("/presidencia/traspaso/lista/").status_code == 400
    data = {"once": ONCE, "title": "Sello de la mesa", "owner": cast.germany.pk, "due": "2024-12-15"}
    for _twice in range(2):
        answer = browser.post("/presidencia/traspaso/puntos/nuevo/", data)
        assert answer["Location"] == "/presidencia/traspaso/"
    made = HandoverItem.objects.get(title="Sello de la mesa")
    assert (made.mandate, made.owner, made.due) == (coming, cast.germany, date(2024, 12, 15))
    remove = f"/presidencia/traspaso/puntos/{made.pk}/quitar/"
    assert browser.post(remove, {"version": 9}).status_code == 400
    assert browser.post(remove, {"version": 1}).status_code == 302
    assert not HandoverItem.objects.filter(pk=made.pk).exists()


def test_impossible_point_is_refused(cast: Cast, coming: Mandate) -> None:
    browser = cast.client("secretary")
    data = {"once": ONCE, "title": "  ", "owner": cast.chile.pk, "due": "2024-02-30"}
    answer = browser.post("/presidencia/traspaso/puntos/nuevo/", data)
    assert answer.status_code == 422
    assert "Esa fecha no existe" in text(answer)
    assert not HandoverItem.objects.exists()


def test_nobody_to_hand_over_to_is_said(cast: Cast) -> None:
    with pytest.raises(Broken, match="Todavía no hay un mandato que siga"):
        add_usual_items(actor=cast.actor("secretary"), handover=handover_on(cast.mesa, TODAY))


def test_signed_point_stays_and_others_do_not_sign(cast: Cast, point: HandoverItem) -> None:
    with pytest.raises(PermissionDenied):
        sign(actor=cast.actor("french_alternate"), item=point, event="hand", version=1)
    sign(actor=cast.actor("german"), item=point, event="hand", version=1)
    with pytest.raises(Stale):
        sign(actor=cast.actor("german"), item=point, event="take_back", version=1)
    remove = f"/presidencia/traspaso/puntos/{point.pk}/quitar/"
    assert cast.client("secretary").post(remove, {"version": 2}).status_code == 400
    assert HandoverItem.objects.filter(pk=point.pk).exists()


def test_table_of_a_point() -> None:
    assert {state for state, _event in POINT} == {PointState.PENDING, PointState.HANDED}
    with pytest.raises(Broken, match="Primero firma quien entrega"):
        next_point_state(PointState.PENDING, "receive")
