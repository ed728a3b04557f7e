"""The register of decisions: numbers, corrections, what replaces what, and its spreadsheet."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from agenda.actions.decisions import DecisionFacts, fulfil_decision, register_decision, replace_decision
from agenda.models import Decision
from mcig.rules import Broken
from members.models import Consultation
from tests.support.cast import Cast
from tests.support.consultations import opened
from tests.support.meetings import convened, theme
from tests.support.outcomes import DECIDED, commitment, decision, posted_decision
from tests.support.pages import field_in, page
from tests.support.queries import queries_of

LIST = "/acuerdos/"


def adopted(cast: Cast) -> Consultation:
    made = opened(cast)
    Consultation.objects.filter(pk=made.pk).update(
        state="adopted", closed_at=datetime.fromisoformat("2024-03-12T04:30:00+00:00")
    )
    made.refresh_from_db()
    return made


def sent(cast: Cast, **changes: Any) -> Any:
    browser = cast.client("secretary")
    once = field_in(page(browser, reverse("decision-create")), "once")
    return browser.post(reverse("decision-create"), posted_decision(**changes) | {"once": once})


def test_a_decision_is_registered_outside_a_meeting_and_every_member_reads_it(cast: Cast) -> None:
    response = sent(cast, theme=str(theme().pk), meeting=str(convened(cast, state="held").pk))
    assert response["Location"] == "/acuerdos/2024-001/"
    shown = page(cast.client("french"), "/acuerdos/2024-001/")
    for text in (DECIDED, "En vigor", "12 de marzo de 2024", "Sistema nacional o integral de cuidados"):
        assert text in shown
    assert "Corregir" not in shown
    assert "Acuerdo 2024-001" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "Este campo es obligatorio."),
        ({"text": "x" * 10_000}, "2000 caracteres"),
        (
            {"taken_on": "2024-03-13"},
            "Un acuerdo se registra cuando ya se tomó: esa fecha está en el futuro.",
        ),
        ({"taken_on": "1024-03-13"}, "La fecha debe estar entre los años 2000 y 2199."),
        ({"taken_on": "mañana"}, "Esa fecha no existe o no se entiende. Escríbala así: 1 de marzo de 2018."),
        ({"theme": "99999"}, "99999 no es una de las opciones disponibles."),
        ({"meeting": "99999"}, "99999 no es una de las opciones disponibles."),
        ({"consultation": "99999"}, "99999 no es una de las opciones disponibles."),
        ({"text": "con\0nulo"}, "nulos"),
    ],
)
def test_a_wrong_decision_is_refused_in_words(cast: Cast, changes: dict[str, Any], sentence: str) -> None:
    response = sent(cast, **changes)
    assert response.status_code == 422
    assert sentence in response.content.decode().replace("\xa0", "").replace("2,000", "2000")
    assert not Decision.objects.exists()


def test_an_adopted_consultation_is_offered_and_becomes_a_decision(cast: Cast) -> None:
    made = adopted(cast)
    browser = cast.client("secretary")
    assert f"/acuerdos/nuevo/?consulta={made.number}" in page(browser, "/")
    assert f"consulta={made.number}" not in page(cast.client("chilean"), "/")
    door = f"/acuerdos/nuevo/?consulta={made.number}"
    doors = {
        who: door in page(cast.client(who), f"/consultas/{made.number}/") for who in ("secretary", "chilean")
    }
    assert doors == {"secretary": True, "chilean": False}
    form = page(browser, f"/acuerdos/nuevo/?consulta={made.number}")
    assert made.subject in form
    assert 'value="2024-03-11"' in form  # half past ten at night in Mexico City is still the day before
    sent(cast, text=made.subject, taken_on="2024-03-11", consultation=str(made.pk))
    assert Decision.objects.get().consultation == made
    assert f"consulta={made.number}" not in page(browser, "/")
    found = page(cast.client("french"), f"/consultas/{made.number}/")
    assert (door in found, f"Acuerdo {Decision.objects.get().label}" in found) == (False, True)
    assert made.number in page(cast.client("french"), "/acuerdos/2024-001/")


def test_numbers_follow_the_year_in_which_it_was_taken(cast: Cast) -> None:
    made = [decision(cast), decision(cast, taken_on=date(2023, 12, 1)), decision(cast)]
    assert [each.label for each in made] == ["2024-001", "2023-001", "2024-002"]


def test_a_decision_is_replaced_and_both_say_so(cast: Cast) -> None:
    old, new = decision(cast, "El plan de 2023."), decision(cast, "El plan de 2024.")
    browser = cast.client("secretary")
    address = reverse("decision-replace", args=[old.label])
    data = {"version": field_in(page(browser, address), "version"), "replaced_by": str(new.pk)}
    assert browser.post(address, data)["Location"] == old.get_absolute_url()
    assert "Sustituido por" in page(cast.client("french"), old.get_absolute_url())
    assert "Sustituye a" in page(cast.client("french"), new.get_absolute_url())
    assert browser.post(address, data).status_code == 409
    restore = reverse("decision-restore", args=[old.label])
    browser.post(restore, {"version": "2"})
    old.refresh_from_db()
    assert (old.state, old.replaced_by, old.version) == ("in_force", None, 3)


def test_a_circle_of_replacements_is_refused(cast: Cast) -> None:
    one, two = decision(cast, "Uno."), decision(cast, "Dos.")
    secretary = cast.actor("secretary")
    with pytest.raises(Broken, match="no se sustituye a sí mismo"):
        replace_decision(actor=secretary, decision=one, version=1, by=one.pk)
    replace_decision(actor=secretary, decision=one, version=1, by=two.pk)
    with pytest.raises(Broken, match="se sustituirían en círculo"):
        replace_decision(actor=secretary, decision=two, version=1, by=one.pk)
    with pytest.raises(Broken, match="Elija el acuerdo que lo sustituye"):
        replace_decision(actor=secretary, decision=two, version=1, by=99_999)


def test_a_decision_is_fulfilled_on_a_day_between_its_own_and_today(cast: Cast) -> None:
    made = decision(cast)
    secretary = cast.actor("secretary")
    for day, words in ((date(2024, 3, 13), "está en el futuro"), (date(2024, 3, 11), "anterior a la")):
        with pytest.raises(Broken, match=words):
            fulfil_decision(actor=secretary, decision=made, version=1, on=day)
    fulfil_decision(actor=secretary, decision=made, version=1, on=date(2024, 3, 12))
    assert "Cumplido" in page(cast.client("french"), made.get_absolute_url())
    with pytest.raises(Broken, match="ya no está en un estado"):
        replace_decision(actor=secretary, decision=made, version=2, by=decision(cast).pk)


def test_only_the_secretariat_writes_the_register(cast: Cast) -> None:
    for name in ("chilean", "french", "administrator"):
        with pytest.raises(PermissionDenied):
            register_decision(actor=cast.actor(name), facts=DecisionFacts("Se adopta.", date(2024, 3, 12)))


def test_the_list_is_filtered_by_state_theme_and_year(cast: Cast) -> None:
    about = theme()
    decision(cast, "De cuidados.", theme=about.pk)
    decision(cast, "De antes.", taken_on=date(2023, 5, 2))
    fulfilled = decision(cast, "Hecho.")
    fulfil_decision(actor=cast.actor("secretary"), decision=fulfilled, version=1, on=date(2024, 3, 12))

    def listed(query: str) -> list[str]:
        shown = page(cast.client("french"), LIST + query)
        return [text for text in ("De cuidados.", "De antes.", "Hecho.") if text in shown]

    assert listed("") == ["De cuidados.", "De antes.", "Hecho."]
    assert listed(f"?tema={about.pk}") == ["De cuidados."]
    assert listed("?anio=2023") == ["De antes."]
    assert listed("?estado=fulfilled") == ["Hecho."]
    assert listed("?estado=fulfilled&anio=2023") == []
    assert listed("?estado=loquesea&tema=x&anio=-1") == ["De cuidados.", "De antes.", "Hecho."]
    nothing = page(cast.client("french"), LIST + "?estado=replaced")
    assert "Ningún acuerdo corresponde a lo que pidió" in nothing


def test_the_spreadsheet_has_real_dates_and_no_formulas(cast: Cast) -> None:
    decision(cast, "=1+1", theme=theme().pk)
    response = cast.client("french").get(reverse("decision-export", args=["xlsx"]))
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert rows[0][:4] == ("Número", "Acuerdo", "Fecha", "Estado")
    assert rows[1] == (
        "2024-001",
        "=1+1",
        datetime(2024, 3, 12),  # noqa: DTZ001 - a cell knows no time zones
        "en vigor",
        None,
        None,
        "Sistema nacional o integral de cuidados",
        None,
    )
    cell = load_workbook(BytesIO(response.content)).active["B2"]
    assert cell.data_type == "s"
    assert response["Content-Disposition"] == 'attachment; filename="acuerdos-2024-03-12.xlsx"'


def test_pages_ask_the_same_for_one_decision_and_for_three(cast: Cast) -> None:
    browser = cast.client("french")
    first = decision(cast, theme=theme().pk)
    addresses = (LIST, first.get_absolute_url())
    before = [len(queries_of(browser, address)) for address in addresses]
    for _time in range(2):
        decision(cast, theme=theme(f"t{_time}").pk)
        commitment(cast, decision=first.pk)
    assert [len(queries_of(browser, address)) for address in addresses] == [before[0], before[1]]
    assert max(before) <= 12


def test_history_is_read_by_who_reads_drafts(cast: Cast) -> None:
    made = decision(cast, theme=theme().pk)
    shown = page(cast.client("chilean"), reverse("decision-history", args=[made.label]))
    assert "Sistema nacional o integral de cuidados" in shown
    assert "12 de marzo de 2024" in shown
    assert cast.client("french").get(reverse("decision-history", args=[made.label])).status_code == 403
