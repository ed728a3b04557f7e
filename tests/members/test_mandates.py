"""Mandates as the secretariat registers and corrects them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange

from mcig.access import Role
from members.actions.mandates import MandateWords, create_mandate
from members.models import Mandate, MandateRole
from members.rules.rotation import Term
from tests.members.test_pages import text
from tests.support.cast import Cast, mandate

ONCE = "3f0a3f9e-6c1f-4d55-8d0c-6d1e8f6f2a01"

OVERLAP = (
    "Esas fechas se traslapan con otro mandato: copresidencia, Embajada de Chile en México, "
    "Embajada de Alemania en México (del 1 de enero de 2023 al 31 de diciembre de 2024)."
)


def posted(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "once": ONCE,
        "role": "presidency",
        "holder_1": cast.france.pk,
        "holder_2": "",
        "holder_3": "",
        "holder_4": "",
        "pro_tempore": "",
        "start": "2025-01-01",
        "end": "2026-12-31",
        "actual_start": "",
        "actual_end": "",
        "basis": "Acuerdo de la plenaria de noviembre.",
        "priorities": "Sistema de cuidados.",
        "shadow_days": "60",
    } | changes


def coming(cast: Cast) -> Mandate:
    return mandate(MandateRole.PRESIDENCY, DateRange(date(2025, 1, 1), date(2027, 1, 1)), cast.france)


def test_secretariat_registers_a_shared_mandate_once(cast: Cast) -> None:
    browser = cast.client("secretary")
    data = posted(cast, holder_2=cast.germany.pk, pro_tempore=cast.germany.pk)
    first = browser.post("/presidencia/mandatos/nuevo/", data)
    second = browser.post("/presidencia/mandatos/nuevo/", data)
    made = Mandate.objects.get(planned=DateRange(date(2025, 1, 1), date(2027, 1, 1)))
    assert first["Location"] == second["Location"] == f"/presidencia/mandatos/{made.pk}/"
    assert list(made.seats.values_list("organisation__code", "pro_tempore")) == [("FR", False), ("DE", True)]
    assert (made.basis, made.priorities, made.version) == (data["basis"], data["priorities"], 1)
    page = text(browser.get(first["Location"]))
    assert "Embajada de Alemania en México (pro tempore)" in page
    assert "El mandato quedó registrado." in page
    assert cast.actor("french", date(2025, 1, 1)).holds(Role.PRESIDENCY)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"start": "2024-12-01"},
            OVERLAP,
        ),
        ({"end": "2024-12-30"}, "El mandato termina antes de comenzar: revise las fechas."),
        (
            {"actual_start": "2025-06-01", "actual_end": "2025-05-01"},
            "El mandato termina antes de comenzar: revise las fechas.",
        ),
        ({"start": "2025-02-30"}, "Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018."),
        ({"end": "9999-12-31"}, "La fecha debe estar entre los años 1900 y 2199."),
    ],
)
def test_impossible_dates_are_refused_in_a_sentence(
    cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    answer = cast.client("secretary").post("/presidencia/mandatos/nuevo/", posted(cast, **changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Sistema de cuidados." in answer.content.decode()
    assert Mandate.objects.count() == 2


def test_holder_that_is_not_a_member_on_the_first_day_is_refused(cast: Cast) -> None:
    cast.france.memberships.update(validity=DateRange(date(2018, 1, 1), date(2025, 1, 1)))
    answer = cast.client("secretary").post("/presidencia/mandatos/nuevo/", posted(cast))
    assert answer.status_code == 422
    assert "Embajada de Francia en México no integra la mesa el 1 de enero de 2025." in text(answer)
    assert Mandate.objects.count() == 2


def test_fixed_secretariat_need_not_be_a_member(cast: Cast) -> None:
    Mandate.objects.filter(role="secretariat").update(planned=DateRange(date(2018, 1, 1), date(2025, 1, 1)))
    data = posted(cast, role="secretariat", holder_1=cast.un_women.pk, end="")
    assert cast.client("secretary").post("/presidencia/mandatos/nuevo/", data).status_code == 302
    assert cast.actor("secretary", date(2030, 1, 1)).holds(Role.SECRETARIAT)


def test_pro_tempore_must_hold_the_mandate_and_nobody_holds_it_twice(cast: Cast) -> None:
    browser = cast.client("secretary")
    answer = browser.post("/presidencia/mandatos/nuevo/", posted(cast, pro_tempore=cast.chile.pk))
    assert "Quien preside pro tempore debe ser titular del mandato." in text(answer)
    answer = browser.post("/presidencia/mandatos/nuevo/", posted(cast, holder_2=cast.france.pk))
    assert "Una misma organización aparece dos veces como titular." in text(answer)
    assert Mandate.objects.count() == 2


def test_real_dates_replace_the_planned_ones_and_move_the_rights(cast: Cast) -> None:
    made = coming(cast)
    data = posted(cast, version=1, actual_start="2025-02-01", actual_end="2027-01-31")
    answer = cast.client("secretary").post(f"/presidencia/mandatos/{made.pk}/corregir/", data)
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.planned == DateRange(date(2025, 1, 1), date(2027, 1, 1))
    assert made.actual == DateRange(date(2025, 2, 1), date(2027, 2, 1))
    assert made.version == 2
    assert not cast.actor("french", date(2025, 1, 31)).holds(Role.PRESIDENCY)
    assert cast.actor("french", date(2027, 1, 31)).holds(Role.PRESIDENCY)


def test_correction_made_from_an_old_version_shows_both_texts(cast: Cast) -> None:
    made = coming(cast)
    browser = cast.client("secretary")
    address = f"/presidencia/mandatos/{made.pk}/corregir/"
    assert browser.post(address, posted(cast, version=1, priorities="Agenda digital.")).status_code == 302
    answer = browser.post(address, posted(cast, version=1, priorities="<b>Cuidados</b>"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Agenda digital." in page
    assert "&lt;b&gt;Cuidados&lt;/b&gt;" in page
    assert 'name="version" value="2"' in page
    made.refresh_from_db()
    assert made.priorities == "Agenda digital."
    assert browser.post(address, posted(cast, version=2, priorities="Ambas.")).status_code == 302


@pytest.mark.parametrize("version", ["", "uno", "-1", "99"])
def test_correction_without_a_known_version_is_refused(cast: Cast, version: str) -> None:
    made = coming(cast)
    data = posted(cast, version=version)
    answer = cast.client("secretary").post(f"/presidencia/mandatos/{made.pk}/corregir/", data)
    assert answer.status_code == 422
    made.refresh_from_db()
    assert made.version == 1


def test_details_are_for_the_own_term_the_secretariat_and_administration(cast: Cast) -> None:
    held = Mandate.objects.get(role="presidency")
    kept = Mandate.objects.get(role="secretariat")
    expected = {
        "anonymous": (302, 302),
        "stranger": (403, 403),
        "french": (403, 403),
        "chilean": (200, 404),
        "german": (200, 404),
        "secretary": (200, 200),
        "administrator": (200, 200),
    }
    assert {
        who: tuple(
            cast.client(who).get(f"/presidencia/mandatos/{each.pk}/").status_code for each in (held, kept)
        )
        for who in expected
    } == expected
    assert cast.client("chilean").get("/presidencia/mandatos/999/").status_code == 404


def test_only_the_secretariat_writes(cast: Cast) -> None:
    held = Mandate.objects.get(role="presidency")
    for who in ("french", "chilean", "administrator"):
        assert cast.client(who).post("/presidencia/mandatos/nuevo/", posted(cast)).status_code == 403
        assert cast.client(who).get(f"/presidencia/mandatos/{held.pk}/corregir/").status_code == 403
    words = MandateWords(
        role=MandateRole.PRESIDENCY,
        planned=Term(date(2025, 1, 1), date(2027, 1, 1)),
        holders=(cast.chile.pk,),
    )
    with pytest.raises(PermissionDenied):
        create_mandate(actor=cast.actor("chilean"), words=words)
    assert Mandate.objects.count() == 2
